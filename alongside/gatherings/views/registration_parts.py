"""Registration on a session's own page, and its steps on the run page."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.components import Task

from ..models import Session
from ..queries import registrations
from . import parts


@parts.on_page("registration")
def registration(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """My place, or how many there are and the way to one; how many are `taken`, for the rest of the page."""
    member = getattr(request, "member", None)
    if not session.is_open and member is None:
        return None
    mine, places = registrations.of_member(session, member), registrations.places_of(session)
    if mine is not None:
        return {"mine": mine, "position": registrations.position(mine), "taken": places.taken}
    return {
        "all_full": all(line.full for line in registrations.shown_places(session, places)),
        "limits": registrations.limits_in_words(session, places),
        "taken": places.taken,
    }


@parts.steps("before", if_cancelled=True)
def registering(request: HttpRequest, session: Session) -> Iterator[Task]:
    """Who means to come."""
    if session.announced_at is None:
        return
    counted = registrations.counts(session)
    placed, waiting = counted["placed"], counted["waiting"]
    waits = (
        ngettext("%(count)d person waits", "%(count)d people wait", waiting) % {"count": waiting}
        if waiting and not session.cancelled_at
        else ""
    )
    yield Task(
        title=_("Registrations and waiting list"),
        url=reverse("gatherings:registrations", args=[session.pk]),
        hint=waits,
        status=ngettext("%(count)d place taken", "%(count)d places taken", placed) % {"count": placed},
        kind="waiting" if waits else "info",
    )


@parts.steps("day")
def checking_in(request: HttpRequest, session: Session) -> Iterator[Task]:
    """Who is there."""
    if session.announced_at is None:
        return
    came = registrations.attendance_of(session).count()
    yield Task(
        title=_("Check in"),
        url=reverse("gatherings:check_in", args=[session.pk]),
        hint=_("From the list, by code, or from paper afterwards"),
        status=ngettext("%(count)d person was there", "%(count)d people were there", came) % {"count": came}
        if came
        else _("Nobody yet"),
        kind="good" if came else "neutral",
    )
