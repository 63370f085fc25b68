"""What waits to tell somebody where they stand in a session: a letter or a call says what is true today, and once."""

from datetime import timedelta

import pytest
from django.utils import translation

from alongside.foundation import actors, clock, outbox
from alongside.foundation.models import Channel, Message
from alongside.foundation.record import key_of
from alongside.foundation.sending import ledger
from alongside.gatherings import actions as gatherings
from alongside.gatherings.emails import registrations as registration_mails
from alongside.gatherings.emails import sessions as session_mails
from alongside.gatherings.models import Coming, Session
from alongside.people.models import Member

from .helpers import Make, Register, subjects

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM


def test_a_message_about_a_place_bears_the_code_whichever_way_it_goes(
    session: Session, come: Register, make: Make
) -> None:
    make("Phil", reach_by="phone", phone="020 7946 0123")
    make("Lena", reach_by="post", address="2 Low Road")
    for name in ("Ada", "Phil", "Lena"):
        row = come(session, name)
        message = Message.objects.get(about=f"gatherings.registration:{row.pk}")
        assert f"Your code for this session is {row.code}." in message.text
        assert (row.member.reference in message.text) == (name != "Ada"), "who calls or writes says it"


def test_a_call_about_the_waiting_list_is_taken_back_when_a_place_is_there(
    small: Session, come: Register, make: Make
) -> None:
    phil = make("Phil", reach_by="phone", phone="020 7946 0123")
    make("Lena", reach_by="post", address="2 Low Road")
    ada, _bo, _phil, _lena = (come(small, name) for name in ("Ada", "Bo", "Phil", "Lena"))
    gatherings.cancel_registration(ada, by=BY)
    assert subjects(phil) == ["A place for you"]
    assert subjects(Member.objects.get(called="Lena")) == ["You are on the waiting list"]


def test_a_call_about_a_place_is_taken_back_when_they_come_another_way_or_not_at_all(
    small: Session, come: Register, make: Make
) -> None:
    phil = make("Phil", reach_by="phone", phone="020 7946 0123")
    row = gatherings.change_coming(come(small, "Phil"), coming=Coming.ONLINE, by=BY)
    (call,) = Message.objects.waiting().filter(to=phil.phone, about=f"gatherings.registration:{row.pk}")
    assert "Join online" in call.text
    gatherings.cancel_registration(row, by=BY)
    assert subjects(phil) == ["Your registration is cancelled"]


def test_nobody_is_called_about_a_place_in_a_session_that_was_called_off(
    small: Session, come: Register, make: Make
) -> None:
    phones = {name: make(name, reach_by="phone", phone=f"020 7946 010{n}") for n, name in enumerate("PQR")}
    for name in phones:
        come(small, name)
    gatherings.change_session(small, venue="Room 9", by=BY)
    assert [subjects(member)[-1] for member in phones.values()] == ["A change"] * 3
    gatherings.cancel(small, because="The hall is closed.", by=BY)
    assert [subjects(member) for member in phones.values()] == [["Cancelled"]] * 3


def test_a_call_that_waits_says_what_the_session_is_now(small: Session, come: Register, make: Make) -> None:
    phones = {name: make(name, reach_by="phone", phone=f"020 7946 010{n}") for n, name in enumerate("PQR")}
    rows = [come(small, name) for name in phones]
    later = small.starts_at + timedelta(days=1)
    gatherings.change_session(
        small, title="Care by night", starts_at=later, ends_at=later + timedelta(hours=2), by=BY
    )
    calls = [
        Message.objects.get(about=f"gatherings.registration:{row.pk}", subject__endswith="Care by night",
                            subject__startswith="You ")
        for row in rows
    ]  # fmt: skip
    assert [call.subject.partition(":")[0] for call in calls] == [
        "You have a place", "You have a place", "You are on the waiting list"
    ]  # fmt: skip
    assert all("9 January 2027" in call.text and "8 January" not in call.text for call in calls)


@pytest.mark.parametrize("language", ["en", "cy", "ur", "bn", "pl", "ar"])
def test_in_each_language_a_subject_says_at_its_beginning_where_somebody_stands(language: str) -> None:
    with translation.override(language):
        for subject in (registration_mails.PLACED, registration_mails.PROMOTED, registration_mails.WAITING):
            assert len(subject % {"session": ""}) > 5


def test_a_call_that_was_made_stays_on_record(small: Session, come: Register, make: Make) -> None:
    phil = make("Phil", reach_by="phone", phone="020 7946 0123")
    ada, _bo, _phil = (come(small, name) for name in ("Ada", "Bo", "Phil"))
    outbox.tick_off(Message.objects.get(to=phil.phone, subject__startswith="You are on"), by=BY)
    gatherings.cancel_registration(ada, by=BY)
    assert subjects(phil) == ["You are on the waiting list", "A place for you"]


def test_a_call_about_a_place_that_nobody_made_does_not_wait_after_the_session(
    small: Session, come: Register, make: Make
) -> None:
    for number, called in enumerate(("Ada", "Bo", "Phil")):
        make(called, reach_by="phone", phone=f"020 7946 012{number}")
        come(small, called)
    calls = Message.objects.filter(channel=Channel.CALL, about__startswith="gatherings.registration:")
    assert calls.waiting().count() == 3
    with clock.at(small.ends_at + timedelta(minutes=1)):
        ledger.mark_missed()
    assert calls.waiting().count() == 0


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_a_second_change_stands_in_one_call_with_the_first(
    small: Session, come: Register, make: Make, language: str
) -> None:
    make("Phil", reach_by="phone", phone="020 7946 0123", language=language)
    row = come(small, "Phil")
    later = small.starts_at + timedelta(days=1)
    gatherings.change_session(small, starts_at=later, ends_at=later + timedelta(hours=2), by=BY)
    gatherings.change_session(small, venue="Room 9", by=BY)
    gatherings.change_session(small, venue="Room 10", by=BY)
    place, call = Message.objects.waiting().filter(about=key_of(row)).order_by("created_at")
    assert session_mails.changes_in(place) == []
    assert session_mails.changes_in(call) == ["starts_at", "ends_at", "venue", "address"], (
        "the time, and the place"
    )
    assert "Room 10" in call.text
    assert "Room 9" not in call.text


def test_a_call_that_was_made_about_a_change_is_not_said_again(
    small: Session, come: Register, make: Make
) -> None:
    make("Phil", reach_by="phone", phone="020 7946 0123")
    row = come(small, "Phil")
    gatherings.change_session(small, venue="Room 9", by=BY)
    for message in Message.objects.waiting().filter(about=key_of(row)):
        outbox.tick_off(message, by=BY)
    gatherings.change_session(small, title="Care by night", by=BY)
    (call,) = Message.objects.waiting().filter(about=key_of(row))
    assert "Something about the session has changed: the title." in call.text


def test_a_call_about_a_change_says_how_they_come_now_or_is_taken_back(
    small: Session, come: Register, make: Make
) -> None:
    phil = make("Phil", reach_by="phone", phone="020 7946 0123")
    row = come(small, "Phil")
    gatherings.change_session(small, venue="Room 9", by=BY)
    row = gatherings.change_coming(row, coming=Coming.ONLINE, by=BY)
    assert subjects(phil) == ["You have a place", "A change"]
    call = Message.objects.get(to=phil.phone, subject__startswith="A change")
    assert "Something about the session has changed: the place." in call.text
    assert "Join online" in call.text
    gatherings.cancel_registration(row, by=BY)
    assert subjects(phil) == ["Your registration is cancelled"]
