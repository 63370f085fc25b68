"""The matrix: whatever members can do online here, staff can write down for somebody without email.

A page of members without a row here fails. Each way of taking part is then done by web, phone, post and in person.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Declaration, Part, Statement, Vote
from alongside.foundation import doors
from alongside.people.models import Member, Recording
from tests.architecture.checks import all_patterns
from tests.conversations.helpers import AGREE, BY, messages_to, told_form, votes_of

Make = Callable[..., Member]
Say = Callable[..., Statement]
# What members do online → where staff write it down.
SAME: dict[str, str] = {
    "say_something": "say_for",
    "vote": "vote_for",
    "change_vote": "key_in_ballot",
    "declare": "declare_for",
    "withdraw": "withdraw_for",
    "take_back": "take_back_for",
}
# Pages that change nothing; joining by phone has a page of its own.
READ = {
    "join_first",
    "all_statements", "conversation", "conversations", "decision", "decisions", "mine", "my_part", "opinion_map",
    "result_file", "theme", "you_said",
}  # fmt: skip
WAYS = ["web", "phone", "post", "in_person"]
Browser = Callable[[Member], Client]


def pages() -> dict[str, URLPattern]:
    """Every page of this room by its name."""
    return {
        pattern.name: pattern
        for _route, pattern in all_patterns()
        if pattern.name and pattern.callback.__module__.startswith("alongside.conversations.")
    }


def is_of_members(pattern: URLPattern) -> bool:
    door: doors.Door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
    return door.admits(frozenset({doors.Role.MEMBER}), "POST")


def test_every_page_of_members_is_in_the_matrix_or_changes_nothing() -> None:
    found = {name for name, pattern in pages().items() if is_of_members(pattern)}
    assert sorted(found - SAME.keys() - READ) == []


@pytest.mark.parametrize("mine", SAME)
def test_staff_write_the_same_down_for_somebody_without_email(mine: str) -> None:
    known = pages()
    assert is_of_members(known[mine])
    assert not is_of_members(known[SAME[mine]])


class Desk:
    """One person who takes part in one way: themselves on the web, or through Cora."""

    def __init__(
        self, way: str, conversation: Conversation, make: Make, cora: Client, browser_of: Browser
    ) -> None:
        self.way, self.cora = way, cora
        online = way == "web"
        by_post = {"reach_by": "post", "address": "1 High Street"}
        self.member = make("Grace", **({} if online else by_post))
        self.one = f"/conversations/{conversation.pk}/"
        self.theirs = f"{self.one}write-down/{self.member.reference}/"
        self.me = browser_of(self.member) if online else None

    def do(self, mine: str, theirs: str, data: dict[str, Any], told: dict[str, Any]) -> None:
        """Send the form of this way; it leads on."""
        if self.me is not None:
            response = self.me.post(mine, data)
        else:
            response = self.cora.post(self.theirs + theirs, told | told_form(self.way))
        assert response.status_code == 302, response.content.decode()


@pytest.fixture(params=WAYS)
def desk(
    request: pytest.FixtureRequest,
    conversation: Conversation,
    make: Make,
    coordinator: Member,
    browser_of: Browser,
) -> Desk:
    return Desk(request.param, conversation, make, browser_of(coordinator), browser_of)


def recorded(desk: Desk, what: str) -> bool:
    """Whether it stands on record that somebody wrote this down for them; never for the web."""
    return Recording.objects.filter(member=desk.member, what=what, mode=desk.way).exists() == (
        desk.way != "web"
    )


def test_saying_something_and_being_told_the_answer(desk: Desk, conversation: Conversation) -> None:
    said = {"text": "Meet online too.", "language": "en"}
    desk.do(f"{desk.one}say/", "say/", said, said)
    row = Statement.objects.get()
    assert (row.member, row.text, row.how) == (desk.member, "Meet online too.", desk.way)
    assert recorded(desk, "statement")
    conversations.accept([row], by=BY)
    theme = conversations.make_theme(conversation, title="Online", by=BY)
    conversations.gather(theme, [row], by=BY)
    conversations.respond(theme, state="did", text="We do.", by_role="The coordinator", by=BY)
    (message,) = messages_to(desk.member)
    assert message.channel == ("email" if desk.way == "web" else "letter")


def test_voting(desk: Desk, conversation: Conversation, said: Say) -> None:
    row = said()
    desk.do(
        f"{desk.one}vote/", "vote/", {"statement": row.pk, "value": "1", "done": "0"}, {f"vote_{row.pk}": "1"}
    )
    assert votes_of(conversation, desk.member) == {row.text: AGREE}
    assert Vote.objects.get().how == desk.way
    assert recorded(desk, "votes")


def test_declaring_and_withdrawing(desk: Desk, conversation: Conversation, said: Say) -> None:
    carers = conversations.add_community(conversation, name="a carer", by=BY)
    chosen = {"communities": [carers.pk]}
    desk.do(f"{desk.one}declare/", "declare/", chosen, chosen)
    (row,) = Declaration.objects.all()
    assert (row.part.member, row.how) == (desk.member, desk.way)
    assert recorded(desk, "declaration")
    desk.do(f"{desk.one}withdraw/", "withdraw/", {}, {})
    assert (Part.objects.count(), Declaration.objects.count()) == (0, 0)
    assert recorded(desk, "withdrawal")


def test_taking_back(desk: Desk, said: Say) -> None:
    row = said("A", desk.member)
    desk.do(f"/me/conversations/statements/{row.pk}/take-back/", f"statements/{row.pk}/take-back/", {}, {})
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert recorded(desk, "statement_taken_back")


def test_figures_count_every_way_alike(desk: Desk, conversation: Conversation, said: Say) -> None:
    from alongside.foundation import figures

    row = said()
    before = figures.read(["conversations.votes"])["conversations.votes"].value
    desk.do(
        f"{desk.one}vote/", "vote/", {"statement": row.pk, "value": "0", "done": "0"}, {f"vote_{row.pk}": "0"}
    )
    after = figures.read(["conversations.votes"])["conversations.votes"].value
    assert (before, after) == (0, 1)
