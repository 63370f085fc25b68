"""My data, leaving, and the public figures of the room."""

from collections.abc import Callable
from typing import Any

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Part, Statement, Vote
from alongside.foundation import figures, rights
from alongside.people import actions as people
from alongside.people.models import Member
from tests.conversations.helpers import AGREE, BY, nobody_votes, told, votes_of

Make = Callable[..., Member]
Say = Callable[..., Statement]


def takes_part(conversation: Conversation, said: Say, ada: Member) -> Statement:
    """Ada says something, votes on it, declares something, and is answered."""
    row = said("Meet online too.", ada)
    carers = conversations.add_community(conversation, name="a carer", by=BY)
    conversations.vote(row, ada, value=AGREE, by=BY)
    conversations.declare(conversation, ada, communities=[carers.pk], by=BY)
    theme = conversations.make_theme(conversation, title="Online", by=BY)
    conversations.gather(theme, [row], by=BY)
    conversations.respond(theme, state="did", text="We do.", by_role="The coordinator", by=BY)
    return row


def test_everything_that_is_held_is_exported(conversation: Conversation, said: Say, make: Make) -> None:
    ada = make()
    takes_part(conversation, said, ada)
    assert ada.account is not None
    held: dict[str, Any] = rights.export(ada.account)["conversations"]
    (statement,), (part,) = held["statements"], held["conversations"]
    assert (statement["text"], statement["answers"]) == ("Meet online too.", ["We do."])
    assert [one["vote"] for one in part["votes"]] == ["Agree"]
    assert [one["community"] for one in part["declared"]] == ["a carer"]


def test_leaving_deletes_votes_and_blanks_words_while_the_answer_stays(
    conversation: Conversation, said: Say, make: Make
) -> None:
    ada = make()
    row = takes_part(conversation, said, ada)
    assert ada.account is not None
    conversations.ConversationRights().erase(ada.account, by=BY)
    row.refresh_from_db()
    assert (row.text, row.member, Part.objects.count(), Vote.objects.count()) == ("", None, 0, 0)
    assert row.theme is not None
    assert row.theme.responses.get().text == "We do."


def test_figures_grow_from_records(conversation: Conversation, said: Say, make: Make) -> None:
    takes_part(conversation, said, make())
    said("B")
    found = figures.read(
        [
            "conversations.held",
            "conversations.statements",
            "conversations.votes",
            "conversations.answered_in_time",
        ]
    )
    assert [figure.display for figure in found.values()] == ["1", "2", "1", "100%"]
    assert found["conversations.answered_in_time"].base == 1


def test_how_many_people_voted_is_hidden_when_few_and_rounded_when_many(
    conversation: Conversation, said: Say, make: Make
) -> None:
    row, known = said(), "conversations.people"
    conversations.vote(row, make(), value=AGREE, by=BY)
    for _number in range(6):
        nobody_votes(conversation, {row.pk: AGREE})
    assert figures.read([known])[known].status == "too_few"
    for _number in range(5):
        nobody_votes(conversation, {row.pk: AGREE})
    figure = figures.read([known])[known]
    assert (figure.display, figure.qualifier) == ("10", "about")


def test_two_entries_of_one_person_have_one_vote_on_a_statement(
    conversation: Conversation, said: Say, make: Make
) -> None:
    short, early, other = said(), said("Meetings should begin earlier."), said("Meetings should be online.")
    web, phone = make("Ann"), make("Annie", reach_by="phone", phone="020 7946 0000")
    conversations.vote_on_several(conversation, web, votes={short.pk: 1, early.pk: 1}, by=BY)
    conversations.vote_on_several(conversation, phone, votes={short.pk: -1, other.pk: -1}, by=BY)
    people.merge_members(web, phone, reason="She says so.", told=told(), by=BY)
    assert votes_of(conversation, web) == {short.text: 1, early.text: 1, other.text: -1}
    assert Vote.objects.count() == 3
