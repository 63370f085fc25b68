"""Registering for a session on a small phone, by phone through staff, and up from the waiting list.

Given Marek has an old phone, 320 pixels wide, without scripts
When he registers for a session with one page and a check
Then he has a place, a code for the door, and reads what happens next.

Given Grace has no email and calls the centre
When Ayo writes down that she comes, and reads it back
Then she has the same place as if she had registered on the web, and a call tells her so.

Given the last place is Marek's, and Zara is on the waiting list
When Marek cancels
Then Zara has his place, and is told once.
"""

import pytest

from alongside.foundation import actors
from alongside.foundation.models import Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Coming, Registration, Session
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Recording
from tests.journeys.conftest import Walk, Walker, member
from tests.journeys.rooms.gatherings_session import the_session

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}


@pytest.fixture
def session(centre: None) -> Session:
    """Hybrid, with one place in the room."""
    return gatherings.change_session(the_session(), places_in_person=1, by=BY)


def test_registering_on_a_small_phone(session: Session, walk: Walk) -> None:
    marek = walk("Marek", **SMALL)
    given_the_page_of_the_session(marek, session)
    when_he_says_how_he_comes(marek)
    then_he_has_a_place_and_a_code(marek, session)


def given_the_page_of_the_session(somebody: Walker, session: Session) -> None:
    somebody.go(f"/sessions/{session.pk}/")
    somebody.follow("Register")
    assert somebody.heading() == "How will you take part?"


def when_he_says_how_he_comes(marek: Walker) -> None:
    marek.press("Save and continue")
    assert marek.reads("Choose how you will come.")
    marek.choose("In person")
    marek.choose("Somebody comes with me to support me. They take no place.")
    marek.write("Is there anything else that we should know?", "I come by bus.")
    marek.press("Save and continue")
    assert marek.heading() == "Check your answers"
    assert marek.reads("In person", "I come by bus.")
    assert not marek.reads("waiting list")
    marek.press("Register")


def then_he_has_a_place_and_a_code(marek: Walker, session: Session) -> None:
    place = Registration.objects.get(session=session, member=member("Marek"))
    assert marek.heading() == "You have a place"
    assert marek.reads("What happens next", place.code, "I come by bus.")
    marek.follow("My sessions")
    assert marek.reads(session.title, "You have a place")


def test_registering_by_phone_through_staff(session: Session, walk: Walk) -> None:
    people.join(called="Gracie", reach_by="phone", phone="020 7946 0102", age_guard=AgeGuard.ADULT, by=BY)
    ayo = walk("Ayo")
    when_she_is_found(ayo, session)
    when_it_is_written_down_and_read_back(ayo)
    then_she_has_the_same_place(ayo, session)


def when_she_is_found(ayo: Walker, session: Session) -> None:
    ayo.go(f"/sessions/{session.pk}/run/")
    ayo.follow("Registrations and waiting list")
    ayo.follow("Register somebody")
    ayo.write("Name or reference", "Gracie")
    ayo.press("Find")
    ayo.follow("Gracie")
    assert ayo.heading() == "Register Gracie"


def when_it_is_written_down_and_read_back(ayo: Walker) -> None:
    ayo.press("Register them")
    assert ayo.reads("Choose how they told you.")
    ayo.page.get_by_role("group", name="How will they come?").get_by_label("In person").press("Space")
    ayo.choose("By phone", "I read this back, and they agreed that it is right")
    ayo.press("Register them")


def then_she_has_the_same_place(ayo: Walker, session: Session) -> None:
    assert ayo.reads("They have a place.", "Has a place")
    place = Registration.objects.get(session=session, member__called="Gracie")
    assert (place.is_placed, place.how) == (True, "phone")
    assert Recording.objects.filter(member=place.member, what="registration").count() == 1
    told = Message.objects.get(about=f"gatherings.registration:{place.pk}")
    assert (told.channel, told.to) == ("call", "020 7946 0102")


def test_joining_the_waiting_list_and_being_promoted(session: Session, walk: Walk) -> None:
    gatherings.register(session, member("Marek"), coming=Coming.IN_PERSON, by=BY)
    zara = walk("Zara", **SMALL)
    when_she_joins_the_waiting_list(zara, session)
    when_he_cancels(walk("Marek", **SMALL), session)
    then_she_has_his_place(zara, session)


def when_she_joins_the_waiting_list(zara: Walker, session: Session) -> None:
    given_the_page_of_the_session(zara, session)
    assert zara.reads("All places are taken. You would be first on the waiting list.")
    zara.choose("In person")
    zara.press("Save and continue")
    assert zara.reads("You will be on the waiting list")
    zara.press("Register")
    assert zara.heading() == "You are number 1 on the waiting list"


def when_he_cancels(marek: Walker, session: Session) -> None:
    marek.go("/me/sessions/")
    marek.follow(session.title)
    marek.follow("I cannot come")
    assert marek.heading() == "Can you not come?"
    marek.press("Cancel my place")
    assert marek.reads("Your registration is cancelled. Thank you for telling us.")


def then_she_has_his_place(zara: Walker, session: Session) -> None:
    place = Registration.objects.get(session=session, member=member("Zara"))
    zara.go(f"/me/sessions/{place.pk}/")
    assert zara.heading() == "You have a place"
    told = Message.objects.filter(about=f"gatherings.registration:{place.pk}").order_by("created_at")
    assert [message.subject.partition(":")[0] for message in told] == ["A place for you"], (
        "that she waits was not sent yet, so it is taken back"
    )
