"""Finds out who is here: sets `request.member` and `request.roles`, once a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import rules


def who_is_here(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; needs the session and authentication middlewares before it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        member = rules.member_of(request.user)
        request.member = member  # type: ignore[attr-defined]  # read through `people.here`
        request.roles = rules.roles_of_member(member) if member else rules.roles_of(request.user)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
