"""What the tests about texts share: a centre, members, and a document that everybody may read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from alongside.documents import actions as documents
from alongside.documents.models import Document
from alongside.foundation import actors, centre
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy

Make = Callable[..., Member]
Start = Callable[..., Document]


@pytest.fixture(autouse=True)
def without_staff_passkeys(settings: Any) -> None:
    """Most tests are not about passkeys."""
    settings.REQUIRE_STAFF_PASSKEY = False


@pytest.fixture
def our_centre(db: None) -> Centre:
    return centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england", languages=["en"],
        by=actors.SYSTEM,
    )  # fmt: skip


@pytest.fixture
def make(our_centre: Centre) -> Make:
    """Make a member through the action, reached by email unless the test says otherwise."""

    def made(called: str = "Ada", **more: Any) -> Member:
        more.setdefault("reach_by", ReachBy.EMAIL)
        if more["reach_by"] == ReachBy.EMAIL:
            more.setdefault("email", f"{called.lower()}@example.org")
        more.setdefault("age_guard", AgeGuard.ADULT)
        return people.join(called=called, by=actors.SYSTEM, **more)

    return made


@pytest.fixture
def coordinator(make: Make) -> Member:
    member = make("Cora")
    people.appoint(member, role=Role.COORDINATOR, by=actors.SYSTEM)
    return member


@pytest.fixture
def start(our_centre: Centre) -> Start:
    """Start a document with some clauses, open to everybody."""

    def started(*clauses: str, **more: Any) -> Document:
        more = {"kind": "principles", "title": "Principles to live by", "slug": "principles"} | more
        document = documents.start_document(
            text="\n\n".join(clauses or ("We listen.", "We share power.", "We learn.")),
            by=actors.SYSTEM,
            **more,
        )
        return documents.open_document(document, by=actors.SYSTEM)

    return started


@pytest.fixture
def document(start: Start) -> Document:
    return start()


@pytest.fixture
def browser_of() -> Callable[[Member], Client]:
    """A browser in which a member is signed in."""

    def browser(member: Member) -> Client:
        assert member.account is not None
        client = Client()
        client.force_login(member.account)
        return client

    return browser
