"""Finds out who is here: sets `request.member` and `request.roles`, once a request.

Where the centre asks staff for a passkey, the roles of staff count only in a session that showed one. Until
then they are members like everybody, and a door of staff leads to where a passkey is added or shown.

A session that lasted too long, or in which staff did nothing for too long, ends here. What was sent with that request
waits until they signed in again: see `foundation.unsent`.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, doors, unsent, waiting

from . import actions as people
from . import allauth as sign_in
from . import rules
from .models import Account
from .queries import sessions

NOTED_EVERY = timedelta(minutes=5)


def who_is_here(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; needs the session and authentication middlewares before it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        member, held = rules.who(request.user)
        if sign_in.is_over(request) or sign_in.is_idle(request, held):
            request.signed_out = request.user.pk  # type: ignore[attr-defined]  # read by `on_the_way`
            logout(request)
            member, held = rules.who(request.user)
        elif request.user.is_authenticated:
            _note_use(request)
        request.member = member  # type: ignore[attr-defined]  # read by the views of every room
        request.roles_held = held  # type: ignore[attr-defined]  # read by `to_passkey`
        roles = held - rules.GUARDED if _must_prove(request, held) else held
        request.roles = roles  # type: ignore[attr-defined]  # read by the doors
        return get_response(request)

    middleware.process_view = on_the_way  # type: ignore[attr-defined]  # Django looks for it
    return middleware


def note_where(request: HttpRequest, account: Account) -> None:
    """Write down that a session of this account begins here, or is used for the first time since the house asks."""
    if request.session.session_key:
        request.session[sessions.LAST_SEEN] = int(clock.now().timestamp())
        people.note_session(
            account, key=request.session.session_key, user_agent=request.META.get("HTTP_USER_AGENT", "")
        )


def _note_use(request: HttpRequest) -> None:
    """Every five minutes it is written into a session that it was used; never where, nor what for."""
    seen = request.session.get(sessions.LAST_SEEN)
    if seen is None:
        note_where(request, request.user)  # type: ignore[arg-type]  # signed in, so an account
    elif clock.now().timestamp() - seen > NOTED_EVERY.total_seconds():
        request.session[sessions.LAST_SEEN] = int(clock.now().timestamp())


def on_the_way(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
    """Lead whoever cannot go on as they are to where they can: to sign in, to their words, to their passkey.

    It comes after the check of forms of other sites, so that only what was really sent here is kept.
    """
    signed_out = getattr(request, "signed_out", None)
    door: doors.Door | None = getattr(view, "door", None)
    sends = signed_out is not None and door is not None and request.method not in doors.READING
    if sends and request.path != reverse("account_logout"):
        unsent.keep(request, owner=signed_out)
        return doors.to_sign_in(request)
    looks = request.method == "GET" and request.user.is_authenticated and not unsent.shows_words(view)
    page = unsent.to_send_again(request) if looks else None
    return page or to_passkey(request, view, args, kwargs)


def to_passkey(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
    """Lead staff who have not shown a passkey yet to where they can, when a door asks for their role."""
    door: doors.Door | None = getattr(view, "door", None)
    held: frozenset[doors.Role] = getattr(request, "roles_held", frozenset())
    method = request.method or "GET"
    if door is None or door.admits(doors.roles_of(request), method) or not door.admits(held, method):
        return None
    has_one = sign_in.has_passkey(request.user)  # type: ignore[arg-type]  # who holds a role has signed in
    name = "mfa_reauthenticate_webauthn" if has_one else "people:add_passkey_first"
    return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")


def passkey_waits(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """What stands on the desk of staff whose rooms are still shut: how they open."""
    held: frozenset[doors.Role] = getattr(request, "roles_held", frozenset())
    if held == doors.roles_of(request):
        return
    has_one = sign_in.has_passkey(request.user)  # type: ignore[arg-type]  # who holds a role has signed in
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
