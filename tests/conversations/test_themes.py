""" "You said, we did": every theme is answered by a day, and everybody who said it is told once, in their way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Statement, Theme
from alongside.conversations.queries import themes
from alongside.foundation import clock, figures
from alongside.foundation.models import Centre
from alongside.people.models import Member
from tests.conversations.helpers import BY, later, messages_to

Make = Callable[..., Member]
Say = Callable[..., Statement]
DID: dict[str, Any] = {
    "state": "did",
    "text": "They end after an hour.",
    "by_role": "The coordinator",
    "by": BY,
}


def gathered(conversation: Conversation, *rows: Statement, title: str = "Shorter meetings") -> Theme:
    theme = conversations.make_theme(conversation, title=title, by=BY)
    conversations.gather(theme, rows, by=BY)
    theme.refresh_from_db()
    return theme


def test_everybody_who_said_it_is_told_once_by_their_own_way(
    conversation: Conversation, said: Say, make: Make
) -> None:
    ada, grace = make("Ada"), make("Grace", reach_by="post", address="1 High Street")
    theme = gathered(conversation, said("A", ada), said("B", ada), said("C", grace), said("D"))
    conversations.respond(theme, **DID)
    (email,), (letter,) = messages_to(ada), messages_to(grace)
    assert (email.channel, letter.channel) == ("email", "letter")
    assert all(words in email.text for words in ("“A”", "“B”", "They end after an hour.", "The coordinator"))
    assert "“A”" not in letter.text
    assert not themes.unanswered_for(conversation).exists()


def test_who_said_what_was_merged_is_told_too_and_who_took_it_back_is_not(
    conversation: Conversation, said: Say, make: Make
) -> None:
    ada, bo, eve = make("Ada"), make("Bo"), make("Eve")
    kept, twin, gone = said("A", ada), said("B", bo), said("C", eve)
    theme = gathered(conversation, kept, gone)
    conversations.merge(twin, into=kept, by=BY)
    conversations.take_back(gone, by=BY)
    conversations.respond(theme, **DID)
    subjects = [[message.subject for message in messages_to(one)] for one in (ada, bo, eve)]
    assert [sum("An answer" in subject for subject in found) for found in subjects] == [1, 1, 0]


def test_what_is_gathered_into_an_answered_theme_is_answered_at_once(
    conversation: Conversation, said: Say, make: Make
) -> None:
    ada, bo = make("Ada"), make("Bo")
    theme = gathered(conversation, said("A", ada))
    conversations.respond(theme, **DID)
    conversations.gather(theme, [said("B", bo)], by=BY)
    assert [len(messages_to(one)) for one in (ada, bo)] == [1, 1]


def test_still_thinking_names_a_day_and_is_overdue_after_it(
    conversation: Conversation, said: Say, make: Make
) -> None:
    ada = make()
    theme = gathered(conversation, said("A", ada))
    thinking = DID | {"state": "thinking", "text": "We ask the landlord."}
    with pytest.raises(ValidationError) as refusal:
        conversations.respond(theme, **thinking)
    assert list(refusal.value.message_dict) == ["more_by"]
    conversations.respond(theme, more_by=clock.today() + timedelta(days=10), **thinking)
    assert not themes.unanswered_for(conversation).exists()
    with later(11):
        (loose,) = themes.unanswered_for(conversation)
        assert loose == theme
        (shown,) = themes.you_said(themes.themes_of(conversation))
        assert (shown.overdue, shown.answered) == (True, False)
        conversations.respond(theme, **DID)
        assert not themes.unanswered_for(conversation).exists()
    assert len(messages_to(ada)) == 2, "what we think, and then what we did"


@pytest.mark.parametrize("missing", ["text", "by_role", "state"])
def test_an_answer_says_what_and_who(conversation: Conversation, missing: str) -> None:
    theme = gathered(conversation)
    with pytest.raises(ValidationError) as refusal:
        conversations.respond(theme, **(DID | {missing: " "}))
    assert list(refusal.value.message_dict) == [missing]


def test_the_nearest_day_of_what_was_gathered_counts(
    our_centre: Centre, conversation: Conversation, said: Say
) -> None:
    old = said("A")
    with later(5):
        theme = gathered(conversation, old, said("B"))
    assert theme.due_on == old.due_on == clock.today() + timedelta(days=30)
    Centre.objects.filter(pk=our_centre.pk).update(answer_within_days=7)
    assert (said("C").due_on - clock.today()).days == 7


def test_answered_in_time_counts_every_statement_by_its_own_day(
    conversation: Conversation, said: Say
) -> None:
    assert (
        figures.read(["conversations.answered_in_time"])["conversations.answered_in_time"].status
        == "not_recorded"
    )
    prompt, late, waiting = said("A"), said("B"), said("C")
    conversations.respond(gathered(conversation, prompt), **DID)
    with later(40):
        conversations.respond(gathered(conversation, late), **DID)
        conversations.respond(
            gathered(conversation, waiting),
            **(DID | {"state": "thinking", "more_by": clock.today() + timedelta(days=9)}),
        )
        figure = figures.read(["conversations.answered_in_time"])["conversations.answered_in_time"]
    assert (figure.display, figure.base) == ("33%", 3)


def test_a_statement_can_leave_its_theme(conversation: Conversation, said: Say) -> None:
    row = said()
    gathered(conversation, row)
    conversations.release(Statement.objects.get(pk=row.pk), by=BY)
    assert list(themes.loose_statements(conversation)) == [row]
