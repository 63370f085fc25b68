"""Promise: words are quoted only while their speaker's consent lives, in the words and by the name they chose."""

from typing import Any

import pytest
from django.test import Client

from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Feedback, Session, SessionQuote
from alongside.gatherings.queries import quotes
from alongside.people import actions as people
from alongside.people.models import Attribution, Consent, Purpose, Recording
from tests.gatherings.helpers import Make, doing
from tests.gatherings.voices import BY, asked, by_phone, took_place

WORDS = "It energised and encouraged me."
WORDING = "I agree that you may quote these words."


def may(text: str = WORDS, **more: Any) -> gatherings.MayQuote:
    given = {"channels": ["web", "print"], "attribution": Attribution.FIRST_NAME, "wording": WORDING} | more
    return gatherings.MayQuote(text=text, **given)


def test_a_quote_makes_a_living_consent_in_the_exact_words(session: Session, make: Make) -> None:
    ada = make("Ada")
    gatherings.let_quote(session, ada, may=may(), by=BY)

    consent = Consent.objects.get(member=ada, purpose=Purpose.QUOTE)
    assert (consent.wording, consent.channels, consent.attribution) == (
        WORDING, ["print", "web"], Attribution.FIRST_NAME,
    )  # fmt: skip
    assert [(one.text, one.by) for one in quotes.shown(session)] == [(WORDS, "Ada")]


def test_withdrawal_hides_it_on_the_page_of_the_session(client: Client, session: Session, make: Make) -> None:
    quote = gatherings.let_quote(session, make("Ada"), may=may(), by=BY)
    page = f"/sessions/{session.pk}/"
    assert WORDS in client.get(page).content.decode()

    people.withdraw_consent(quote.consent, by=BY)

    assert WORDS not in client.get(page).content.decode()


def test_a_quote_for_print_alone_is_not_on_the_web(session: Session, make: Make) -> None:
    gatherings.let_quote(session, make("Ada"), may=may(channels=["print"]), by=BY)
    assert quotes.shown(session) == []
    assert [(row.text, by) for row, by in quotes.to_offer()] == [(WORDS, "Ada")]


@pytest.mark.parametrize(
    ("attribution", "role", "by"),
    [
        (Attribution.FULL_NAME, "", "Ada Lovelace"),
        (Attribution.FIRST_NAME, "", "Ada"),
        (Attribution.ROLE, "Carer", "Carer"),
        (Attribution.NONE, "", ""),
    ],
)
def test_a_speaker_is_named_as_they_chose(
    session: Session, make: Make, attribution: str, role: str, by: str
) -> None:
    ada = make("Ada", full_name="Ada Lovelace")
    gatherings.let_quote(session, ada, may=may(attribution=attribution, role_text=role), by=BY)
    assert [one.by for one in quotes.shown(session)] == [by]


def test_a_young_person_is_never_named(session: Session, make: Make) -> None:
    zara = make("Zara", age_guard="16-17", full_name="Zara Young")
    gatherings.let_quote(session, zara, may=may(attribution=Attribution.FULL_NAME), by=BY)
    assert [one.by for one in quotes.shown(session)] == ["Young community member"]


def test_a_child_without_an_agreed_guardian_cannot_be_quoted(session: Session, make: Make) -> None:
    kit = make("Kit", age_guard="under-16", guardian={"name": "Pat", "email": "pat@example.org"})
    with pytest.raises(people.CannotConsent):
        gatherings.let_quote(session, kit, may=may(), by=BY)
    assert not SessionQuote.objects.exists()


def test_the_link_gives_changes_and_takes_back_a_quote(session: Session, make: Make) -> None:
    ada = make("Ada")
    request = asked(took_place(session, ada), ada)
    said = {"good": "Tea"}
    gatherings.answer_by_link(request, keep_name=False, answers=said, quote=may(), by=BY)
    first = quotes.standing_of(session, ada)
    assert first is not None
    assert Feedback.objects.get().member is None, "the answers stay without a name"

    gatherings.answer_by_link(request, keep_name=False, answers=said, quote=may(), by=BY)
    assert quotes.standing_of(session, ada) == first, "the same again changes nothing"

    gatherings.answer_by_link(request, keep_name=False, answers=said, quote=may("Other words."), by=BY)
    assert [one.text for one in quotes.shown(session)] == ["Other words."]
    first.consent.refresh_from_db()
    assert first.consent.withdrawn_at, "consent to the former words is over"

    gatherings.answer_by_link(request, keep_name=False, answers=said, quote=None, by=BY)
    assert quotes.shown(session) == []


def test_a_quote_by_phone_has_the_same_standing(session: Session, make: Make) -> None:
    grace = make("Grace", reach_by="phone", phone="020 7946 0101")
    took_place(session, grace)
    gatherings.record_feedback(
        session, member=grace, speaker=grace, answers={"good": "Tea"}, quote=may(), told=by_phone(), by=BY
    )
    assert [one.by for one in quotes.shown(session)] == ["Grace"]
    consent = Consent.objects.get(member=grace, purpose=Purpose.QUOTE)
    assert consent.how == "phone"
    assert set(Recording.objects.filter(member=grace).values_list("what", flat=True)) == {
        "feedback",
        "consent",
    }


def test_leaving_hides_and_blanks_the_words(session: Session, make: Make) -> None:
    ada = make("Ada")
    gatherings.let_quote(session, ada, may=may(), by=BY)
    people.leave(ada, by=doing(ada))
    assert quotes.shown(session) == []
    assert SessionQuote.objects.get().text == ""
