"""What people said to a session, gathered: one answer for all of it, each told once, nothing left behind."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.conversations import actions as conversations
from alongside.conversations.queries import themes as theming
from alongside.foundation.models import Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Contribution, Session
from alongside.gatherings.queries import themes
from alongside.people.models import Member
from tests.conversations.helpers import WORDS
from tests.gatherings.helpers import queries_of, text_of
from tests.gatherings.voices import BY, took_place

Make = Callable[..., Member]
DID: dict[str, Any] = {
    "state": "did",
    "text": "We meet on the ground floor.",
    "by_role": "The coordinator",
    "by": BY,
}


def said(session: Session, member: Member | None, text: str) -> Contribution:
    return gatherings.say(session, member, text=text, kind="worry", by=BY)


def letters(member: Member) -> list[str]:
    rows = Message.objects.filter(to=member.email, subject__startswith="An answer")
    return list(rows.values_list("text", flat=True))


def test_one_answer_to_a_theme_reaches_everybody_once(session: Session, make: Make) -> None:
    ada, bo = make("Ada"), make("Bo")
    rows = [
        said(session, ada, "The stairs."),
        said(session, ada, "No lift."),
        said(session, bo, "Steep stairs."),
    ]
    theme = gatherings.gather_said(session, rows, title="Getting in", by=BY)
    conversations.respond(theme, **DID)
    assert [row.answer.text for row in Contribution.objects.all() if row.answer] == [DID["text"]] * 3
    assert [len(letters(one)) for one in (ada, bo)] == [1, 1]
    assert all(
        words in letters(ada)[0] for words in ("The stairs.", "No lift.", "We meet on the ground floor.")
    )


def test_somebody_who_said_it_in_a_conversation_and_to_a_session_is_told_once(
    session: Session, make: Make
) -> None:
    ada = make("Ada")
    days: dict[str, Any] = {"opens_on": session.created_at.date(), "closes_on": session.day}
    question = conversations.publish(conversations.draft_conversation(by=BY, **WORDS, **days), by=BY)
    statement = conversations.say(question, ada, text="Too many stairs.", by=BY)
    conversations.accept([statement], by=BY)
    theme = conversations.make_theme(question, title="Getting in", by=BY)
    conversations.gather(theme, [statement], by=BY)
    gatherings.gather_said(session, [said(session, ada, "The stairs.")], theme=theme, by=BY)
    conversations.respond(theme, **DID)
    assert len(letters(ada)) == 1
    assert Contribution.objects.get().answer is not None
    (shown,) = theming.you_said(theming.themes_of(question))
    assert [one.label for one in shown.above] == ["The stairs."]


def test_a_session_is_not_completed_with_an_unanswered_theme_unless_somebody_says_why(
    session: Session, make: Make
) -> None:
    took_place(session, make())
    row = said(session, None, "The stairs.")
    theme = gatherings.gather_said(session, [row], title="Getting in", by=BY)
    gatherings.hold_back(row, because="It was said twice.", by=BY)
    assert list(theming.unanswered_for(session)) == [theme]
    with pytest.raises(gatherings.NotNow) as refusal:
        gatherings.complete(session, by=BY)
    assert "1 theme of this session has no answer yet. Answer it." in [str(one) for one in refusal.value.args]
    gatherings.complete(session, because="The landlord answers in spring.", by=BY)
    assert session.completed_because == "The landlord answers in spring."


def test_what_was_taken_back_is_read_by_nobody(session: Session, make: Make) -> None:
    row, other = said(session, make(), "The stairs."), said(session, None, "No lift.")
    gatherings.gather_said(session, [row, other], title="Getting in", by=BY)
    gatherings.take_back(row, by=BY)
    (shown,) = themes.of_session(session)
    assert [one.label for one in shown.above] == ["No lift."]


def test_there_is_something_to_gather_and_of_this_session(
    session: Session, plan: Callable[..., Session]
) -> None:
    other = gatherings.announce(plan("Other"), by=BY)
    for rows in ([], [said(other, None, "Tea?")]):
        with pytest.raises(ValidationError):
            gatherings.gather_said(session, rows, title="Tea", by=BY)


def test_pages_gather_and_answer(
    session: Session, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    cora, page = browser_of(coordinator), f"/sessions/{session.pk}/said/themes/"
    row = said(session, None, "The stairs.")
    answer = cora.post(page, {"said": [row.pk], "theme": "new", "title": ""})
    assert "Write what the theme is, in one sentence." in answer.content.decode()
    cora.post(page, {"said": [row.pk], "theme": "new", "title": "Getting in"})
    (one,) = themes.of_session(session)
    cora.post(f"{page}{one.theme.pk}/", {key: value for key, value in DID.items() if key != "by"})
    assert "We meet on the ground floor." in text_of(cora, page)
    gatherings.gather_said(session, [said(session, None, "More")], title="More", by=BY)
    before = queries_of(cora, page)
    for number in range(5):
        gatherings.gather_said(session, [said(session, None, f"More {number}")], title=f"T{number}", by=BY)
    assert queries_of(cora, page) == before
