"""What the tests about projects share: a centre, members, and a project with a team."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, centre
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy
from alongside.projects import actions as projects
from alongside.projects.models import Project

Make = Callable[..., Member]
BY = actors.SYSTEM


@pytest.fixture(autouse=True)
def without_staff_passkeys(settings: Any) -> None:
    """Most tests are not about passkeys."""
    settings.REQUIRE_STAFF_PASSKEY = False


@pytest.fixture
def our_centre(db: None) -> Centre:
    return centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england", languages=["en", "ar"], by=BY,
    )  # fmt: skip


@pytest.fixture
def make(our_centre: Centre) -> Make:
    """Make a member through the action, reached by email unless the test says otherwise."""

    def made(called: str = "Ada", **more: Any) -> Member:
        more.setdefault("reach_by", ReachBy.EMAIL)
        if more["reach_by"] == ReachBy.EMAIL:
            more.setdefault("email", f"{called.lower()}@example.org")
        more.setdefault("age_guard", AgeGuard.ADULT)
        return people.join(called=called, by=BY, **more)

    return made


@pytest.fixture
def coordinator(make: Make) -> Member:
    member = make("Cora")
    people.appoint(member, role=Role.COORDINATOR, by=BY)
    return member


@pytest.fixture
def project(our_centre: Centre) -> Project:
    """A project that nobody is in yet."""
    return projects.start_project(
        title="River walks", summary="Walking groups for people who are alone.", starts_on=date(2026, 1, 5),
        ends_on=date(2026, 12, 18), by=BY,
    )  # fmt: skip


@pytest.fixture
def lena(make: Make, project: Project) -> Member:
    """In the team with lived experience; she leads it."""
    member = make("Lena")
    projects.add_to_team(project, member, role="lived", leads=True, by=BY)
    return member


@pytest.fixture
def rashid(make: Make, project: Project) -> Member:
    """In the team as a researcher."""
    member = make("Rashid")
    projects.add_to_team(project, member, role="researcher", by=BY)
    return member


@pytest.fixture
def browser_of() -> Callable[[Member], Client]:
    """A browser in which a member is signed in."""

    def browser(member: Member) -> Client:
        assert member.account is not None
        client = Client()
        client.force_login(member.account)
        return client

    return browser
