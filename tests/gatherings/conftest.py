"""What the tests about sessions share: a centre, members, a series, and a session that is announced."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from alongside.foundation import actors, clock
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Coming, Meeting, Registration, Series, Session
from alongside.people import actions as people
from alongside.people.models import Member
from tests.furniture import Make, browser_of, coordinator, make, our_centre, without_staff_passkeys
from tests.gatherings.helpers import Register, doing

__all__ = ["Make", "browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

Plan = Callable[..., Session]


@pytest.fixture
def facilitator(make: Make) -> Member:
    member = make("Fay")
    people.appoint(member, role=Role.FACILITATOR, by=actors.SYSTEM)
    return member


@pytest.fixture
def series(our_centre: Centre) -> Series:
    return gatherings.add_series(name="Co-production sessions", slug="co-production", by=actors.SYSTEM)


def in_weeks(weeks: int, hour: int = 14) -> datetime:
    """A full hour some weeks from now, where the centre is."""
    day = timezone.localtime(clock.now()) + timedelta(weeks=weeks)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


@pytest.fixture
def plan(series: Series) -> Plan:
    """Draft a session through the action: hybrid, in six weeks, 20 places in the room and 20 online."""

    def planned(title: str = "Care at home", **more: Any) -> Session:
        starts_at = more.pop("starts_at", None) or in_weeks(6)
        details: dict[str, Any] = {
            "purpose": "To plan together what good care at home is.", "meeting": Meeting.HYBRID,
            "ends_at": starts_at + timedelta(minutes=90), "strands": ["learning"],
            "places_in_person": 20, "places_online": 20, "venue": "Room 1", "address": "1 High Street, London",
            "online_link": "https://meet.example/1",
        }  # fmt: skip
        return gatherings.draft_session(
            more.pop("series", series), title=title, starts_at=starts_at, by=actors.SYSTEM,
            **(details | more),
        )  # fmt: skip

    return planned


@pytest.fixture
def session(plan: Plan) -> Session:
    return gatherings.announce(plan(), by=actors.SYSTEM)


@pytest.fixture
def come(make: Make) -> Register:
    """Somebody registers: `come(session, "Ada", online=True)`."""

    def registered(session: Session, called: str, *, online: bool = False, **more: Any) -> Registration:
        member = Member.objects.filter(called=called).first() or make(called)
        coming = Coming.ONLINE if online else Coming.IN_PERSON
        by = doing(member) if member.account else actors.SYSTEM
        return gatherings.register(session, member, coming=coming, by=by, **more)

    return registered


@pytest.fixture
def small(plan: Plan) -> Session:
    """A hybrid session with two places in the room and one online."""
    return gatherings.announce(plan(places_in_person=2, places_online=1), by=actors.SYSTEM)
