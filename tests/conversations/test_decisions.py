"""Decisions: who decided as what, on which rung, who disagreed; and no single person to be known from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Decision, Review, Statement
from alongside.foundation import clock, figures, sources
from alongside.foundation.models import Centre
from alongside.people.models import Member
from tests.conversations.helpers import BY, day_form, later, text_of

LIVED = "conversations.lived_experience"


def note(**more: Any) -> Decision:
    day = clock.today()
    fields: dict[str, Any] = {
        "question": "How long are our meetings?", "method": "agreed", "options": ["One hour", " ", "Two hours"],
        "decided_by": {"patient": 5, "carer": 2, "staff": 3}, "rung": "co_production", "outcome": "One hour.",
        "dissent": "One person wanted two.", "decided_on": day, "review_on": day + timedelta(days=90), "by": BY,
    }  # fmt: skip
    return conversations.note_decision(**(fields | more))


def test_everybody_reads_as_what_people_decided_and_no_number_that_a_difference_gives_away(
    our_centre: Centre, client: Client
) -> None:
    row = note()
    page = text_of(client, f"/decisions/{row.pk}/")
    for words in (
        "How long are our meetings?", "10 people.", "More than half had lived experience.", "Patients",
        "Carers", "Staff of the centre", "One person wanted two.", "Co-production", "Two hours",
    ):  # fmt: skip
        assert words in page
    assert "Patients: 5" not in page, "10 less 5 would say how many the others were"
    assert row.options == ["One hour", "Two hours"]
    larger = note(decided_by={"patient": 6, "staff": 5})
    assert "Patients: 6" in text_of(client, f"/decisions/{larger.pk}/")
    assert "How long are our meetings?" in text_of(client, "/decisions/")


def test_the_share_of_decisions_with_a_lived_majority_has_its_base(our_centre: Centre) -> None:
    assert figures.read([LIVED])[LIVED].status == "not_recorded"
    note()
    note(decided_by={"patient": 3, "staff": 3})
    note(decided_by={"researcher": 4})
    figure = figures.read([LIVED])[LIVED]
    assert (figure.display, figure.base) == ("33%", 3), "half is not more than half"


WRONG = [
    ({"question": " "}, "question"), ({"outcome": ""}, "outcome"), ({"method": "dice"}, "method"),
    ({"rung": "top"}, "rung"), ({"decided_by": {}}, "decided_by"), ({"decided_by": {"king": 1}}, "decided_by"),
    ({"decided_on": clock.today() + timedelta(days=400)}, "decided_on"),
    ({"review_on": clock.today() - timedelta(days=1)}, "review_on"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "field"), WRONG)
def test_what_is_missing_or_cannot_be_is_named(our_centre: Centre, more: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        note(**more)
    assert field in refusal.value.message_dict
    assert Decision.objects.count() == 0


def test_a_decision_is_looked_at_again_and_leaves_the_desk(
    coordinator: Member, browser_of: Callable[[Member], Client], client: Client
) -> None:
    row, cora = note(), browser_of(coordinator)
    assert "Look at a decision again" not in text_of(cora, "/desk/")
    with later(80):
        assert "Look at a decision again" in text_of(cora, "/desk/")
        cora.post(f"/decisions/{row.pk}/review/", {"said": "It works."})
        assert "Look at a decision again" not in text_of(cora, "/desk/")
    assert Review.objects.get().said == "It works."
    assert "It works." in text_of(client, f"/decisions/{row.pk}/")


def test_a_form_writes_a_decision_down_and_nothing_typed_is_lost(
    coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    cora, day = browser_of(coordinator), clock.today()
    typed = {
        "question": "How long?", "options": "One hour\nTwo hours", "method": "consent", "outcome": "One hour.",
        "dissent": "", "rung": "co_design", "count_carer": "4", **day_form("decided_on", day),
        **day_form("review_on", day - timedelta(days=3)),
    }  # fmt: skip
    again = cora.post("/decisions/add/", typed).content.decode()
    assert "Write a later day than that of the decision." in again
    assert "One hour\nTwo hours" in again
    cora.post("/decisions/add/", typed | day_form("review_on", day + timedelta(days=30)))
    row = Decision.objects.get()
    assert (row.options, row.people, row.has_lived_majority) == (["One hour", "Two hours"], 4, True)


def test_words_of_other_rooms_can_come_from_what_was_said_asked_and_decided(
    our_centre: Centre, conversation: Conversation, said: Callable[..., Statement]
) -> None:
    row, decision = said("Have a break."), note()
    hidden = conversations.say(conversation, None, text="Not read yet: a break.", by=BY)
    wanted = [
        ("statement", row.pk),
        ("decision", decision.pk),
        ("conversation", conversation.pk),
        ("statement", hidden.pk),
    ]
    found = sources.read((kind, str(pk)) for kind, pk in wanted)
    assert [thing.label for thing in found.values()] == [
        "Have a break.", "How long are our meetings?", "What would make our meetings better?",
    ]  # fmt: skip
    kinds = {kind.name: kind for kind in sources.kinds()}
    assert [thing.label for thing in kinds["statement"].find("break")] == ["Have a break."]
    assert kinds["statement"].read(["x", "²"]) == {}
