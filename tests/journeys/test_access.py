"""Marek needs BSL: he says so, it is arranged before the session can be ready, and he says how it went."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from alongside.foundation import actors, clock
from alongside.foundation.models import Event, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    Adjustment,
    HelperRole,
    Meeting,
    Registration,
    Series,
    Session,
    Verdict,
)
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member
from tests.journeys.conftest import Walk, Walker, member

BY = actors.SYSTEM


@pytest.fixture
def session(centre: None) -> Session:
    """In six weeks, and ready but for what people need."""
    starts_at = clock.now() + timedelta(weeks=6)
    series = Series.objects.first() or gatherings.add_series(name="Sessions", slug="sessions", by=BY)
    planned = gatherings.draft_session(
        series, title="Care at home", purpose="To plan together.", meeting=Meeting.IN_PERSON, by=BY,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), strands=["learning"], venue="Town Hall",
        address="1 High Street, Leeds",
    )  # fmt: skip
    gatherings.offer_payment(planned, pence=0, by=BY)
    gatherings.set_plan(planned, items=[{"minutes": 120, "title": "Welcome"}], by=BY)
    gatherings.add_helper(planned, member=member("Nia"), role=HelperRole.FACILITATOR, by=BY)
    return gatherings.announce(planned, by=BY)


def test_bsl_is_asked_for_arranged_told_and_judged(walk: Walk, session: Session) -> None:
    marek, ife = walk("Marek", width=320, javascript=False), walk("Ife")
    _given_marek_registers_and_asks_for_bsl(marek, session)
    row = Adjustment.objects.get()
    assert row.book_by == session.day - timedelta(days=28)
    _then_those_who_run_it_see_that_it_is_not_ready_and_not_who(walk, session)
    _when_ife_arranges_it(ife, session)
    _then_marek_is_told_and_sees_it(marek, row)
    gatherings.mark_ready(session, by=BY)
    _when_the_session_is_over_marek_says_how_it_went(marek, session)
    _then_ife_looks_into_it(ife, session)


def _given_marek_registers_and_asks_for_bsl(marek: Walker, session: Session) -> None:
    marek.go("/me/access/")
    marek.follow("Say what you need")
    marek.choose("British Sign Language interpreters", "Yes")
    marek.write("Tell us more", "I sign, and lipread a little.")
    marek.press("Save it on my list")
    assert marek.reads("Ticked for you when you register", "Nobody has looked at your needs.")
    place = gatherings.register(session, member("Marek"), coming="in_person", by=BY)
    marek.go(reverse("gatherings:my_session", args=[place.pk]))
    marek.press("Share this for the session")
    assert marek.reads("We will tell you before the day what we arranged.", "Nobody has it yet")


def _then_those_who_run_it_see_that_it_is_not_ready_and_not_who(walk: Walk, session: Session) -> None:
    with pytest.raises(gatherings.NotNow, match="1 access need has no answer yet"):
        gatherings.mark_ready(session, by=BY)
    nia = walk("Nia")
    nia.go(reverse("gatherings:run_session", args=[session.pk]))
    assert nia.reads("1 need has no answer yet", "Who needs what is seen only by the access role.")
    assert not nia.reads("Sign Language")
    assert not nia.reads("lipread")


def _when_ife_arranges_it(ife: Walker, session: Session) -> None:
    ife.go("/desk/")
    ife.follow("British Sign Language interpreters")
    assert ife.reads("Marek", "I sign, and lipread a little.")
    assert ife.reads(date_format(session.day - timedelta(days=28)))
    ife.press("Take it on")
    ife.follow("It is arranged")
    ife.write("What exactly did you arrange?", "Two interpreters, Sam and Jo, meet you at the door.")
    ife.write("Who supplies it?", "Hands Ltd")
    ife.write("What does it cost?", "240.00")
    ife.press("Save, and tell them")
    assert ife.reads("We are telling Marek now", "Hands Ltd", "£240")


def _then_marek_is_told_and_sees_it(marek: Walker, row: Adjustment) -> None:
    message = Message.objects.get(about=f"gatherings.adjustment:{row.pk}")
    assert "Sam and Jo" in message.text
    marek.go("/me/access/")
    assert marek.reads("Arranged", "Two interpreters, Sam and Jo, meet you at the door.", "Ife")
    assert not marek.reads("Hands Ltd")


def _when_the_session_is_over_marek_says_how_it_went(marek: Walker, session: Session) -> None:
    ago = clock.now() - timedelta(hours=3)
    Session.objects.filter(pk=session.pk).update(starts_at=ago, ends_at=ago + timedelta(hours=2))
    session.refresh_from_db()
    gatherings.deliver(session, by=BY)
    gatherings.check_in(
        Registration.objects.get(member=member("Marek")), coming="in_person", how="list", by=BY
    )
    gatherings.ask_about_past_sessions(by=BY)
    message = Message.objects.filter(about__startswith="gatherings.adjustment").latest("created_at")
    link = message.text.partition("/did-it-work/")[2].split()[0]
    marek.go(f"/did-it-work/{link}")
    marek.choose("Partly")
    marek.write("What happened?", "One of the two came late.")
    marek.press("Send my answer")
    assert marek.heading() == "Thank you"


def _then_ife_looks_into_it(ife: Walker, session: Session) -> None:
    ife.go("/access/")
    assert ife.reads("What did not work", "Partly")
    ife.go(reverse("gatherings:session_access", args=[session.pk]))
    ife.follow("British Sign Language interpreters")
    assert ife.reads("One of the two came late.")
    ife.press("I have looked into it")
    assert Verdict.objects.get().looked_into_at is not None
    account = member("Ife").account
    assert account is not None
    actor = actors.of(account).key
    looks = Event.objects.filter(verb="gatherings.access_needs_seen", actor=actor).count()
    assert looks >= 4, "each page that showed who needs what"


def test_a_need_by_phone_is_written_down_with_the_same_standing(walk: Walk, session: Session) -> None:
    grace = people.join(
        called="Gwen", reach_by="phone", phone="020 7946 0188", age_guard=AgeGuard.ADULT, by=BY
    )
    ife = walk("Ife", width=320, javascript=False)
    ife.go("/access/")
    ife.follow("Write down what somebody told us")
    ife.write("Name or reference", grace.reference)
    ife.press("Find")
    ife.follow("Gwen")
    ife.follow("Add what they told us")
    ife.choose(
        "Papers in large print", "Yes", "By phone", "I read this back, and they agreed that it is right"
    )
    ife.press("Save")
    assert ife.reads("Papers in large print", "May be used again")
    assert Member.objects.get(called="Gwen").access_needs.get().how == "phone"
