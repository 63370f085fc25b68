"""What the tests about conversations share: a centre, members, and an open conversation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Statement
from alongside.foundation import actors, centre, clock
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy
from tests.conversations.helpers import BY, WORDS

Make = Callable[..., Member]
Ask = Callable[..., Conversation]
Say = Callable[..., Statement]


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
def draft(our_centre: Centre) -> Ask:
    """Write a question: open from today for twenty days, unless the test says otherwise."""

    def drafted(**more: Any) -> Conversation:
        day = clock.today()
        fields: dict[str, Any] = WORDS | {"opens_on": day, "closes_on": day + timedelta(days=20)}
        return conversations.draft_conversation(by=BY, **(fields | more))

    return drafted


@pytest.fixture
def conversation(draft: Ask) -> Conversation:
    return conversations.publish(draft(), by=BY)


@pytest.fixture
def said(conversation: Conversation) -> Say:
    """Say something that everybody can vote on."""

    def say(
        text: str = "Meetings should be shorter.", member: Member | None = None, **more: Any
    ) -> Statement:
        row = conversations.say(more.pop("conversation", conversation), member, text=text, by=BY, **more)
        conversations.accept([row], by=BY)
        row.refresh_from_db()
        return row

    return say


@pytest.fixture
def browser_of() -> Callable[[Member], Client]:
    """A browser in which a member is signed in."""

    def browser(member: Member) -> Client:
        assert member.account is not None
        client = Client()
        client.force_login(member.account)
        return client

    return browser
