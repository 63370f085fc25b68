"""What the tests about opportunities share: a centre with a phone, members, and open opportunities."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, centre, clock
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Opportunity
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy
from tests.opportunities.helpers import WORDS

Make = Callable[..., Member]
Open = Callable[..., Opportunity]


@pytest.fixture
def our_centre(db: None) -> Centre:
    made = centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england", languages=["en", "ar"],
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
def draft(our_centre: Centre) -> Open:
    """Write a draft: two places, first come, closing in ten days, unless the test says otherwise."""

    def drafted(**more: Any) -> Opportunity:
        fields: dict[str, Any] = WORDS | {
            "closes_on": clock.today() + timedelta(days=10), "method": "first_come", "places": 2, "pence": 800,
        }  # fmt: skip
        return opportunities.draft_opportunity(by=actors.SYSTEM, **(fields | more))

    return drafted


@pytest.fixture
def publish(draft: Open) -> Open:
    """Write one and publish it."""

    def published(**more: Any) -> Opportunity:
        return opportunities.publish(draft(**more), by=actors.SYSTEM)

    return published


@pytest.fixture
def browser_of() -> Callable[[Member], Client]:
    """A browser in which a member is signed in."""

    def browser(member: Member) -> Client:
        assert member.account is not None
        client = Client()
        client.force_login(member.account)
        return client

    return browser
