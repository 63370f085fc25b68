"""Each need gets an owner and an answer; the person is told; until then the session is not ready."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation import clock
from alongside.foundation.doors import Role
from alongside.foundation.models import Channel, Event, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Adjustment, Session
from alongside.gatherings.queries import access as queries
from alongside.gatherings.queries import access_sums, readiness
from alongside.people.models import Member
from tests.gatherings.access import BY, access_support, needs, registered, with_role
from tests.gatherings.helpers import Browser, Make, Plan, doing


@pytest.fixture
def ife(make: Make) -> Member:
    return with_role(make("Ife"), Role.ACCESS)


@pytest.fixture
def marek(make: Make) -> Member:
    return make("Marek")


@pytest.fixture
def bsl(session: Session, marek: Member) -> Adjustment:
    return needs(registered(session, marek), "bsl", "I sign BSL, and lipread a little.")


def access_blockers(session: Session) -> list[str]:
    return [sentence for sentence in readiness.blockers(session) if "access need" in sentence]


def answered(adjustment: Adjustment, owner: Member, **more: object) -> Adjustment:
    gatherings.take_on(adjustment, owner=owner, by=BY)
    return gatherings.arrange(adjustment, what="Two interpreters.", by=BY, **more)  # type: ignore[arg-type]


def test_a_session_is_not_ready_while_a_need_has_no_answer(
    session: Session, bsl: Adjustment, ife: Member
) -> None:
    assert access_blockers(session) == [
        "1 access need has no answer yet. Access support has to arrange it, or say why not."
    ]
    with pytest.raises(gatherings.NotNow, match="1 access need has no answer"):
        gatherings.mark_ready(session, by=BY)
    gatherings.take_on(bsl, owner=ife, by=BY)
    assert len(access_blockers(session)) == 1, "an owner alone is no answer"
    gatherings.arrange(bsl, what="Two interpreters.", by=BY)
    assert access_blockers(session) == []


def test_the_reason_says_how_many_and_never_who_or_what(session: Session, make: Make) -> None:
    for name in ("Marek", "Zara"):
        needs(registered(session, make(name)), "bsl", f"{name} signs")
    (sentence,) = access_blockers(session)
    assert sentence.startswith("2 access needs")
    assert not any(word in sentence for word in ("Marek", "Zara", "Sign", "signs"))


def test_a_need_on_the_waiting_list_does_not_hold_the_session_up(session: Session, marek: Member) -> None:
    needs(registered(session, marek, placed_at=None))
    assert access_blockers(session) == []


def test_a_need_of_a_cancelled_place_does_not_hold_the_session_up(session: Session, bsl: Adjustment) -> None:
    bsl.registration.cancelled_at = clock.now()
    bsl.registration.save()
    assert access_blockers(session) == []


def test_nobody_outside_the_circle_can_own_a_need(
    session: Session, bsl: Adjustment, coordinator: Member, make: Make
) -> None:
    with pytest.raises(gatherings.NotNow):
        gatherings.take_on(bsl, owner=coordinator, by=BY)
    helper = access_support(session, make("Nia"))
    assert gatherings.take_on(bsl, owner=helper, by=BY).owner == helper
    assert queries.owners(session) == [helper]


def test_access_support_of_another_session_cannot_own_a_need(plan: Plan, bsl: Adjustment, make: Make) -> None:
    other = plan("Another", starts_at=clock.now() + timedelta(weeks=9))
    with pytest.raises(gatherings.NotNow):
        gatherings.take_on(bsl, owner=access_support(other, make("Nia")), by=BY)


def test_an_answer_needs_an_owner_and_words(bsl: Adjustment, ife: Member) -> None:
    with pytest.raises(gatherings.NotNow, match="Take it on first"):
        gatherings.arrange(bsl, what="Two interpreters.", by=BY)
    gatherings.take_on(bsl, owner=ife, by=BY)
    with pytest.raises(gatherings.NotNow):
        gatherings.arrange(bsl, what="  ", by=BY)
    with pytest.raises(gatherings.NotNow):
        gatherings.cannot_arrange(bsl, because="None is free.", instead="", by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adjustment.objects.filter(pk=bsl.pk).update(arranged_at=clock.now(), answer="")


def test_the_person_is_told_what_was_arranged_and_nobody_reads_it_in_the_subject(
    bsl: Adjustment, ife: Member
) -> None:
    answered(bsl, ife, supplier="Hands Ltd", cost_pence=24_000)
    message = Message.objects.get(about=f"gatherings.adjustment:{bsl.pk}")
    assert (message.channel, message.to, message.confidential) == (Channel.EMAIL, "marek@example.org", True)
    assert "Two interpreters." in message.text
    assert "Hands Ltd" not in message.text
    assert "Sign" not in message.subject
    bsl.refresh_from_db()
    assert bsl.told_at is not None


def test_somebody_reached_by_post_is_told_by_a_letter(session: Session, make: Make, ife: Member) -> None:
    grace = make("Grace", reach_by="post", address="1 High Street\nLondon")
    answered(needs(registered(session, grace), "large_print"), ife)
    message = Message.objects.get(about__startswith="gatherings.adjustment", channel=Channel.LETTER)
    assert message.confidential
    assert "http" not in message.text, "a letter needs no web"


def test_an_honest_no_says_why_and_what_instead(session: Session, bsl: Adjustment, ife: Member) -> None:
    gatherings.take_on(bsl, owner=ife, by=BY)
    gatherings.cannot_arrange(bsl, because="Nobody is free.", instead="Live captions.", by=BY)
    message = Message.objects.get(about=f"gatherings.adjustment:{bsl.pk}")
    assert "Nobody is free.\n\nLive captions." in message.text
    assert access_blockers(session) == [], "a no is an answer too"
    gatherings.arrange(bsl, what="Somebody is free after all.", by=BY)
    bsl.refresh_from_db()
    assert (bsl.cannot_at, bsl.answer) == (None, "Somebody is free after all.")


def test_one_booking_serves_several_people_and_costs_once(
    session: Session, bsl: Adjustment, make: Make, ife: Member
) -> None:
    answered(bsl, ife, supplier="Hands Ltd", cost_pence=24_000)
    other = needs(registered(session, make("Zara")), "bsl")
    assert queries.siblings(other) == [bsl]
    answered(other, ife, same_as=bsl, cost_pence=24_000)
    assert (other.supplier, other.cost_pence) == ("Hands Ltd", 0)
    assert access_sums.all_sums().cost_pence == 24_000


def test_a_booking_of_another_session_serves_nobody_here(
    plan: Plan, bsl: Adjustment, marek: Member, ife: Member
) -> None:
    other = gatherings.announce(plan("Another", starts_at=clock.now() + timedelta(weeks=9)), by=BY)
    elsewhere = needs(registered(other, marek), "bsl")
    answered(elsewhere, ife)
    gatherings.take_on(bsl, owner=ife, by=BY)
    with pytest.raises(gatherings.NotNow):
        gatherings.arrange(bsl, what="The same.", same_as=elsewhere, by=BY)


def test_a_booking_that_nobody_needs_any_more_is_called_off(bsl: Adjustment, ife: Member) -> None:
    answered(bsl, ife, supplier="Hands Ltd", cost_pence=24_000)
    assert queries.to_call_off() == []
    gatherings.withdraw_need(bsl, by=BY)
    assert queries.to_call_off() == [bsl]
    gatherings.call_off(bsl, cost_pence=12_000, by=BY)
    assert queries.to_call_off() == []
    assert Adjustment.objects.get(pk=bsl.pk).cost_pence == 12_000


def test_a_booking_that_serves_somebody_else_is_not_called_off(
    session: Session, bsl: Adjustment, ife: Member, make: Make, browser_of: Browser
) -> None:
    answered(bsl, ife, supplier="Hands Ltd", cost_pence=24_000)
    other = needs(registered(session, make("Zara")), "bsl")
    answered(other, ife, same_as=bsl)

    def page() -> str:
        return browser_of(ife).get(f"/sessions/{session.pk}/access/{bsl.pk}/").content.decode()

    gatherings.withdraw_need(bsl, by=BY)
    assert queries.to_call_off() == [], "Zara still needs it"
    assert "Call off the booking" not in page()
    assert access_sums.all_sums().cost_pence == queries.cost_of(session) == 24_000, "it is still paid"
    gatherings.withdraw_need(other, by=BY)
    assert queries.to_call_off() == [bsl], "one booking, listed once"
    assert "Call off the booking" in page()
    gatherings.call_off(bsl, cost_pence=12_000, by=BY)
    assert access_sums.all_sums().cost_pence == queries.cost_of(session) == 12_000


def test_a_booking_serves_a_newcomer_though_whoever_it_was_made_for_does_not_come(
    session: Session, bsl: Adjustment, ife: Member, make: Make
) -> None:
    answered(bsl, ife, supplier="Hands Ltd", cost_pence=24_000)
    gatherings.withdraw_need(bsl, by=BY)
    other = needs(registered(session, make("Zara")), "bsl")
    assert queries.siblings(other) == [bsl]
    answered(other, ife, same_as=bsl)
    assert queries.to_call_off() == [], "it is wanted again"
    third = needs(registered(session, make("Amir")), "bsl")
    assert queries.siblings(third) == [bsl]
    gatherings.withdraw_need(other, by=BY)
    gatherings.call_off(bsl, by=BY)
    assert queries.siblings(third) == []
    gatherings.take_on(third, owner=ife, by=BY)
    with pytest.raises(gatherings.NotNow):
        gatherings.arrange(third, what="The same.", same_as=bsl, by=BY)


def test_open_needs_come_in_order_of_their_book_by_date(session: Session, marek: Member) -> None:
    place = registered(session, marek)
    for kind in ("travel", "bsl", "captions"):
        needs(place, kind)
    assert [row.kind for row in queries.open_needs()] == ["bsl", "captions", "travel"]


def test_what_staff_do_is_on_record_without_names_or_words(bsl: Adjustment, ife: Member) -> None:
    gatherings.take_on(bsl, owner=ife, by=doing(ife))
    gatherings.arrange(bsl, what="Two interpreters.", by=doing(ife))
    events = Event.objects.filter(subject=f"gatherings.adjustment:{bsl.pk}")
    assert [event.verb for event in events.order_by("pk")][-2:] == [
        "gatherings.adjustment_taken_on", "gatherings.adjustment_arranged",
    ]  # fmt: skip
    told = " ".join(str(event.detail) for event in Event.objects.all())
    assert not any(word in told for word in ("Marek", "bsl", "interpreters", "lipread"))
