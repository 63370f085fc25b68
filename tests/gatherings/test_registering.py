"""Registering: a place or the waiting list in order, by mode and by role, and what happens when somebody cancels."""

from datetime import timedelta
from typing import Any

import pytest

from alongside.foundation import actors, clock, rights
from alongside.foundation.models import Event, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Coming, Meeting, Registration, Session
from alongside.gatherings.queries import registrations
from alongside.payments import actions as payments
from alongside.payments.models import Choice
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, Mode, Recording

from .helpers import Make, Plan, Register, doing, subjects

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM


def told(mode: str = Mode.PHONE) -> people.Told:
    return people.Told(mode=mode, on=clock.today(), read_back_and_agreed=True)


def standing(session: Session) -> dict[str, list[str]]:
    """Who has a place and who waits, by name, in order."""
    rows = Registration.objects.filter(session=session).select_related("member")
    return {
        "placed": sorted(row.member.called for row in rows.placed()),
        "waiting": [row.member.called for row in rows.waiting()],
    }


def test_somebody_registers_and_has_a_place(session: Session, come: Register) -> None:
    ada = come(session, "Ada", supporter_comes=True, message="I come by bus.")
    assert (ada.is_placed, ada.how, ada.message) == (True, Mode.WEB, "I come by bus.")
    assert subjects(ada.member) == ["You have a place"]
    event = Event.objects.get(verb="gatherings.registered")
    assert event.detail == {
        "session": session.pk, "coming": "in_person", "how": "web", "placed": True,
    }  # fmt: skip


def test_when_all_places_are_taken_people_wait_in_the_order_in_which_they_came(
    small: Session, come: Register
) -> None:
    rows = [come(small, name) for name in ("Ada", "Bo", "Cy", "Di")]
    assert standing(small) == {"placed": ["Ada", "Bo"], "waiting": ["Cy", "Di"]}
    assert [registrations.position(row) for row in rows] == [0, 0, 1, 2]
    assert subjects(rows[2].member) == ["You are on the waiting list"]


def test_a_supporter_takes_no_place(small: Session, come: Register) -> None:
    come(small, "Ada", supporter_comes=True)
    assert come(small, "Bo", supporter_comes=True).is_placed
    assert registrations.places_of(small).taken["in_person"] == 2


def test_places_in_the_room_and_online_count_apart(small: Session, come: Register) -> None:
    for name in ("Ada", "Bo", "Cy"):
        come(small, name)
    assert come(small, "Di", online=True).is_placed
    assert come(small, "Eli", online=True).is_waiting
    assert registrations.position(Registration.objects.get(member__called="Eli")) == 1


def test_no_limit_means_that_everybody_has_a_place(plan: Plan, come: Register) -> None:
    session = gatherings.announce(plan(meeting=Meeting.ONLINE, places_online=None), by=BY)
    assert all(come(session, f"M{number}", online=True).is_placed for number in range(30))


def test_a_cancellation_promotes_exactly_one_person_and_tells_them_once(
    small: Session, come: Register
) -> None:
    rows = {name: come(small, name) for name in ("Ada", "Bo", "Cy", "Di")}
    gatherings.cancel_registration(rows["Ada"], by=BY)
    gatherings.cancel_registration(rows["Ada"], by=BY)
    assert standing(small) == {"placed": ["Bo", "Cy"], "waiting": ["Di"]}
    assert subjects(rows["Ada"].member) == ["Your registration is cancelled"]
    assert subjects(rows["Cy"].member) == ["A place for you"]
    assert Event.objects.filter(verb="gatherings.promoted").count() == 1


def test_leaving_the_waiting_list_promotes_nobody(small: Session, come: Register) -> None:
    rows = {name: come(small, name) for name in ("Ada", "Bo", "Cy", "Di")}
    gatherings.cancel_registration(rows["Cy"], by=BY)
    assert standing(small) == {"placed": ["Ada", "Bo"], "waiting": ["Di"]}
    assert registrations.position(rows["Di"]) == 1


def test_a_place_in_the_room_goes_to_the_first_who_waits_for_the_room(small: Session, come: Register) -> None:
    rows = {name: come(small, name) for name in ("Ada", "Bo")}
    come(small, "Olu", online=True)
    come(small, "Pat", online=True)
    come(small, "Cy")
    gatherings.cancel_registration(rows["Ada"], by=BY)
    assert standing(small) == {"placed": ["Bo", "Cy", "Olu"], "waiting": ["Pat"]}


def test_more_places_promote_as_many_as_fit_in_order(small: Session, come: Register) -> None:
    for name in ("Ada", "Bo", "Cy", "Di", "Eli"):
        come(small, name)
    gatherings.change_session(small, places_in_person=4, by=BY)
    assert standing(small) == {"placed": ["Ada", "Bo", "Cy", "Di"], "waiting": ["Eli"]}
    assert subjects(Member.objects.get(called="Di"))[-1] == "A place for you"


def test_nobody_overtakes_who_waits(small: Session, come: Register) -> None:
    for name in ("Ada", "Bo", "Cy"):
        come(small, name)
    Session.objects.filter(pk=small.pk).update(places_in_person=3)
    assert come(small, "Di").is_waiting
    assert standing(small) == {"placed": ["Ada", "Bo", "Cy"], "waiting": ["Di"]}


def test_a_role_has_no_more_places_than_were_set(session: Session, come: Register) -> None:
    gatherings.set_places_by_role(session, places={"researcher": 1}, by=BY)
    first, second = (come(session, name, brings="researcher") for name in ("Ada", "Bo"))
    assert (first.is_placed, second.is_waiting) == (True, True)
    assert come(session, "Cy", brings="carer").is_placed
    assert come(session, "Di").is_placed


def test_who_waits_for_the_places_of_a_role_does_not_read_that_all_are_taken(
    session: Session, small: Session, come: Register
) -> None:
    gatherings.set_places_by_role(session, places={"researcher": 1}, by=BY)
    rows = [come(session, name, brings="researcher") for name in ("Ada", "Bo")]
    rows += [come(small, name) for name in ("Cy", "Di", "Eli")]
    told = [Message.objects.get(about=f"gatherings.registration:{rows[n].pk}").text for n in (1, 4)]
    assert ["those for your role are taken just now" in text for text in told] == [True, False]
    assert ["All places are taken just now" in text for text in told] == [False, True]


def test_the_first_who_fits_is_promoted(small: Session, come: Register) -> None:
    gatherings.set_places_by_role(small, places={"researcher": 1}, by=BY)
    come(small, "Ada", brings="researcher")
    bo = come(small, "Bo", brings="carer")
    come(small, "Cy", brings="researcher")
    come(small, "Di", brings="patient")
    gatherings.cancel_registration(bo, by=BY)
    assert standing(small) == {"placed": ["Ada", "Di"], "waiting": ["Cy"]}


def test_a_wider_limit_promotes_those_who_waited_for_it(session: Session, come: Register) -> None:
    gatherings.set_places_by_role(session, places={"researcher": 1}, by=BY)
    for name in ("Ada", "Bo", "Cy"):
        come(session, name, brings="researcher")
    gatherings.set_places_by_role(session, places={"researcher": 2}, by=BY)
    assert standing(session) == {"placed": ["Ada", "Bo"], "waiting": ["Cy"]}
    gatherings.set_places_by_role(session, places={"researcher": None}, by=BY)
    assert standing(session)["waiting"] == []


def test_a_narrower_limit_takes_no_place_away(session: Session, come: Register) -> None:
    for name in ("Ada", "Bo"):
        come(session, name, brings="researcher")
    gatherings.set_places_by_role(session, places={"researcher": 1}, by=BY)
    assert standing(session)["placed"] == ["Ada", "Bo"]


def test_who_changes_to_a_way_with_places_has_one_and_frees_theirs(small: Session, come: Register) -> None:
    ada = come(small, "Ada", message="I come by bus.")
    for name in ("Bo", "Cy"):
        come(small, name)
    ada = gatherings.change_coming(ada, coming=Coming.ONLINE, by=BY)
    assert (ada.is_placed, ada.coming, ada.message) == (True, "online", "I come by bus.")
    assert standing(small) == {"placed": ["Ada", "Bo", "Cy"], "waiting": []}
    assert subjects(ada.member) == ["You have a place"]


def test_who_changes_to_a_full_way_joins_the_end_of_its_list(small: Session, come: Register) -> None:
    ada = come(small, "Ada")
    come(small, "Olu", online=True)
    come(small, "Pat", online=True)
    ada = gatherings.change_coming(ada, coming=Coming.ONLINE, by=BY)
    assert (ada.is_waiting, registrations.position(ada)) == (True, 2)
    gatherings.cancel_registration(Registration.objects.get(member__called="Olu"), by=BY)
    assert standing(small) == {"placed": ["Pat"], "waiting": ["Ada"]}


def test_two_registrations_of_one_person_are_one(session: Session, come: Register) -> None:
    first = come(session, "Ada")
    with pytest.raises(gatherings.AlreadyRegistered) as refusal:
        come(session, "Ada", online=True)
    assert refusal.value.registration == first
    assert Registration.objects.count() == 1


def test_who_cancelled_can_register_again_at_the_end(small: Session, come: Register) -> None:
    rows = {name: come(small, name) for name in ("Ada", "Bo", "Cy", "Di")}
    gatherings.cancel_registration(rows["Ada"], by=BY)
    assert come(small, "Ada").is_waiting
    assert standing(small)["waiting"] == ["Di", "Ada"]


def test_by_phone_has_the_same_standing_and_says_who_wrote_it_down(
    small: Session, come: Register, make: Make, coordinator: Member
) -> None:
    come(small, "Ada")
    grace = make("Grace", reach_by="phone", phone="020 7946 0102")
    registration = gatherings.register(
        small, grace, coming=Coming.IN_PERSON, told=told(), by=doing(coordinator)
    )
    assert (registration.is_placed, registration.how) == (True, Mode.PHONE)
    assert come(small, "Bo").is_waiting
    recording = Recording.objects.get(member=grace, what="registration")
    assert (recording.mode, recording.written_by) == ("phone", doing(coordinator).key)
    call = Message.objects.get(about=f"gatherings.registration:{registration.pk}")
    assert (call.channel, call.to) == ("call", "020 7946 0102")


def test_a_choice_of_payment_comes_with_the_registration(session: Session, come: Register) -> None:
    session.offer = payments.make_offer(about=session, label="Session", pence=5500, by=BY)
    session.save()
    ada = come(session, "Ada", choice={"kind": "part", "pence": 2000})
    choice = Choice.objects.get(member=ada.member)
    assert (choice.kind, choice.pence, choice.offer) == ("part", 2000, session.offer)
    come(session, "Bo")
    assert Choice.objects.count() == 1


def test_a_wrong_choice_of_payment_registers_nobody(session: Session, come: Register) -> None:
    session.offer = payments.make_offer(about=session, label="Session", pence=5500, by=BY)
    session.save()
    with pytest.raises(gatherings.NotNow, match="less than £55"):
        come(session, "Ada", choice={"kind": "part", "pence": 9900})
    assert Registration.objects.count() == 0


SHUT = {
    "cancelled": ("was cancelled", {"cancelled_at": clock.now, "cancelled_because": "Snow"}),
    "not announced": ("not announced yet", {"announced_at": None}),
    "closed": ("Registration is closed", {"registration_closes_at": clock.now}),
    "over": ("begun or is over", {"starts_at": lambda: clock.now() - timedelta(hours=1)}),
}


@pytest.mark.parametrize("how", SHUT)
def test_shut_registration_says_why(session: Session, make: Make, how: str) -> None:
    sentence, fields = SHUT[how]
    values: Any = {name: value() if callable(value) else value for name, value in fields.items()}  # type: ignore[attr-defined]
    Session.objects.filter(pk=session.pk).update(**values)
    with pytest.raises(gatherings.NotNow, match=sentence):
        gatherings.register(session, make("Ada"), coming=Coming.IN_PERSON, by=BY)
    assert Registration.objects.count() == 0


def test_under_sixteen_a_guardian_agrees_first(session: Session, make: Make) -> None:
    kit = make("Kit", age_guard=AgeGuard.UNDER_16, guardian={"name": "Pat", "email": "pat@example.org"})
    with pytest.raises(gatherings.NotNow, match="guardian must agree first"):
        gatherings.register(session, kit, coming=Coming.IN_PERSON, by=BY)
    people.record_guardian_agreement(kit.guardian, how=Mode.PHONE, wording="Yes", by=BY)
    assert gatherings.register(session, kit, coming=Coming.IN_PERSON, by=BY).is_placed


def test_nobody_registers_for_a_way_in_which_people_do_not_meet(plan: Plan, come: Register) -> None:
    session = gatherings.announce(plan(meeting=Meeting.ONLINE), by=BY)
    with pytest.raises(gatherings.NotNow, match="ways in which people meet"):
        come(session, "Ada")


def test_nobody_is_called_up_once_the_session_began(small: Session, come: Register) -> None:
    rows = {name: come(small, name) for name in ("Ada", "Bo", "Cy")}
    with clock.at(small.starts_at + timedelta(minutes=5)):
        gatherings.cancel_registration(rows["Ada"], by=BY)
    assert standing(small) == {"placed": ["Bo"], "waiting": ["Cy"]}


def test_who_leaves_frees_the_place_and_their_words_are_gone(small: Session, come: Register) -> None:
    ada = come(small, "Ada", message="My very own words", brings="carer")
    for name in ("Bo", "Cy"):
        come(small, name)
    assert ada.member.account is not None
    assert "My very own words" in str(rights.export(ada.member.account))
    people.leave(ada.member, by=BY)
    ada.refresh_from_db()
    assert (ada.cancelled_at is not None, ada.message, ada.brings) == (True, "", "")
    assert standing(small) == {"placed": ["Bo", "Cy"], "waiting": []}
