"""Promise: what people say gets an answer, in their own way, in time or visibly late."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.foundation import clock
from alongside.foundation.models import Centre, Channel, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Answer, Contribution, Session
from alongside.gatherings.queries import voices
from alongside.people import actions as people
from alongside.people.models import Attribution, Member, Recording
from tests.gatherings.helpers import Browser, Make, doing
from tests.gatherings.voices import BY, by_phone, took_place

TEXT = "Could we meet in the evening?"


def said(session: Session, member: Member | None, text: str = TEXT, **more: str) -> Contribution:
    return gatherings.say(session, member, text=text, kind=more.pop("kind", "idea"), by=BY, **more)  # type: ignore[arg-type]


def answered(*rows: Contribution, state: str = "did", text: str = "We moved it to 6 pm.") -> Answer:
    return gatherings.answer(rows, state=state, text=text, by_role="The coordinator", by=BY)


def read(session: Session) -> list[voices.Said]:
    return voices.as_said(voices.public_rows(session), session)


def test_the_clock_is_the_centres(session: Session, make: Make) -> None:
    Centre.objects.update(answer_within_days=10)
    assert said(session, make()).due_on == clock.today() + timedelta(days=10)


def test_nobody_else_reads_it_before_somebody_looked(session: Session, make: Make) -> None:
    row = said(session, make())
    assert read(session) == []
    assert gatherings.check([row], by=BY) == 1
    assert gatherings.check([row], by=BY) == 0
    assert [one.row.text for one in read(session)] == [TEXT]


@pytest.mark.parametrize(
    ("named", "role", "by"),
    [(Attribution.FIRST_NAME, "", "Ada"), (Attribution.ROLE, "Carer", "Carer"), (Attribution.NONE, "", "")],
)
def test_a_contributor_is_named_as_they_chose_each_time(
    session: Session, make: Make, named: str, role: str, by: str
) -> None:
    row = said(session, make("Ada"), named=named, role_text=role)
    gatherings.check([row], by=BY)
    assert [one.by for one in read(session)] == [by]

    gatherings.change_naming(row, named=Attribution.NONE, by=BY)
    assert [one.by for one in read(session)] == [""]


def test_a_corrected_name_is_right_everywhere_and_a_young_name_nowhere(session: Session, make: Make) -> None:
    ada, zara = make("Ada"), make("Zara", age_guard="16-17")
    gatherings.check([said(session, ada, named="first_name"), said(session, zara, named="first_name")], by=BY)
    people.correct(ada, called="Augusta", by=BY)
    assert [one.by for one in read(session)] == ["Augusta", "Young community member"]


def test_what_is_held_back_is_hidden_and_its_author_is_told_why(session: Session, make: Make) -> None:
    row = said(session, make("Ada"))
    gatherings.check([row], by=BY)
    with pytest.raises(ValidationError, match="Write why"):
        gatherings.hold_back(row, because=" ", by=BY)

    gatherings.hold_back(row, because="It names a nurse.", by=BY)

    assert read(session) == []
    assert "It names a nurse." in Message.objects.get(subject__startswith="About what you said").text
    gatherings.let_stand(row, by=BY)
    assert len(read(session)) == 1


def test_what_is_held_back_can_be_taken_back_by_whoever_said_it(
    session: Session, make: Make, browser_of: Browser, coordinator: Member
) -> None:
    ada = make("Ada")
    row = said(session, ada)
    gatherings.hold_back(row, because="It names a nurse.", by=BY)
    mine, ours = browser_of(ada), browser_of(coordinator)
    assert (
        f"/sessions/{session.pk}/said/{row.pk}/take-back/"
        in ours.get(f"/sessions/{session.pk}/said/").content.decode()
    )
    assert f"/me/said/{row.pk}/take-back/" in mine.get("/me/said/").content.decode()
    mine.post(f"/me/said/{row.pk}/take-back/")
    gatherings.let_stand(row, by=BY)
    assert read(session) == []


def test_several_get_one_answer_and_each_person_is_told_once_by_their_own_channel(
    session: Session, make: Make
) -> None:
    ada, grace = make("Ada"), make("Grace", reach_by="phone", phone="020 7946 0101")
    rows = [
        said(session, ada),
        said(session, ada, "And with tea?"),
        said(session, grace),
        said(session, None),
    ]

    given = answered(*rows)

    told = Message.objects.filter(subject__startswith="An answer to what you said")
    assert sorted(told.values_list("channel", flat=True)) == [Channel.CALL, Channel.EMAIL]
    letter = told.get(channel=Channel.EMAIL)
    assert all(words in letter.text for words in (TEXT, "And with tea?", given.text))
    (pair,) = voices.pairs(read(session))
    assert (len(pair.said), pair.label, pair.by_role) == (4, "We did it", "The coordinator")


def test_still_thinking_names_a_day_and_stays_open(session: Session, make: Make) -> None:
    row = said(session, make())
    day = clock.today() + timedelta(days=40)
    with pytest.raises(ValidationError, match="a day to come"):
        answered(row, state="thinking")
    gatherings.answer([row], state="thinking", text="We asked.", by_role="Team", more_by=day, by=BY)

    (open_one,) = Contribution.objects.unanswered()
    assert open_one.due == day  # type: ignore[attr-defined]
    assert list(Contribution.objects.loose(clock.today())) == []
    assert list(Contribution.objects.loose(day + timedelta(days=1))) == [row]
    answered(row)
    assert not Contribution.objects.unanswered().exists()


def test_an_answer_needs_words_and_who_gives_it(session: Session, make: Make) -> None:
    row = said(session, make())
    with pytest.raises(ValidationError):
        answered(row, text=" ")
    with pytest.raises(ValidationError):
        gatherings.answer([row], state="did", text="Yes", by_role="", by=BY)
    with pytest.raises(ValidationError):
        gatherings.answer([], state="did", text="Yes", by_role="Team", by=BY)
    assert not Answer.objects.exists()


def test_late_is_visible_to_all(session: Session, make: Make) -> None:
    gatherings.check([said(session, make())], by=BY)
    assert [one.overdue for one in read(session)] == [False]
    with clock.at(clock.now() + timedelta(days=31)):
        assert [one.overdue for one in read(session)] == [True]


def test_a_session_is_not_completed_with_open_words_unless_somebody_says_why(
    session: Session, make: Make
) -> None:
    row = said(session, make())
    took_place(session)
    with pytest.raises(gatherings.NotNow, match="1 thing that people said has no answer yet"):
        gatherings.complete(session, by=BY)
    answered(row)
    gatherings.complete(session, by=BY)
    assert session.completed_at


def test_open_words_may_stay_with_a_reason(session: Session, make: Make) -> None:
    said(session, make())
    took_place(session)
    gatherings.complete(session, because="The council answers in spring.", by=BY)
    assert session.completed_because == "The council answers in spring."


def test_held_back_and_taken_back_words_need_no_answer(session: Session, make: Make) -> None:
    gatherings.hold_back(said(session, make("Ada")), because="It names a nurse.", by=BY)
    gatherings.take_back(said(session, make("Tom")), by=BY)
    took_place(session)
    gatherings.complete(session, by=BY)


def test_by_phone_it_has_the_same_clock_and_standing(session: Session, make: Make) -> None:
    grace = make("Grace", reach_by="phone", phone="020 7946 0101")
    row = gatherings.say(session, grace, text=TEXT, kind="worry", named="first_name", told=by_phone(), by=BY)
    assert (row.how, row.due_on) == ("phone", said(session, make("Ada")).due_on)
    assert Recording.objects.get(member=grace).what == "contribution"
    gatherings.change_naming(row, named="none", told=by_phone(), by=BY)
    gatherings.take_back(row, told=by_phone(), by=BY)
    assert Recording.objects.filter(member=grace).count() == 3


def test_words_without_a_member_have_no_name(session: Session) -> None:
    row = gatherings.say(session, None, text=TEXT, kind="idea", named="first_name", told=by_phone(), by=BY)
    assert (row.named, row.member) == ("none", None)


def test_a_cancelled_session_and_a_child_without_guardian_say_nothing(session: Session, make: Make) -> None:
    kit = make("Kit", age_guard="under-16", guardian={"name": "Pat", "email": "pat@example.org"})
    with pytest.raises(gatherings.CannotSay, match="guardian"):
        said(session, kit)
    gatherings.cancel(session, because="Snow.", by=BY)
    with pytest.raises(gatherings.CannotSay):
        said(session, make("Ada"))


def test_answered_in_time_counts_what_fell_due_or_is_answered(session: Session, make: Make) -> None:
    ada = make()
    quick, late, _open, thinking = (said(session, ada) for _n in range(4))
    answered(quick)
    gatherings.answer(
        [thinking], state="thinking", text="We asked.", by_role="Team", by=BY,
        more_by=clock.today() + timedelta(days=99),
    )  # fmt: skip
    assert voices.answered_in_time() == voices.InTime(due=1, in_time=1)
    with clock.at(clock.now() + timedelta(days=31)):
        answered(late)
        assert voices.answered_in_time() == voices.InTime(due=4, in_time=1)


def test_leaving_hides_and_blanks_the_words_and_keeps_the_answer(session: Session, make: Make) -> None:
    ada = make("Ada")
    row = said(session, ada, named="first_name")
    answered(row)
    people.leave(ada, by=doing(ada))
    row.refresh_from_db()
    assert (row.text, row.member, row.answer is not None) == ("", None, True)
    assert read(session) == []


def test_saying_something_is_light(session: Session, make: Make, browser_of: Browser) -> None:
    browser, page = browser_of(make()), f"/sessions/{session.pk}/say/"
    browser.get(page)
    with CaptureQueriesContext(connection) as seen:
        response = browser.post(page, {"kind": "idea", "text": TEXT, "named": "none"})
    assert response.status_code == 302
    assert len(seen) <= 20, [query["sql"] for query in seen]
