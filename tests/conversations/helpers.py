"""What several files of tests about conversations need."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Part, Statement, Vote
from alongside.foundation import actors, clock, kept
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member

BY = actors.SYSTEM
WORDS: dict[str, Any] = {
    "title": "Better meetings", "question": "What would make our meetings better?", "why": "People left early.",
    "what_happens": "We change the next meetings.", "policy": "Somebody reads each statement first.",
    "looked_after_by": "The coordinator", "language": "en", "languages": ["ar"],
}  # fmt: skip
AGREE, PASS, DISAGREE = 1, 0, -1


def later(days: int) -> AbstractContextManager[None]:
    """So many days from now."""
    return clock.at(clock.now() + timedelta(days=days))


def told(mode: str = "phone", on: date | None = None) -> people.Told:
    """Told by phone today, read back and agreed."""
    return people.Told(mode, on or clock.today(), True)


def told_form(mode: str = "phone") -> dict[str, Any]:
    """The part of a staff form that says how they told us."""
    day = clock.today()
    return {
        "mode": mode, "on_day": day.day, "on_month": day.month, "on_year": day.year,
        "read_back_and_agreed": "on", "note": "",
    }  # fmt: skip


def day_form(name: str, day: date) -> dict[str, Any]:
    """A day as a form sends it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def messages_to(member: Member) -> list[Message]:
    """What was written to a member because of conversations, oldest first."""
    address = {"email": member.email, "phone": member.phone, "post": member.address}[member.reach_by]
    found = Message.objects.filter(to=address, about__startswith="conversations.")
    return list(found.order_by("created_at", "pk"))


def votes_of(conversation: Conversation, member: Member) -> dict[str, int]:
    """How a member voted, by the words of the statements."""
    rows = Vote.objects.filter(part__conversation=conversation, part__member=member)
    return {row.statement.text: row.value for row in rows.select_related("statement")}


def nobody_votes(
    conversation: Conversation, votes: Mapping[int, int], communities: Iterable[int] = ()
) -> Part:
    """Somebody without a name votes on paper, and perhaps declares communities."""
    part = Part.objects.create(conversation=conversation)
    paper = people.Told("post", clock.today(), False, "On a ballot.")
    if votes:
        conversations.vote_on_several(conversation, None, votes=votes, part=part, told=paper, by=BY)
    if communities:
        conversations.declare(
            conversation, None, communities=list(communities), part=part, told=paper, by=BY
        )  # fmt: skip
    return part


def texts(rows: Iterable[Statement]) -> list[str]:
    """Their words."""
    return [row.text for row in rows]


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes once it was seen before, when no part of it is kept."""
    client.get(url)
    kept.forget_parts()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def text_of(client: Client, url: str) -> str:
    """The words of a page that opens."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()
