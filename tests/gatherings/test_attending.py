"""Who was there: another fact than who registered, marked by list, code, paper or in the room."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.foundation import actors, clock, once
from alongside.gatherings import actions as gatherings
from alongside.gatherings.forms.registering import WalkInForm
from alongside.gatherings.models import Attendance, CheckedIn, Coming, Registration, Session
from alongside.gatherings.queries import registrations
from alongside.payments import actions as payments
from alongside.payments.models import Payment
from alongside.people.models import Member, Recording
from tests.furniture import Browser

from .helpers import Make, Plan, doing

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM


@pytest.fixture
def on_the_day(session: Session) -> Any:
    """It is the day of the session, at its start."""
    with clock.at(session.starts_at):
        yield


@pytest.fixture
def ada(session: Session, make: Make) -> Registration:
    return gatherings.register(session, make("Ada"), coming=Coming.IN_PERSON, by=BY)


def check_in(registration: Registration, how: str = CheckedIn.LIST) -> Attendance:
    return gatherings.check_in(registration, coming=registration.coming, how=how, by=BY)


def came(session: Session) -> int:
    return registrations.attendance_of(session).count()


def test_registered_and_attended_are_two_facts(session: Session, ada: Registration, on_the_day: None) -> None:
    assert (registrations.counts(session)["placed"], came(session)) == (1, 0)
    check_in(ada)
    assert (registrations.counts(session)["placed"], came(session)) == (1, 1)


def test_checking_in_twice_is_once(session: Session, ada: Registration, on_the_day: None) -> None:
    assert check_in(ada) == check_in(ada, CheckedIn.CODE)
    assert came(session) == 1


def test_being_there_owes_the_payment_and_undoing_it_does_not(
    session: Session, ada: Registration, on_the_day: None
) -> None:
    offer = payments.make_offer(about=session, label="Session", pence=5500, by=BY)
    Session.objects.filter(pk=session.pk).update(offer=offer)
    payments.choose(offer, ada.member, kind="full", by=BY)
    assert Payment.objects.count() == 0
    attendance = check_in(ada)
    assert [payment.pence for payment in Payment.objects.all()] == [5500]
    gatherings.undo_check_in(attendance, by=BY)
    assert (came(session), Payment.objects.count()) == (0, 0)
    check_in(ada)
    assert [payment.pence for payment in Payment.objects.all()] == [5500]


def test_nobody_is_checked_in_before_the_day(ada: Registration) -> None:
    with pytest.raises(gatherings.NotNow, match="not come yet"):
        check_in(ada)


def test_who_waited_and_came_has_a_place(plan: Plan, make: Make) -> None:
    session = gatherings.announce(plan(places_in_person=0), by=BY)
    waiting = gatherings.register(session, make("Ada"), coming=Coming.IN_PERSON, by=BY)
    assert waiting.is_waiting
    with clock.at(session.starts_at):
        check_in(waiting)
    waiting.refresh_from_db()
    assert waiting.is_placed


def test_who_cancelled_is_not_checked_in(ada: Registration, on_the_day: None) -> None:
    gatherings.cancel_registration(ada, by=BY)
    with pytest.raises(gatherings.NotNow, match="They cancelled"):
        check_in(ada)


def test_who_was_there_cannot_cancel(ada: Registration, on_the_day: None) -> None:
    check_in(ada)
    with pytest.raises(gatherings.NotNow, match="They were there"):
        gatherings.cancel_registration(ada, by=BY)


def test_who_just_came_is_registered_and_checked_in_in_one_step(
    plan: Plan, make: Make, coordinator: Member
) -> None:
    session = gatherings.announce(plan(places_in_person=0), by=BY)
    with clock.at(session.starts_at):
        attendance = gatherings.walk_in(session, make("Bo"), coming=Coming.IN_PERSON, by=doing(coordinator))
    row = attendance.registration
    assert (row.how, row.is_placed, row.member.called) == ("in_person", True, "Bo")
    assert Recording.objects.get(member=row.member).what == "registration"


def test_whoever_just_came_is_not_told_of_a_waiting_list(plan: Plan, make: Make) -> None:
    form = WalkInForm(session=gatherings.announce(plan(places_in_person=0), by=BY), member=make("Bo"))
    field: Any = form.fields["coming"]
    assert field.widget.hints["in_person"] == "All places are taken."


def test_who_had_registered_and_just_came_is_not_registered_twice(
    session: Session, ada: Registration, on_the_day: None
) -> None:
    attendance = gatherings.walk_in(session, ada.member, coming=Coming.ONLINE, by=BY)
    assert (attendance.registration, attendance.coming) == (ada, "online")
    assert Registration.objects.count() == 1


def test_a_paper_list_names_each_wrong_word_and_keeps_the_right_ones(
    session: Session, ada: Registration, make: Make, plan: Plan, on_the_day: None
) -> None:
    bo = gatherings.register(
        gatherings.announce(plan("Another", starts_at=session.starts_at + timedelta(weeks=1)), by=BY),
        make("Bo"), coming=Coming.ONLINE, by=BY,
    )  # fmt: skip
    cy, di = make("Cy"), make("Di")
    gatherings.walk_in(session, di, coming=Coming.ONLINE, by=BY)
    words = [ada.code.lower(), bo.code, cy.reference, di.reference.replace("-", ""), "XXXX", ada.code]
    keyed = gatherings.key_in(session, references=words, coming="", by=BY)
    assert (keyed.checked_in, keyed.twice) == ([ada], [ada])
    assert [row.member for row in keyed.already] == [di]
    assert [(word, str(why)) for word, why in keyed.wrong] == [
        (bo.code, "the code of another session"),
        (cy.reference, "not registered for this session"),
        ("XXXX", "nobody has this reference"),
    ]
    assert Attendance.objects.get(registration=ada).how == CheckedIn.PAPER


def test_the_right_ones_stay_checked_in_when_a_word_beside_them_is_wrong(
    session: Session, ada: Registration, coordinator: Member, browser_of: Browser, on_the_day: None
) -> None:
    page = reverse("gatherings:key_in_attendance", args=[session.pk])
    sent = {"references": f"{ada.code} XXXX", "once": once.new_key()}
    for _sending in range(2):
        assert "nobody has this reference" in browser_of(coordinator).post(page, sent).content.decode()
        assert Attendance.objects.filter(registration=ada).count() == 1


def test_somebody_twice_on_a_paper_list_is_named_and_counts_once(
    session: Session, ada: Registration, coordinator: Member, browser_of: Browser, on_the_day: None
) -> None:
    page = reverse("gatherings:key_in_attendance", args=[session.pk])
    twice = f"{ada.code} {ada.member.reference} {ada.member.reference}"
    sentence = f"{ada.member.called} is on your list twice, and counts once."
    assert sentence in browser_of(coordinator).post(page, {"references": f"{twice} XXXX"}).content.decode()
    assert Attendance.objects.filter(registration=ada).count() == 1
    told = browser_of(coordinator).post(page, {"references": twice}, follow=True).content.decode()
    assert told.count(sentence) == 1


def test_members_check_themselves_in_with_the_code_in_the_room(
    session: Session, ada: Registration, make: Make, on_the_day: None
) -> None:
    room = gatherings.show_room_code(session, by=BY)
    assert gatherings.show_room_code(session, by=BY) == room
    attendance = gatherings.check_in_in_the_room(
        ada.member, code=f" {room.code.lower()} ", by=doing(ada.member)
    )
    assert (attendance.registration, attendance.how) == (ada, CheckedIn.SELF)
    with pytest.raises(gatherings.NotNow, match="no place in this session"):
        gatherings.check_in_in_the_room(make("Bo"), code=room.code, by=BY)


def test_the_code_in_the_room_works_on_the_day_only(session: Session, ada: Registration) -> None:
    room = gatherings.show_room_code(session, by=BY)
    for moment in (clock.now(), session.starts_at + timedelta(days=1)):
        with clock.at(moment), pytest.raises(gatherings.NotNow, match="not a code of a session today"):
            gatherings.check_in_in_the_room(ada.member, code=room.code, by=BY)


def test_that_somebody_came_stays_when_they_leave(
    session: Session, ada: Registration, on_the_day: None
) -> None:
    from alongside.people import actions as people

    check_in(ada)
    people.leave(ada.member, by=BY)
    assert came(session) == 1
