"""What the tests about payments share: a centre, members, an offer, and somebody who checks."""

from collections.abc import Callable
from typing import Any

import pytest

from alongside.foundation import actors, centre
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.payments import actions as payments
from alongside.payments.models import Offer
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy

Make = Callable[..., Member]


@pytest.fixture
def our_centre(db: None) -> Centre:
    return centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england", languages=["en", "ar"],
        by=actors.SYSTEM,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def without_staff_passkeys(settings: Any) -> None:
    """Passkeys have tests of their own."""
    settings.REQUIRE_STAFF_PASSKEY = False


@pytest.fixture
def make(our_centre: Centre) -> Make:
    """Make a member through the action, reached by email unless the test says otherwise."""

    def made(called: str = "Ada", role: str = "", **more: Any) -> Member:
        more.setdefault("reach_by", ReachBy.EMAIL)
        if more["reach_by"] == ReachBy.EMAIL:
            more.setdefault("email", f"{called.lower()}@example.org")
        more.setdefault("age_guard", AgeGuard.ADULT)
        member = people.join(called=called, by=actors.SYSTEM, **more)
        if role:
            people.appoint(member, role=Role(role), by=actors.SYSTEM)
        return member

    return made


@pytest.fixture
def coordinator(make: Make) -> Member:
    return make("Cora", role="coordinator")


@pytest.fixture
def finance(make: Make) -> Member:
    return make("Farid", role="finance")


@pytest.fixture
def ada(make: Make) -> Member:
    return make("Ada")


@pytest.fixture
def offer(our_centre: Centre) -> Offer:
    """£55 for something; the centre itself stands for the session that it would be about."""
    return payments.make_offer(
        about=our_centre, label="Session 15: What we heard", pence=5500, unit="two_hours",
        expenses=["travel", "care"], by=actors.SYSTEM,
    )  # fmt: skip
