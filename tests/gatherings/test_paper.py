"""Promise: paper has the same questions and the same standing; each form is keyed in once, by a code that
catches slips of the pen.
"""

from dataclasses import replace
from itertools import combinations

import pytest
from django.test import Client

from alongside.foundation import actors
from alongside.foundation.actors import Actor
from alongside.foundation.paper_codes import EASY_LETTERS
from alongside.gatherings import actions as gatherings
from alongside.gatherings.forms.feedback import FeedbackForm
from alongside.gatherings.forms.paper import NEEDS_APART, as_printed, to_key_in
from alongside.gatherings.forms.registering import RegisterForm
from alongside.gatherings.forms.voices import SayForm
from alongside.gatherings.models import (
    Contribution,
    Feedback,
    PaperBatch,
    PaperForm,
    PaperKind,
    Registration,
    Session,
)
from alongside.gatherings.printed import layout
from alongside.gatherings.queries import feedback, paper
from alongside.people.models import Member, Recording
from tests.gatherings.helpers import Browser, Make, doing, queries_of, text_of
from tests.gatherings.voices import BY, attend, took_place

ON_PAPER_ALONE = {"who", "reach"}
TODAY = {"came_by": "in_person"}


def a_form(session: Session, kind: str = PaperKind.CONTRIBUTION, member: Member | None = None) -> PaperForm:
    members = [member] if member else []
    batch = gatherings.print_forms(session, kind=kind, blank=0 if member else 1, members=members, by=BY)
    return batch.forms.get()


def test_every_wrong_letter_of_a_code_is_caught() -> None:
    for code in (paper.new_code() for _n in range(20)):
        assert paper.read_code(code) == code
        for place in range(len(code)):
            for letter in set(EASY_LETTERS) - {code[place]}:
                assert paper.read_code(code[:place] + letter + code[place + 1 :]) == ""


def test_any_two_letters_that_changed_places_are_caught() -> None:
    for code in (paper.new_code() for _n in range(50)):
        for one, other in combinations(range(len(code)), 2):
            letters = list(code)
            letters[one], letters[other] = letters[other], letters[one]
            if letters != list(code):
                assert paper.read_code("".join(letters)) == ""


def test_a_code_reads_the_same_however_it_is_typed() -> None:
    code = paper.new_code()
    printed = paper.as_printed(code)
    assert {paper.read_code(typed) for typed in (printed, printed.lower(), f" {code[:2]} {code[2:]} ")} == {
        code
    }
    assert [paper.read_code(typed) for typed in ("", "ABC", "O0IL15", code + "A")] == ["", "", "", ""]


def web_form(kind: str, session: Session, member: Member) -> object:
    if kind == PaperKind.FEEDBACK:
        return FeedbackForm(session=session, questions=feedback.wording(session), young=False)
    return (
        SayForm(young=False)
        if kind == PaperKind.CONTRIBUTION
        else RegisterForm(session=session, member=member)
    )


@pytest.mark.parametrize("kind", PaperKind.values)
@pytest.mark.parametrize("named", [True, False])
def test_paper_asks_what_the_web_asks_in_the_same_words(
    session: Session, make: Make, kind: str, named: bool
) -> None:
    member = make("Ada", brings=["carer", "patient"])
    form = a_form(session, kind, member if named else None)
    printed = {one.name: one for one in layout(as_printed(form.batch, form.member))}
    web = {one.name: one for one in layout(web_form(kind, session, member))}
    if kind == PaperKind.REGISTRATION:  # paper has no page of its own for what people need
        assert "on a page of its own" in web["message"].hint
        web["message"] = replace(web["message"], hint=str(NEEDS_APART))

    if named:
        assert printed == web
        return
    assert ON_PAPER_ALONE & set(printed)
    left_out = {"keep_name", "brings"}
    assert {name: one for name, one in printed.items() if name not in ON_PAPER_ALONE | left_out} == {
        name: one for name, one in web.items() if name not in left_out
    }


@pytest.mark.parametrize("kind", PaperKind.values)
def test_keying_in_asks_what_is_on_the_paper_and_how_it_came(session: Session, make: Make, kind: str) -> None:
    form = a_form(session, kind, make("Ada"))
    keyed = [one.name for one in layout(to_key_in(form, None, lambda typed: []))]
    printed = [one.name for one in layout(as_printed(form.batch, form.member))]
    assert keyed == [*printed, "came_by", "came_on"]


def test_forms_keep_the_wording_that_was_printed(session: Session) -> None:
    gatherings.word_feedback(session, questions={"good": "What worked?"}, by=BY)
    form = a_form(session, PaperKind.FEEDBACK)
    gatherings.word_feedback(session, questions={"good": "What else?"}, by=BY)
    assert "What worked?" in [one.label for one in layout(as_printed(form.batch, None))]


def test_printing_needs_a_number_and_stays_within_reason(session: Session) -> None:
    for blank in (0, 201):
        with pytest.raises(gatherings.CannotPrint):
            gatherings.print_forms(session, kind=PaperKind.FEEDBACK, blank=blank, by=BY)
    assert not PaperBatch.objects.exists()


def test_a_form_is_keyed_in_once_and_the_second_says_who_and_when(
    session: Session, coordinator: Member
) -> None:
    form, cora = a_form(session), doing(coordinator)

    def say(by: Actor) -> Contribution:
        return gatherings.key_in_form(
            form, by=by, write=lambda: gatherings.say(session, None, text="Hi", kind="idea", by=by)
        )

    say(cora)
    with pytest.raises(gatherings.KeyedAlready, match=r"was keyed in on .* by Cora\. Put it aside"):
        say(actors.SYSTEM)
    assert Contribution.objects.count() == 1


def test_a_form_that_is_refused_can_be_keyed_in_later(session: Session) -> None:
    form = a_form(session, PaperKind.FEEDBACK)

    def refused() -> Feedback:
        raise gatherings.CannotGive("Not yet.")

    with pytest.raises(gatherings.CannotGive):
        gatherings.key_in_form(form, write=refused, by=BY)
    form.refresh_from_db()
    assert form.keyed_at is None


def day() -> dict[str, str]:
    from alongside.foundation import clock

    now = clock.today()
    return {
        "came_on_day": str(now.day),
        "came_on_month": str(now.month),
        "came_on_year": str(now.year),
    } | TODAY


def test_from_code_to_code_by_keyboard(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    cora, ada = browser_of(coordinator), make("Ada")
    form = a_form(session, member=ada)
    wrong = form.code[:5] + next(letter for letter in EASY_LETTERS if letter != form.code[5])
    assert "A letter of this code is not right" in text_of(cora, f"/paper/?code={wrong}")
    other = paper.new_code()
    assert "We printed no form with this code" in text_of(cora, f"/paper/?code={other}")

    opened = cora.get("/paper/", {"code": paper.as_printed(form.code).lower()})
    assert opened.headers["Location"] == f"/paper/{form.code}/"
    assert "Ada" in text_of(cora, f"/paper/{form.code}/")
    saved = cora.post(
        f"/paper/{form.code}/", day() | {"kind": "worry", "text": "The stairs.", "named": "first_name"}
    )

    assert saved.headers["Location"] == "/paper/"
    row = Contribution.objects.get()
    assert (row.member, row.text, row.how, row.named) == (ada, "The stairs.", "in_person", "first_name")
    recording = Recording.objects.get(member=ada, what="contribution")
    assert (recording.written_by, recording.note) == (
        doing(coordinator).key, f"On paper form {paper.as_printed(form.code)}.",
    )  # fmt: skip
    assert "Put it aside" in text_of(cora, f"/paper/{form.code}/")


@pytest.mark.parametrize("written", ["Ada", "reference", ""])
def test_a_blank_form_finds_its_person_or_has_no_name(
    session: Session, make: Make, coordinator: Member, browser_of: Browser, written: str
) -> None:
    ada = make("Ada")
    form = a_form(session)
    who = ada.reference.lower() if written == "reference" else written
    answers = {"who": who, "kind": "idea", "text": "Tea.", "named": "none"}
    assert browser_of(coordinator).post(f"/paper/{form.code}/", day() | answers).status_code == 302
    assert Contribution.objects.get().member == (ada if written else None)


def test_two_people_of_one_name_are_told_apart(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    first, second = make("Ada"), make("Ada", email="other@example.org")
    form = a_form(session)
    answers = {"who": "ada", "kind": "idea", "text": "Tea.", "named": "none"}
    page = browser_of(coordinator).post(f"/paper/{form.code}/", day() | answers).content.decode()
    assert first.reference in page
    assert second.reference in page
    assert not Contribution.objects.exists()


def test_feedback_with_a_quote_from_paper_and_without_a_name(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    ada = make("Ada")
    took_place(session, ada)
    form = a_form(session, PaperKind.FEEDBACK, ada)
    answers = {
        "good": "The tea.", "keep_name": "no_name", "quote": "I was heard.", "quote_channels": ["web"],
        "quote_attribution": "first_name", "quote_agreed": "on",
    }  # fmt: skip
    assert browser_of(coordinator).post(f"/paper/{form.code}/", day() | answers).status_code == 302
    assert Feedback.objects.get().member is None
    assert "I was heard." in text_of(Client(), f"/sessions/{session.pk}/")


def test_a_registration_on_paper_has_a_place_like_any_other(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    ada = make("Ada")
    cora, form = browser_of(coordinator), a_form(session, PaperKind.REGISTRATION)
    answers = {"coming": "in_person", "message": ""}
    assert "Write whose form this is" in cora.post(f"/paper/{form.code}/", day() | answers).content.decode()
    assert cora.post(f"/paper/{form.code}/", day() | answers | {"who": ada.reference}).status_code == 302
    registration = Registration.objects.get()
    assert (registration.member, registration.how, registration.is_placed) == (ada, "in_person", True)


def test_the_page_counts_what_went_out_and_what_came_back(
    session: Session, coordinator: Member, browser_of: Browser
) -> None:
    cora, page = browser_of(coordinator), f"/sessions/{session.pk}/paper/"
    made = cora.post(page, {"kind": "contribution", "blank": "3", "size": "18"})
    batch = PaperBatch.objects.get()
    assert made.headers["Location"] == f"{page}{batch.pk}/"
    printed = text_of(cora, made.headers["Location"])
    assert all(paper.as_printed(form.code) in printed for form in batch.forms.all())
    assert printed.count('class="paper-form ') == 3
    assert "Handed out: 3. Keyed in: 0." in text_of(cora, page)

    assert paper.numbers(session) == (3, 0)
    cora.post(f"{page}{batch.pk}/close/")
    assert "The rest do not come back" in text_of(cora, page)


def test_only_those_who_run_the_session_print_and_key_in(
    session: Session, make: Make, browser_of: Browser
) -> None:
    form, ada = a_form(session), browser_of(make("Ada"))
    for path in (f"/sessions/{session.pk}/paper/", f"/paper/{form.code}/"):
        assert ada.get(path).status_code == 404


def test_printing_many_forms_takes_as_many_queries_as_one(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    cora, counts = browser_of(coordinator), []
    attend(session, make("Ada"))
    for blank in (1, 10, 100):
        batch = gatherings.print_forms(session, kind=PaperKind.CONTRIBUTION, blank=blank, by=BY)
        counts.append(queries_of(cora, f"/sessions/{session.pk}/paper/{batch.pk}/"))
    assert len(set(counts)) == 1
