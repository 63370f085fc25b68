"""What people say: kept as plain text, looked at with reasons that reach the author, put together, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Statement, Vote
from alongside.conversations.queries import statements
from alongside.foundation import clock
from alongside.people.models import Member
from tests.conversations.helpers import AGREE, BY, DISAGREE, later, messages_to, text_of, texts, told

Make = Callable[..., Member]
Say = Callable[..., Statement]


def test_what_somebody_says_waits_to_be_read_and_has_a_day_for_its_answer(
    conversation: Conversation, make: Make
) -> None:
    row = conversations.say(conversation, make(), text="Meet online too.", by=BY)
    assert (row.due_on - clock.today()).days == 30
    assert statements.state_of(row) == "fresh"
    assert list(statements.public_rows(conversation)) == []
    assert conversations.accept([row], by=BY) == 1
    assert conversations.accept([row], by=BY) == 0
    assert texts(statements.public_rows(conversation)) == ["Meet online too."]


BAD = [
    ("nothing", "  \u200b ", "Write your idea."),
    ("too long", "word " * 80, "Make this shorter. It may have 280 letters, and it has 399."),
    ("fifty thousand letters", "x" * 50_000, "Make this shorter. It may have 280 letters, and it has 50000."),
]


@pytest.mark.parametrize(("text", "sentence"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    conversation: Conversation, text: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        conversations.say(conversation, None, text=text, by=BY)
    assert refusal.value.message_dict == {"text": [sentence]}


def test_pasted_text_is_kept_as_harmless_words(conversation: Conversation) -> None:
    pasted = "More\u00a0tea,\r\n<script>alert(1)</script> \u202ehttps://example.org\u202c\ufeff"
    row = conversations.say(conversation, None, text=pasted, by=BY)
    assert row.text == "More tea, <script>alert(1)</script> https://example.org"


def test_a_declined_statement_needs_a_reason_and_its_author_reads_it(
    conversation: Conversation, make: Make
) -> None:
    ada = make(reach_by="post", address="1 High Street")
    row = conversations.say(conversation, ada, text="Bob is rude.", by=BY)
    with pytest.raises(ValidationError):
        conversations.decline(row, because=" ", by=BY)
    conversations.decline(row, because="It names somebody.", by=BY)
    conversations.decline(row, because="Again.", by=BY)
    (letter,) = messages_to(ada)
    assert letter.channel == "letter"
    assert "It names somebody." in letter.text
    assert "Bob is rude." in letter.text
    assert list(statements.public_rows(conversation)) == []
    conversations.accept([row], by=BY)
    assert texts(statements.public_rows(conversation)) == ["Bob is rude."], "we may look again"


def test_two_that_say_the_same_are_one_and_both_authors_are_told(
    conversation: Conversation, said: Say, make: Make
) -> None:
    ada, bo, eve = make("Ada"), make("Bo", reach_by="phone", phone="020 7946 0101"), make("Eve")
    kept, twin = said("Shorter meetings.", ada), said("Meetings are too long.", bo)
    conversations.vote(kept, eve, value=AGREE, by=BY)
    conversations.vote(twin, eve, value=DISAGREE, by=BY)
    conversations.vote(twin, ada, value=AGREE, by=BY)
    conversations.merge(twin, into=kept, by=BY)
    conversations.merge(twin, into=kept, by=BY)
    assert texts(statements.public_rows(conversation)) == ["Shorter meetings."]
    assert dict(Vote.objects.values_list("part__member__called", "value")) == {"Eve": DISAGREE, "Ada": AGREE}
    assert [set(Vote.objects.values_list("statement", flat=True))] == [{kept.pk}]
    assert [len(messages_to(one)) for one in (ada, bo)] == [1, 1]
    assert all("Shorter meetings." in messages_to(one)[0].text for one in (ada, bo))


def test_somebody_who_said_it_twice_is_told_once(conversation: Conversation, said: Say, make: Make) -> None:
    ada = make()
    conversations.merge(said("B", ada), into=said("A", ada), by=BY)
    assert len(messages_to(ada)) == 1


def test_statements_of_other_conversations_are_not_put_together(
    draft: Callable[..., Conversation], said: Say
) -> None:
    other = conversations.publish(draft(title="Other"), by=BY)
    with pytest.raises(ValidationError):
        conversations.merge(said("A"), into=said("B", conversation=other), by=BY)


def test_a_statement_in_several_languages_is_one_column(
    conversation: Conversation, said: Say, make: Make
) -> None:
    row = said("Shorter meetings.")
    conversations.word(row, language="ar", text="اجتماعات أقصر.", by=BY)
    conversations.word(row, language="ar", text="اجتماعات أقصر من فضلكم.", by=BY)
    conversations.vote(row, make(), value=AGREE, by=BY)
    (shown,) = statements.as_shown(statements.public_rows(conversation), "ar")
    assert (shown.text, shown.language, shown.pk) == ("اجتماعات أقصر من فضلكم.", "ar", row.pk)
    (original,) = statements.as_shown(statements.public_rows(conversation), "pl")
    assert (original.text, original.language) == ("Shorter meetings.", "en")
    with pytest.raises(ValidationError):
        conversations.word(row, language="en", text="The same.", by=BY)


def test_a_twin_in_another_language_becomes_its_wording(conversation: Conversation, said: Say) -> None:
    kept, twin = said("Shorter meetings."), said("اجتماعات أقصر.", language="ar")
    conversations.merge(twin, into=kept, by=BY)
    (shown,) = statements.as_shown(statements.public_rows(conversation), "ar")
    assert shown.text == "اجتماعات أقصر."


def test_what_was_taken_back_is_shown_no_more(conversation: Conversation, said: Say, make: Make) -> None:
    row = said("A", make())
    conversations.take_back(row, by=BY)
    conversations.take_back(row, by=BY)
    assert list(statements.public_rows(conversation)) == []


def test_nobody_takes_part_before_after_or_without_a_guardian(
    draft: Callable[..., Conversation], conversation: Conversation, make: Make
) -> None:
    kit = make("Kit", age_guard="under-16", guardian={"name": "Pat", "email": "pat@example.org"})
    row = draft()
    for one, member in ((row, None), (conversation, kit)):
        with pytest.raises(conversations.CannotTakePart):
            conversations.say(one, member, text="Hello", by=BY)
    with later(21), pytest.raises(conversations.CannotTakePart, match="closed"):
        conversations.say(conversation, None, text="Late", by=BY)
    conversations.close(conversation, because="Enough.", by=BY)
    fresh = Conversation.objects.with_states().get(pk=conversation.pk)
    with pytest.raises(conversations.CannotTakePart, match="closed"):
        conversations.say(fresh, None, text="Late", by=BY)


def test_the_pages_of_one_that_was_closed_early_say_on_which_day_it_ended(
    browser_of: Any, coordinator: Member, conversation: Conversation
) -> None:
    conversations.close(conversation, because="Enough.", by=BY)
    today, planned = (date_format(day, "j F Y") for day in (clock.today(), conversation.closes_on))
    one, cora = f"/conversations/{conversation.pk}/", browser_of(coordinator)
    for url in (one, f"{one}run/", "/conversations/run/"):
        seen = text_of(cora, url)
        assert today in seen
        assert planned not in seen


def test_what_was_told_in_time_counts_though_it_is_keyed_in_later(
    conversation: Conversation, make: Make
) -> None:
    day, grace = clock.today(), make("Grace", reach_by="post", address="1 High Street")
    with later(25):
        row = conversations.say(conversation, grace, text="By post.", told=told("post", day), by=BY)
    assert row.how == "post"
    assert row.recording is not None


def test_statements_with_the_same_words_are_found(said: Say) -> None:
    said("Have a break.")
    other = said("Meetings should have a longer break please.")
    found = statements.similar(said("Meetings need a longer break."))
    assert found[0] == other
