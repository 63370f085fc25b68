"""Finds out who is here: sets `request.member` and `request.roles`, once a request.

Where the centre asks staff for a passkey, the roles of staff count only in a session that showed one. Until
then they are members like everybody, and a door of staff leads to where a passkey is added or shown.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from alongside.foundation import doors, waiting

from . import allauth as sign_in
from . import rules


def who_is_here(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; needs the session and authentication middlewares before it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if sign_in.is_over(request):
            logout(request)
        member, held = rules.who(request.user)
        request.member = member  # type: ignore[attr-defined]  # read by the views of every room
        request.roles_held = held  # type: ignore[attr-defined]
        request.roles = held - rules.GUARDED if _must_prove(request, held) else held  # type: ignore[attr-defined]
        return get_response(request)

    middleware.process_view = to_passkey  # type: ignore[attr-defined]  # Django looks for it
    return middleware


def to_passkey(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
    """Lead staff who have not shown a passkey yet to where they can, when a door asks for their role."""
    door: doors.Door | None = getattr(view, "door", None)
    held: frozenset[doors.Role] = getattr(request, "roles_held", frozenset())
    method = request.method or "GET"
    if door is None or door.admits(doors.roles_of(request), method) or not door.admits(held, method):
        return None
    name = "mfa_reauthenticate_webauthn" if sign_in.has_passkey(request.user) else "people:add_passkey_first"  # type: ignore[arg-type]
    return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")


def passkey_waits(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """What stands on the desk of staff whose rooms are still shut: how they open."""
    held: frozenset[doors.Role] = getattr(request, "roles_held", frozenset())
    if held == doors.roles_of(request):
        return
    has_one = sign_in.has_passkey(request.user)  # type: ignore[arg-type]
    name = "mfa_reauthenticate_webauthn" if has_one else "people:add_passkey_first"
    yield waiting.Waiting(
        title=_("Show your passkey") if has_one else _("Add a passkey"),
        url=f"{reverse(name)}?{urlencode({'next': request.path})}",
        hint=_("Your role opens other people’s details. Those pages open after your passkey."),
        status=_("To do"),
        kind="attention",
    )


def _must_prove(request: HttpRequest, held: frozenset[doors.Role]) -> bool:
    asked = settings.REQUIRE_STAFF_PASSKEY and bool(held & rules.GUARDED)
    return asked and not sign_in.proved_by_passkey(request)
