"""Correcting the minutes on a small phone, and by telephone: the same standing, and an answer for both.

Given Marek and Grace were at a session, and Ayo opened its minutes
When Marek suggests a change on an old phone, and Grace tells Ayo hers on the telephone
Then both get an answer with a reason, by their own channel; and everybody reads the agreed minutes without names.
"""

from datetime import timedelta

import pytest

from alongside.foundation import actors, clock
from alongside.foundation.models import Channel, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    Attendance,
    Coming,
    Correction,
    Meeting,
    Minutes,
    Registration,
    Series,
    Session,
)
from tests.journeys.conftest import Walk, Walker, member

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}


@pytest.fixture
def held(centre: None) -> Session:
    """A session that took place, at which Marek and Grace were."""
    series = Series.objects.first() or gatherings.add_series(name="Together", slug="together", by=BY)
    starts_at = clock.now() - timedelta(days=2)
    session = gatherings.draft_session(
        series, title="Care at home", purpose="To plan good care.", meeting=Meeting.ONLINE, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), strands=["learning"], by=BY,
    )  # fmt: skip
    gatherings.deliver(gatherings.announce(session, in_the_past=True, by=BY), by=BY)
    for name in ("Marek", "Grace"):
        place = Registration.objects.create(
            session=session, member=member(name), coming=Coming.ONLINE, placed_at=starts_at
        )
        Attendance.objects.create(registration=place, coming=Coming.ONLINE, how="list", marked_by=BY.key)
    return session


def test_correcting_the_minutes_on_a_small_phone_and_by_telephone(held: Session, walk: Walk) -> None:
    ayo, marek = walk("Ayo"), walk("Marek", **SMALL)
    given_ayo_opened_the_minutes(ayo, held)
    when_marek_suggests_a_change(marek, held)
    when_grace_tells_ayo_hers_on_the_telephone(ayo)
    then_both_get_an_answer(ayo, marek, held)
    then_everybody_reads_them_without_names(ayo, walk(**SMALL), held)


def given_ayo_opened_the_minutes(ayo: Walker, session: Session) -> None:
    ayo.go(f"/sessions/{session.pk}/run/")
    ayo.follow("Minutes")
    ayo.follow("Write the minutes")
    ayo.write("The minutes", "Marek asked for shorter visits.\n\nFourteen people agreed.")
    ayo.press("Keep the minutes")
    assert ayo.reads("2 people were there or helped.")
    ayo.press("Open the minutes")
    assert ayo.reads("The minutes are open.")
    letters = Message.objects.filter(subject__startswith="Are these minutes right?")
    assert {message.channel for message in letters} == {Channel.EMAIL, Channel.CALL}


def when_marek_suggests_a_change(marek: Walker, session: Session) -> None:
    marek.go("/desk/")
    marek.follow("Are the minutes right?")
    marek.follow("Suggest a change")
    marek.press("Send it")
    assert marek.reads("Write what should change.")
    marek.write("What should change?", "I asked for longer visits, not shorter ones.")
    marek.press("Send it")
    assert marek.reads("We are reading it")


def when_grace_tells_ayo_hers_on_the_telephone(ayo: Walker) -> None:
    ayo.follow("Write down a correction told by phone")
    ayo.choose(f"Grace ({member('Grace').reference})")
    ayo.write("What should change?", "It was forty people.")
    ayo.choose("By phone", "I read this back, and they agreed that it is right")
    ayo.press("Keep it")
    assert ayo.reads("It has the same standing as one from the web.", "By phone")


def then_both_get_an_answer(ayo: Walker, marek: Walker, session: Session) -> None:
    ayo.follow("Answer")
    ayo.choose("Yes, I change them below")
    ayo.write("The minutes", "Marek asked for longer visits.\n\nFourteen people agreed.")
    ayo.press("Send the answer")
    ayo.follow("Answer")
    ayo.choose("No, and I say why")
    ayo.press("Send the answer")
    assert ayo.reads("Write why not.")
    ayo.write("Why?", "The list shows fourteen names.")
    ayo.press("Send the answer")
    marek.go(f"/sessions/{session.pk}/minutes/check/")
    assert marek.reads("What changed since they were opened", "shorter", "longer")
    answers = [
        Message.objects.get(about=f"gatherings.correction:{one.pk}") for one in Correction.objects.all()
    ]
    assert [message.channel for message in answers] == [Channel.EMAIL, Channel.CALL]
    assert "The list shows fourteen names." in answers[1].text


def then_everybody_reads_them_without_names(ayo: Walker, visitor: Walker, session: Session) -> None:
    Minutes.objects.update(
        opened_at=clock.now() - timedelta(days=15), open_until=clock.now() - timedelta(hours=1)
    )
    ayo.go(f"/sessions/{session.pk}/minutes/run/")
    ayo.follow("Look through and agree")
    assert ayo.reads("Some names are not shown", "A member asked for longer visits.")
    ayo.press("Agree these minutes")
    visitor.go(f"/sessions/{session.pk}/")
    visitor.follow("Read the minutes")
    assert visitor.reads("A member asked for longer visits.")
    assert not visitor.reads("Marek")
