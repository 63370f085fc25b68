"""What the tests about panels share: a centre, members, and a closed round with bids."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, centre
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.funding.models import Bid, Round
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy
from tests.funding.panel import rows

Make = Callable[..., Member]


@pytest.fixture
def our_centre(db: None) -> Centre:
    made = centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england", languages=["en"],
        by=actors.SYSTEM,
    )  # fmt: skip
    centre.change(made, by=actors.SYSTEM, help_phone="020 7946 0000", help_email="hello@centre.example")
    return made


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
def browser_of() -> Callable[[Member], Client]:
    """A browser in which a member is signed in."""

    def browser(member: Member) -> Client:
        assert member.account is not None
        client = Client()
        client.force_login(member.account)
        return client

    return browser


@pytest.fixture
def closed_round(our_centre: Centre) -> Round:
    return rows.closed_round()


@pytest.fixture
def bids(closed_round: Round, make: Make) -> list[Bid]:
    """Three bids that are in, of £5,000, £4,000 and £3,000 against a pot of £9,000."""
    asked = {"Allotment": (500_000, "Ann"), "Boxing": (400_000, "Ben"), "Choir": (300_000, "Cem")}
    return [rows.bid(closed_round, title, pence, [make(called)]) for title, (pence, called) in asked.items()]
