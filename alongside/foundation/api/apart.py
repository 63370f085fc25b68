"""The API stands apart from the pages: no cookie opens it, no language of a browser changes it, no page answers it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .house import PREFIX
from .problems import as_problem

UNSEEN = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE")


def apart(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; stands before all that read cookies or languages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        for name in UNSEEN:
            request.META.pop(name, None)
        return as_problem(get_response(request))

    return middleware
