"""What the tests about reaching people share: a centre, members, and people on the list."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from alongside.foundation import actors, clock
from alongside.foundation.models import Centre
from alongside.outreach import actions as outreach
from alongside.outreach.models import ConsentEvent, Subscriber, Topic
from alongside.people import actions as people
from tests.furniture import Browser, Make, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = [
    "WORDS",
    "Browser",
    "Listed",
    "Make",
    "browser_of",
    "coordinator",
    "last_line",
    "listed",
    "make",
    "our_centre",
    "told",
    "topic",
    "without_staff_passkeys",
]

WORDS = "I agree that Centre for Testing may send me its newsletter. I can take this back at any time."
Listed = Callable[..., Subscriber]


def told(mode: str = "phone", on: date | None = None, agreed: bool = True, note: str = "") -> people.Told:
    """By phone, today, read back and agreed, unless the test says otherwise."""
    return people.Told(mode, on or clock.today(), agreed, note)


def last_line() -> ConsentEvent:
    """The newest line of all ledgers."""
    return ConsentEvent.objects.latest("pk")


@pytest.fixture
def listed(our_centre: Centre) -> Listed:
    """Somebody on the list who is no member, through the action: `listed("ann@example.org")`."""

    def added(email: str = "", **more: Any) -> Subscriber:
        fields: dict[str, Any] = {"told": told(), "wording": WORDS, "email": email, "by": actors.SYSTEM}
        return outreach.record_subscriber(**(fields | more))

    return added


@pytest.fixture
def topic(db: None) -> Topic:
    """Something that readers may choose to hear about."""
    return Topic.objects.create(name="Sessions", slug="sessions")
