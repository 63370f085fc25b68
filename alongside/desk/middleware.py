"""Before a centre is set up, every page says so and how to go on."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.foundation.models import Centre


def set_up_first(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; reads the centre once a request, for everybody."""

    def middleware(request: HttpRequest) -> HttpResponse:
        centre = Centre.current()
        request.centre = centre  # type: ignore[attr-defined]  # read by the base templates
        if centre is None and not _leads_to_set_up(request.path):
            on_a_server = settings.BEHIND_TLS  # `./run`, which is for trials, says false
            return render(request, "desk/not_set_up.html", {"on_a_server": on_a_server}, status=503)
        return get_response(request)

    return middleware


def _leads_to_set_up(path: str) -> bool:
    return path == reverse("healthz") or "/set-up/" in path
