"""Fixtures that the tests of several rooms share; a room's conftest imports those that it needs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, centre
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy

__all__ = ["Browser", "Make", "browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

Make = Callable[..., Member]
Browser = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def without_staff_passkeys(settings: Any) -> None:
    """Passkeys have tests of their own."""
    settings.REQUIRE_STAFF_PASSKEY = False


@pytest.fixture
def our_centre(db: None) -> Centre:
    """A centre that can be phoned and written to, in English and Arabic."""
    made = centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england", languages=["en", "ar"],
        by=actors.SYSTEM,
    )  # fmt: skip
    centre.change(made, by=actors.SYSTEM, help_phone="020 7946 0000", help_email="hello@centre.example")
    return made


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
    """Somebody who looks after everything."""
    return make("Cora", role="coordinator")


@pytest.fixture
def browser_of() -> Browser:
    """A browser in which a member is signed in."""

    def browser(member: Member) -> Client:
        assert member.account is not None
        client = Client()
        client.force_login(member.account)
        return client

    return browser
