"""One person who registered by phone and on the web has one place, comes once, and is paid once."""

import pytest

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Coming, Registration, Session
from alongside.gatherings.queries import registrations
from alongside.payments import actions as payments
from alongside.payments.models import Payment
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from .helpers import Make, Plan

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM


def merge(keep: Member, gone: Member) -> None:
    told = people.Told(Mode.PHONE, clock.today(), read_back_and_agreed=True)
    people.merge_members(keep, gone, reason="She says so.", told=told, by=BY)


def register(session: Session, member: Member) -> Registration:
    return gatherings.register(session, member, coming=Coming.IN_PERSON, by=BY)


def test_the_place_of_either_is_theirs_and_the_second_goes_to_who_waits(plan: Plan, make: Make) -> None:
    session = gatherings.announce(plan(places_in_person=2), by=BY)
    phone, bea, web, cem = make("Ann"), make("Bea"), make("Ann2", email="lee@example.org"), make("Cem")
    for member in (phone, bea, web, cem):
        register(session, member)
    merge(web, phone)
    placed = Registration.objects.placed().filter(session=session, cancelled_at=None)
    assert set(placed.values_list("member", flat=True)) == {web.pk, bea.pk}
    assert list(Registration.objects.waiting().filter(session=session).values_list("member", flat=True)) == [
        cem.pk
    ]


def test_who_came_twice_on_paper_came_once_and_is_paid_once(session: Session, make: Make) -> None:
    offer = payments.make_offer(about=session, label="Session", pence=5500, by=BY)
    Session.objects.filter(pk=session.pk).update(offer=offer)
    phone, web = make("Ann"), make("Ann2", email="lee@example.org")
    for member in (phone, web):
        payments.choose(offer, member, kind="full", by=BY)
    rows = [register(session, member) for member in (phone, web)]
    with clock.at(session.starts_at):
        for row in rows:
            gatherings.check_in(row, coming=row.coming, how="list", by=BY)
    with clock.at(session.ends_at):
        merge(web, phone)
    assert registrations.attendance_of(session).count() == 1
    assert [(one.member, one.pence) for one in Payment.objects.all()] == [(web, 5500)]
    assert registrations.counts(session)["placed"] == 1


def test_who_came_by_the_other_entry_came(session: Session, make: Make) -> None:
    phone, web = make("Ann"), make("Ann2", email="lee@example.org")
    rows = [register(session, member) for member in (phone, web)]
    with clock.at(session.starts_at):
        gatherings.check_in(rows[0], coming="in_person", how="list", by=BY)
        merge(web, phone)
    assert [one.registration.member for one in registrations.attendance_of(session)] == [web]
