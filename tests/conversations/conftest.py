"""What the tests about conversations share: a centre, members, and an open conversation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Statement
from alongside.foundation import clock
from alongside.foundation.models import Centre
from alongside.people.models import Member
from tests.conversations.helpers import BY, WORDS
from tests.furniture import browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

Ask = Callable[..., Conversation]
Say = Callable[..., Statement]


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
