"""Promise: anybody can comment and suggest, by any way; everything gets an answer, and its author is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alongside.documents import actions as documents
from alongside.documents.models import Clause, Document, Outcome, Remark, Wording
from alongside.documents.queries import credits, remarks
from alongside.foundation import clock
from alongside.foundation.models import Centre, Channel, Message
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Attribution, Member, Recording
from tests.documents.helpers import BY, Browser, Make, by_phone, clause, reads


def suggested(
    document: Document, member: Member | None = None, kind: str = "replace", **more: object
) -> Remark:
    given: dict[str, Any] = {"text": "We really listen.", "reason": "It is plainer"} | more
    return documents.suggest(clause(document, 1), member, kind=kind, by=BY, **given)


def test_an_accepted_suggestion_enters_the_text_and_its_author_is_told(
    document: Document, make: Make
) -> None:
    row = documents.accept(suggested(document, make()), answer="Thank you!", by=BY)
    assert row.outcome == Outcome.ACCEPTED
    assert reads(document) == ["We really listen.", "We share power.", "We learn."]
    message = Message.objects.get(subject__startswith="About your suggestion")
    assert "Accepted" in message.text
    assert "Thank you!" in message.text
    assert "/texts/principles/clauses/" in message.text


def test_an_adapted_suggestion_says_so(document: Document, make: Make) -> None:
    row = documents.accept(suggested(document, make()), text="We do listen.", by=BY)
    assert row.outcome == Outcome.ADAPTED
    assert reads(document)[0] == "We do listen."
    assert "Accepted in other words" in Message.objects.get(subject__startswith="About your suggestion").text
    assert Wording.objects.get(clause=row.clause, revision=2).remark == row


def test_a_suggestion_is_not_declined_without_a_reason(document: Document, make: Make) -> None:
    row = suggested(document, make())
    with pytest.raises(ValidationError, match="Write why"):
        documents.decline(row, because=" ", by=BY)
    assert not Message.objects.filter(subject__startswith="About your suggestion").exists()

    documents.decline(row, because="Most of us want the short one.", by=BY)

    assert "Most of us want the short one." in Message.objects.get(subject__startswith="About your").text
    with pytest.raises(documents.CannotChange, match="answer already"):
        documents.accept(row, by=BY)


def test_somebody_reached_by_phone_is_called_and_by_post_gets_a_letter(
    document: Document, make: Make
) -> None:
    albert = make("Albert", reach_by="phone", phone="020 7946 0101")
    grace = make("Grace", reach_by="post", address="1 High Street")
    for member in (albert, grace):
        row = documents.comment(clause(document, 2), member, text="Yes", told=by_phone(), by=BY)
        documents.answer_comment(row, answer="We hear you.", by=BY)
    assert list(Message.objects.filter(text__contains="We hear you.").values_list("channel", flat=True)) == [
        Channel.CALL, Channel.LETTER,
    ]  # fmt: skip
    assert Recording.objects.filter(what="comment").count() == 2


def test_every_kind_of_suggestion_can_be_accepted(document: Document) -> None:
    one, two, three = Clause.objects.standing().filter(document=document)
    for kind, about, more in (
        ("add", one, {"text": "We say thank you.", "heading": "Thanks"}),
        ("split", two, {"text": "We share.", "second_text": "We share power."}),
        ("merge", three, {"other": one}), ("move", two, {"other": None}), ("remove", two, {}),
    ):  # fmt: skip
        row = documents.suggest(about, None, kind=kind, reason="To try", by=BY, **more)
        assert documents.accept(row, by=BY).outcome == Outcome.ACCEPTED
    assert reads(document) == ["We say thank you.", "We share power.", "We learn.\n\nWe listen."]
    assert Remark.objects.filter(clause=one).count() == 1, "what was said about a joined clause stays with it"


def test_a_text_counts_what_was_said_as_the_page_of_the_clause_does(document: Document, make: Make) -> None:
    two, three = clause(document, 2), clause(document, 3)
    documents.comment(two, make("Ada"), text="Good", by=BY)
    documents.comment(three, make("Bo"), text="Good too", by=BY)
    documents.merge(two, other=three, text="We share and learn.", base=two.revision, by=BY)
    documents.split(clause(document, 1), first="We hear.", second="We listen.", base=1, by=BY)
    documents.comment(clause(document, 1), make("Cy"), text="Before", by=BY)
    ids = list(Clause.objects.standing().filter(document=document).values_list("pk", flat=True))
    assert remarks.counts(document, ids) == {
        pk: remarks.about_clause(Clause.objects.get(pk=pk)).count() for pk in ids
    }
    assert remarks.counts(document, [two.pk]) == {two.pk: 2}


def test_what_was_said_about_a_joined_clause_is_answered_with_where_its_words_went(
    document: Document, make: Make, browser_of: Browser, coordinator: Member
) -> None:
    two, three = clause(document, 2), clause(document, 3)
    row = documents.suggest(three, make("Ada"), kind="remove", reason="Not needed", by=BY)
    url = f"/texts/{document.slug}/edit/said/{row.pk}/answer/"
    desk = browser_of(coordinator)
    assert "This clause was taken out of the text." not in desk.get(url).content.decode()
    documents.merge(two, other=three, text="We share and learn.", base=two.revision, by=BY)
    page = desk.get(url).content.decode()
    assert "You cannot accept it any more." in page
    assert f"/texts/{document.slug}/clauses/{two.pk}/" in page


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        ("replace", {"text": ""}, "text"), ("replace", {"text": "We listen."}, "text"),
        ("add", {"text": " "}, "text"), ("split", {"second_text": ""}, "second_text"),
        ("merge", {"other": None}, "other"), ("remove", {"reason": ""}, "reason"),
        ("replace", {"text": "a" * 50_000}, "text"), ("replace", {"text": "\u202e\u200b"}, "text"),
    ],
)  # fmt: skip
def test_bad_input_is_named_with_its_field(
    document: Document, kind: str, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        suggested(document, kind=kind, **more)
    assert list(refusal.value.message_dict) == [field]
    assert not Remark.objects.exists()


def test_a_script_and_a_link_are_kept_as_letters(document: Document) -> None:
    words = "<script>alert(1)</script> https://x.example"
    assert suggested(document, text=words).text == words


def test_what_is_said_about_a_clause_that_is_taken_out_meanwhile_is_kept(
    document: Document, make: Make
) -> None:
    one = clause(document, 1)
    documents.remove_clause(one, because="Twice", by=BY)
    row = documents.comment(one, make(), text="I wrote this before", revision=1, by=BY)
    assert (row.clause_id, row.number_then, row.revision) == (one.pk, 0, 1)
    with pytest.raises(documents.CannotChange, match="taken out"):
        documents.accept(documents.suggest(one, None, kind="remove", reason="x", by=BY), by=BY)


def test_the_clock_is_the_centres_and_the_day_never_moves(document: Document) -> None:
    Centre.objects.update(answer_within_days=10)
    row = suggested(document)
    assert row.due_on == clock.today() + timedelta(days=10)
    with clock.at(clock.now() + timedelta(days=11)):
        assert remarks.as_said([row])[0].overdue


def test_held_back_is_hidden_and_its_author_is_told_why(document: Document, make: Make) -> None:
    row = documents.comment(clause(document, 1), make(), text="Nurse Joy never listens", by=BY)
    with pytest.raises(ValidationError, match="Write why"):
        documents.hold_back(row, because=" ", by=BY)
    documents.hold_back(row, because="It names a nurse.", by=BY)
    assert not remarks.about_clause(row.clause).exists()
    assert "It names a nurse." in Message.objects.get(subject__startswith="About what you said").text
    documents.let_stand(row, by=BY)
    assert remarks.about_clause(row.clause).exists()


@pytest.mark.parametrize(
    ("named", "role", "by"),
    [
        (Attribution.FULL_NAME, "", "Ada Lovelace"), (Attribution.FIRST_NAME, "", "Ada"),
        (Attribution.ROLE, "Carer", "Carer"), (Attribution.NONE, "", ""),
    ],
)  # fmt: skip
def test_contributors_are_named_as_they_chose(
    document: Document, make: Make, named: str, role: str, by: str
) -> None:
    ada = make("Ada", full_name="Ada Lovelace")
    row = documents.accept(suggested(document, ada, named=named, role_text=role), by=BY)
    assert credits.of(document).in_the_text == ([by] if by else [])
    assert credits.of(document).more == (not by)

    documents.change_naming(row, named=Attribution.NONE, by=BY)
    assert credits.of(document) == credits.Credits([], [], True)


def test_a_young_person_is_named_by_a_fixed_phrase_and_somebody_who_left_not_at_all(
    document: Document, make: Make
) -> None:
    zara, ada = make("Zara", age_guard="16-17"), make("Ada")
    suggested(document, zara, named="first_name")
    suggested(document, ada, named="first_name", text="We all listen.")
    assert credits.of(document).took_part == ["Ada", "Young community member"]
    people.leave(ada, by=BY)
    assert credits.of(document).took_part == ["Young community member"]


def test_somebody_under_16_waits_for_their_guardian(document: Document, make: Make) -> None:
    kit = make("Kit", age_guard=AgeGuard.UNDER_16, guardian={"name": "Pat", "email": "pat@example.org"})
    with pytest.raises(documents.CannotSay, match="guardian"):
        documents.comment(clause(document, 1), kit, text="Hello", by=BY)
