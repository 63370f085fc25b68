"""Votes: one statement at a time, the last one counts, in any way alike, and gone when somebody withdraws."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Declaration, MapResult, Part, Statement, Vote
from alongside.conversations.queries import voting
from alongside.foundation import clock
from alongside.foundation.models import Event
from alongside.people.models import Member
from tests.conversations.helpers import AGREE, BY, DISAGREE, PASS, later, nobody_votes, told, votes_of

Make = Callable[..., Member]
Say = Callable[..., Statement]


def test_the_last_vote_counts(conversation: Conversation, said: Say, make: Make) -> None:
    row, ada = said(), make()
    for value in (AGREE, PASS, DISAGREE):
        conversations.vote(row, ada, value=value, by=BY)
    assert votes_of(conversation, ada) == {row.text: DISAGREE}
    assert Part.objects.count() == 1


def test_a_vote_is_one_of_three(said: Say, make: Make) -> None:
    with pytest.raises(ValidationError, match="agree, disagree or pass"):
        conversations.vote(said(), make(), value=2, by=BY)


def test_nobody_votes_on_what_is_not_shown(conversation: Conversation, said: Say, make: Make) -> None:
    row = conversations.say(conversation, None, text="Not read yet.", by=BY)
    with pytest.raises(conversations.CannotTakePart):
        conversations.vote(row, make(), value=AGREE, by=BY)


def test_accepting_a_vote_works_nothing_out(said: Say, make: Make) -> None:
    conversations.vote(said(), make(), value=AGREE, by=BY)
    assert MapResult.objects.count() == 0


def test_votes_by_phone_count_the_same_and_a_later_one_on_the_web_stays(
    conversation: Conversation, said: Say, make: Make
) -> None:
    row, ada = said(), make()
    yesterday = clock.today()
    with later(1):
        conversations.vote(row, ada, value=AGREE, by=BY)
    with later(2):
        conversations.vote(row, ada, value=DISAGREE, told=told("post", yesterday), by=BY)
    assert votes_of(conversation, ada) == {row.text: AGREE}, "the letter was written before"
    with later(3):
        conversations.vote(row, ada, value=PASS, told=told("phone", yesterday + timedelta(days=3)), by=BY)
    assert votes_of(conversation, ada) == {row.text: PASS}
    assert Vote.objects.get().how == "phone"


def test_withdrawing_deletes_votes_and_what_was_declared(
    conversation: Conversation, said: Say, make: Make
) -> None:
    ada = make()
    carers = conversations.add_community(conversation, name="a carer", by=BY)
    conversations.vote(said(), ada, value=AGREE, by=BY)
    part = conversations.declare(conversation, ada, communities=[carers.pk], by=BY)
    conversations.withdraw(part, by=BY)
    conversations.withdraw(part, by=BY)
    assert (Vote.objects.count(), Declaration.objects.count(), Part.objects.count()) == (0, 0, 0)
    conversations.vote(said("B"), ada, value=AGREE, by=BY)
    assert Vote.objects.count() == 1, "somebody may come back"


def test_what_was_declared_keeps_its_wording_and_what_is_left_out_is_forgotten(
    conversation: Conversation, make: Make
) -> None:
    ada = make()
    carers, young = (
        conversations.add_community(conversation, name=name, by=BY)
        for name in ("a carer", "somebody under 25")
    )
    part = conversations.declare(conversation, ada, communities=[carers.pk, young.pk], by=BY)
    assert "Better meetings" in part.declarations.all()[0].wording
    conversations.declare(conversation, ada, communities=[young.pk], by=BY)
    assert [row.community for row in part.declarations.all()] == [young]
    conversations.remove_community(young, by=BY)
    assert Declaration.objects.count() == 0


def test_a_community_of_another_conversation_cannot_be_declared(
    conversation: Conversation, draft: Callable[..., Conversation], make: Make
) -> None:
    other = conversations.add_community(draft(title="Other"), name="a carer", by=BY)
    with pytest.raises(ValidationError):
        conversations.declare(conversation, make(), communities=[other.pk], by=BY)


def test_the_record_says_neither_how_nor_as_what_somebody_took_part(
    conversation: Conversation, said: Say, make: Make
) -> None:
    ada = make()
    carers = conversations.add_community(conversation, name="a carer", by=BY)
    conversations.vote(said(), ada, value=DISAGREE, by=BY)
    conversations.declare(conversation, ada, communities=[carers.pk], by=BY)
    details = Event.objects.filter(verb__in=["conversations.voted", "conversations.declared"])
    assert [sorted(event.detail) for event in details] == [["how", "statements"], []]


def test_the_next_statement_is_the_one_that_was_seen_least(
    conversation: Conversation, said: Say, make: Make
) -> None:
    rows = [said(f"Statement {number}.") for number in range(7)]
    for row in rows[:5]:
        nobody_votes(conversation, {row.pk: AGREE})
    ada = make()
    assert set(voting.next_for(conversation, ada, 2)) == {rows[5].pk, rows[6].pk}
    assert len(voting.next_for(conversation, ada)) == 5, "five, then we ask"
    assert voting.next_for(conversation, ada) == voting.next_for(conversation, ada), (
        "the same order every time"
    )
    for row in rows:
        conversations.vote(row, ada, value=PASS, by=BY)
    assert voting.next_for(conversation, ada) == []
    assert voting.left_for(conversation, ada) == 0


def test_what_a_declared_community_still_owes_comes_first(
    conversation: Conversation, said: Say, make: Make
) -> None:
    carers = conversations.add_community(conversation, name="a carer", by=BY)
    seen, owed = said("Seen by carers."), said("Not seen by carers.")
    for _number in range(10):
        nobody_votes(conversation, {seen.pk: AGREE}, [carers.pk])
    for _number in range(30):
        nobody_votes(conversation, {owed.pk: AGREE})
    ada = make()
    assert voting.next_for(conversation, ada, 1) == [seen.pk], "seen least by everybody"
    conversations.declare(conversation, ada, communities=[carers.pk], by=BY)
    assert voting.next_for(conversation, ada, 1) == [owed.pk]
