"""What machines may ask of this room: the sessions, as their public pages show them."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from alongside.foundation import api

from .queries import as_data

router = api.Router(tags=[_("Sessions")])


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
