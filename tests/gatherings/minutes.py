"""What the tests about minutes share: a session that took place, somebody who was there, and minutes that are open."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Attendance, Coming, Minutes, Registration, Session
from alongside.people.models import Member
from tests.gatherings.helpers import Make, Plan

BY = actors.SYSTEM
WORDS = "Ada asked for shorter visits.\n\nWe agreed to ask the council."
Came = Callable[..., Member]


@pytest.fixture
def held(plan: Plan) -> Session:
    """A session that took place yesterday."""
    starts_at = clock.now() - timedelta(days=1)
    session = gatherings.announce(plan(starts_at=starts_at), in_the_past=True, by=BY)
    return gatherings.deliver(session, by=BY)


@pytest.fixture
def came(held: Session, make: Make) -> Came:
    """Somebody who was there."""

    def was_there(called: str, **more: Any) -> Member:
        member = make(called, **more)
        registration = Registration.objects.create(
            session=held, member=member, coming=Coming.IN_PERSON, placed_at=clock.now()
        )
        Attendance.objects.create(
            registration=registration, coming=Coming.IN_PERSON, how="list", marked_by="system"
        )
        return member

    return was_there


def opened(session: Session, words: str = WORDS) -> Minutes:
    return gatherings.open_minutes(gatherings.write_minutes(session, text=words, by=BY), by=BY)
