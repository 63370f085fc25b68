"""What machines may ask of this room: the sessions; with a token, who registered and who came."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _

from alongside.foundation import api

from . import actions as gatherings
from . import models, rules
from .queries import as_data, registrations

router = api.Router(tags=[_("Sessions")])
staff = api.Router(tags=[_("For tools of staff, with a token")])


class Session(api.Schema):
    """A session that was announced."""

    id: int = api.Field(description="The number under which this house keeps it; it stays.")
    number: int = api.Field(
        description="Its number in its series; it is given once, and stays when it is cancelled."
    )
    series: str = api.Field(description="The series that it belongs to.")
    title: str = api.Field(description="What it is called.")
    purpose: str = api.Field(description="What it is for.")
    language: str = api.Field(description="The language of its words (BCP 47).")
    state: Literal["announced", "cancelled", "delivered", "completed"] = api.Field(
        description="How far it has come. “delivered” took place; “completed” took place, and nothing is left open."
    )
    cancelled_because: str = api.Field(description="Why it was cancelled; empty otherwise.")
    meeting: Literal["in_person", "online", "hybrid"] = api.Field(description="How people meet.")
    starts_at: datetime = api.Field(description="When it begins (ISO 8601).")
    ends_at: datetime = api.Field(description="When it ends (ISO 8601).")
    venue: str = api.Field(description="Where it is; empty online.")
    address: str = api.Field(description="The address of the venue; empty online.")
    registration_closes_at: datetime = api.Field(description="Until when people can register (ISO 8601).")
    registration_open: bool = api.Field(description="Whether people can register now.")
    places_left_in_person: int | None = api.Field(
        description="Places left in the room; null without a limit, and once registration is closed."
    )
    places_left_online: int | None = api.Field(
        description="Places left online; null without a limit, and once registration is closed."
    )
    access_offer: list[str] = api.Field(
        description="What is there for everybody: captions, bsl, hearing_loop, step_free and so on."
    )
    strands: list[str] = api.Field(description="Strands of the story: learning, projects, movement.")
    revision: int = api.Field(description="Grows with every change that a calendar must know (SEQUENCE).")
    url: str = api.Field(description="Its page.")
    calendar_url: str = api.Field(description="Its calendar entry (iCalendar).")


@api.public(router, "sessions", api.Page[Session], name="sessions", summary=_("Sessions, the newest first"))
def sessions(
    request: HttpRequest, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Every session that was announced, cancelled ones too, in the order in which they were written down."""
    rows = as_data.everybody_may_read()
    return api.page(request, rows, lambda found: map(as_data.of_session, found), after=after, limit=limit)


@api.public(router, "sessions/{int:id}", Session, name="session", summary=_("One session"))
def session(request: HttpRequest, id: api.Id) -> dict[str, Any]:
    """One session that was announced."""
    return api.found(as_data.of_one(id))


class Registration(api.Schema):
    """Somebody means to come. It says nothing of what they need, and no way to reach them."""

    id: int = api.Field(description="The number of the registration; it stays.")
    member: str = api.Field(description="The reference of the member.")
    called: str = api.Field(description="What they are called.")
    code: str = api.Field(description="The code that checks them in.")
    coming: Literal["in_person", "online"] = api.Field(description="How they mean to come.")
    state: Literal["place", "waiting"] = api.Field(description="Whether they have a place, or wait for one.")
    came: bool = api.Field(description="Whether they were checked in.")


class Came(api.Schema):
    """Somebody is here."""

    who: api.Words = api.Field(
        max_length=40, description="The code of the registration, or the reference of the member."
    )
    coming: Literal["", "in_person", "online"] = api.Field(
        "", description="How they came; empty for how they meant to come."
    )


class CheckedIn(api.Schema):
    """Somebody was checked in."""

    registration: int = api.Field(description="The number of the registration.")
    called: str = api.Field(description="What they are called.")
    already: bool = api.Field(description="Whether they were checked in before; then nothing changed.")


@api.staff(
    staff, "GET", "staff/sessions/{int:id}/registrations", api.Page[Registration], name="registrations",
    summary=_("Who registered for a session, and who came"), scope="sessions:read", roles=rules.RUNNING,
)  # fmt: skip
def registered(
    request: HttpRequest, id: api.Id, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Registrations that stand, the newest first. Nothing of what people need, and no way to reach them."""
    session = _announced(id)
    return api.page(request, registrations.listing(session), _of_registrations, after=after, limit=limit)


@api.staff(
    staff, "POST", "staff/sessions/{int:id}/attendance", CheckedIn, name="attendance",
    summary=_("Write down that somebody came"), scope="attendance:write", roles=rules.RUNNING,
)  # fmt: skip
def attendance(request: HttpRequest, id: api.Id, came: Came) -> dict[str, Any]:
    """Check in somebody who is on the list, by code or reference. Sending it twice changes nothing."""
    session = _announced(id)
    by = api.actor_of(request)
    try:
        keyed = gatherings.key_in(session, references=[came.who], coming=came.coming, by=by)
    except gatherings.NotNow as refusal:
        raise api.Refused(409, str(refusal)) from refusal
    for _word, why in keyed.wrong:
        raise api.Refused(409, str(why))
    row = (keyed.checked_in + keyed.already)[0]
    return {"registration": row.pk, "called": row.member.called, "already": bool(keyed.already)}


def _announced(pk: int) -> models.Session:
    session = models.Session.objects.announced().filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


def _of_registrations(rows: list[models.Registration]) -> Iterable[dict[str, Any]]:
    for row in rows:
        yield {
            "id": row.pk, "member": row.member.reference, "called": row.member.called, "code": row.code,
            "coming": row.coming, "state": "waiting" if row.is_waiting else "place",
            "came": hasattr(row, "attendance"),
        }  # fmt: skip
