"""Promise: people say how it was in their own way, with a name or without, and nobody can be worked out."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import clock, record, rights
from alongside.foundation.models import Channel, Event, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Feedback, FeedbackRequest, Session
from alongside.gatherings.queries import feedback
from alongside.people import actions as people
from alongside.people.models import Ask, Member, ReachBy, Recording
from tests.gatherings.helpers import Make, doing
from tests.gatherings.voices import BY, asked, attend, by_phone, took_place

SAID = {"good": "The breaks.", "differently": "More time.", "heard": "yes"}


def test_those_who_came_are_asked_once_by_their_own_channel(session: Session, make: Make) -> None:
    ada = make("Ada")
    grace = make("Grace", reach_by=ReachBy.PHONE, phone="020 7946 0101")
    make("Tom")
    took_place(session, ada, grace)

    assert {request.member for request in gatherings.ask_feedback(session, by=BY)} == {ada, grace}
    assert gatherings.ask_feedback(session, by=BY) == []

    sent = Message.objects.filter(subject__startswith="How was it?")
    assert sorted(sent.values_list("channel", flat=True)) == [Channel.CALL, Channel.EMAIL]
    assert "/feedback/" in sent.get(channel=Channel.EMAIL).text
    assert "- Did you feel heard?" in sent.get(channel=Channel.CALL).text
    assert Ask.objects.filter(member=ada).count() == 1, "the limit of asks counts it"


def test_nobody_is_asked_before_the_session_took_place_or_after_it_is_completed(session: Session) -> None:
    with pytest.raises(gatherings.CannotGive, match="after the session took place"):
        gatherings.ask_feedback(session, by=BY)
    took_place(session)
    gatherings.complete(session, by=BY)
    with pytest.raises(gatherings.CannotGive):
        gatherings.ask_feedback(session, by=BY)


def test_whoever_answered_already_is_not_asked(session: Session, make: Make) -> None:
    ada = make("Ada")
    took_place(session, ada)
    gatherings.record_feedback(session, member=ada, answers=SAID, told=by_phone(), by=BY)
    assert gatherings.ask_feedback(session, by=BY) == []


def test_questions_may_be_worded_anew_until_people_are_asked(session: Session, make: Make) -> None:
    assert feedback.wording(session)["heard"] == "Did you feel heard?"
    gatherings.word_feedback(session, questions={"good": "What did you like?"}, by=BY)
    gatherings.word_feedback(session, questions={"good": "What worked?", "heard": "Heard?"}, by=BY)

    assert feedback.wording(session) == {
        "good": "What worked?", "differently": "", "heard": "Heard?", "anything_else": "",
    }  # fmt: skip
    assert feedback.wording(session, 1)["good"] == "What did you like?", "earlier wordings are kept"
    with pytest.raises(ValidationError, match="at least one"):
        gatherings.word_feedback(session, questions={}, by=BY)

    took_place(session, make("Ada"))
    gatherings.ask_feedback(session, by=BY)
    with pytest.raises(ValidationError, match="asked already"):
        gatherings.word_feedback(session, questions={"good": "Too late?"}, by=BY)


def test_an_answer_keeps_the_version_that_it_answered(session: Session, make: Make) -> None:
    gatherings.word_feedback(session, questions={"good": "What worked?"}, by=BY)
    ada = make("Ada")
    request = asked(took_place(session, ada), ada)
    assert gatherings.answer_by_link(request, keep_name=True, answers=SAID, by=BY).version == 1


def test_answers_without_a_name_know_nobody_and_can_still_be_changed(session: Session, make: Make) -> None:
    ada = make("Ada")
    request = asked(took_place(session, ada), ada)
    first = gatherings.answer_by_link(request, keep_name=False, answers=SAID, by=BY)
    assert first.member is None

    changed = gatherings.answer_by_link(request, keep_name=False, answers=SAID | {"good": "Tea"}, by=BY)
    assert (changed.pk, changed.good) == (first.pk, "Tea")
    assert Feedback.objects.count() == 1


def test_completing_forgets_which_link_answered(session: Session, make: Make) -> None:
    ada = make("Ada")
    request = asked(took_place(session, ada), ada)
    row = gatherings.answer_by_link(request, keep_name=False, answers=SAID, by=BY)
    assert row.link_key, "there was something to forget"

    gatherings.complete(session, by=BY)

    row.refresh_from_db()
    assert row.link_key == ""
    with pytest.raises(gatherings.CannotGive, match="completed"):
        gatherings.answer_by_link(request, keep_name=False, answers=SAID, by=BY)


def test_the_record_of_actions_does_not_say_who_answered_without_a_name(session: Session, make: Make) -> None:
    ada = make("Ada")
    request = asked(took_place(session, ada), ada)
    gatherings.answer_by_link(request, keep_name=False, answers=SAID, by=BY)
    event = Event.objects.get(verb="gatherings.feedback_given")
    assert event.detail == {"how": "web"}
    assert event.subject == record.key_of(session)


def test_feedback_by_phone_has_the_same_standing(session: Session, make: Make) -> None:
    grace = make("Grace", reach_by=ReachBy.PHONE, phone="020 7946 0101")
    took_place(session, grace)
    row = gatherings.record_feedback(session, member=grace, answers=SAID, told=by_phone(), by=BY)

    assert (row.how, row.member, row.good) == ("phone", grace, "The breaks.")
    assert Recording.objects.get(member=grace, what="feedback").read_back_and_agreed
    with pytest.raises(gatherings.CannotGive, match="Grace has answered already"):
        gatherings.record_feedback(session, member=grace, answers=SAID, told=by_phone(), by=BY)
    with pytest.raises(people.CannotRecord):
        gatherings.record_feedback(
            session, member=make("Tom"), answers=SAID, told=by_phone(read_back_and_agreed=False), by=BY
        )
    assert Feedback.objects.count() == 1, "what was refused left nothing behind"


def answers_of(session: Session, *heard: str) -> None:
    for answer in heard:
        gatherings.record_feedback(
            session, member=None, answers={"heard": answer, "good": f"{answer} b"}, told=by_phone(), by=BY
        )


@pytest.mark.parametrize(
    ("yes", "no", "shown"),
    [(8, 8, [8, 8]), (9, 8, [9, 8]), (7, 8, []), (20, 7, []), (12, 0, []), (3, 2, [])],
)
def test_the_choice_is_shown_only_where_both_sides_are_eight_or_more(
    session: Session, yes: int, no: int, shown: list[int]
) -> None:
    took_place(session)
    answers_of(session, *["yes"] * (yes - 1), "mostly", *["no"] * no)
    assert feedback.summary(session).heard == [], "before it is completed, two looks would show one answer"
    assert feedback.summary(session).heard_later

    gatherings.complete(session, by=BY)

    seen = feedback.summary(session)
    assert [one.count for one in seen.heard] == shown
    assert seen.heard_hidden == (not shown)
    assert seen.answered == yes + no


def test_words_stand_in_the_order_of_the_alphabet_without_names(session: Session, make: Make) -> None:
    took_place(session)
    for name, good, other in (("Zoe", "b", "y"), ("Amy", "a", "z")):
        gatherings.record_feedback(
            session, member=make(name), answers={"good": good, "differently": other}, told=by_phone(), by=BY
        )
    assert feedback.summary(session).words == [
        ("What was good?", ["a", "b"]), ("What should we do differently?", ["y", "z"]),
    ]  # fmt: skip


def test_a_link_ends_after_sixty_days_and_a_new_one_goes_out_once_in_twelve_hours(
    session: Session, make: Make
) -> None:
    ada = make("Ada")
    request = asked(took_place(session, ada), ada)
    token = feedback.token_of(request)
    assert feedback.request_of(token) == request
    assert feedback.request_of(token + "x") is None
    assert not gatherings.send_new_link(request, by=BY), "one went out just now"

    with clock.at(clock.now() + timedelta(days=61)):
        with pytest.raises(feedback.LinkOverError):
            feedback.request_of(token)
        assert gatherings.send_new_link(request, by=BY)
        assert not gatherings.send_new_link(request, by=BY)
        fresh = feedback.token_of(FeedbackRequest.objects.get(pk=request.pk))
        assert feedback.request_of(fresh) == request


def test_leaving_blanks_the_words_and_keeps_the_count(session: Session, make: Make) -> None:
    ada = make("Ada")
    request = asked(took_place(session, ada), ada)
    gatherings.answer_by_link(request, keep_name=True, answers=SAID, by=BY)
    assert "The breaks." in str(rights.export(ada.account))  # type: ignore[arg-type]

    people.leave(ada, by=doing(ada))

    row = Feedback.objects.get()
    assert (row.member, row.good, row.differently, row.heard) == (None, "", "", "yes")
    assert not FeedbackRequest.objects.exists()


def test_a_child_is_not_asked_before_a_guardian_agreed(session: Session, make: Make) -> None:
    kit = make(
        "Kit", age_guard="under-16", guardian={"name": "Pat", "email": "pat@example.org"},
    )  # fmt: skip
    took_place(session)
    attend(session, Member.objects.get(pk=kit.pk))
    assert gatherings.ask_feedback(session, by=BY) == []
