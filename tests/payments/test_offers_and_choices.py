"""What is offered is frozen; what is chosen is heard; what is declined is never written down as money."""

from datetime import UTC, date, datetime

import pytest

from alongside.foundation import actors, clock
from alongside.foundation.models import Centre, Event, Message
from alongside.payments import actions as payments
from alongside.payments.models import Choice, Choosing, Offer, Payment, TakingPart, Unit
from alongside.payments.queries import choices, offers, rates
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, Recording
from tests.payments.conftest import Make
from tests.payments.helpers import doing, owed

BY = actors.SYSTEM
BEFORE, AFTER = (datetime(2025, 12, day, 12, tzinfo=UTC) for day in (15, 16))


@pytest.fixture
def cards(our_centre: Centre) -> None:
    for card in payments.add_example_cards(by=BY):
        payments.confirm_rate_card(card, by=BY)


@pytest.mark.parametrize(
    ("unit", "before", "after"),
    [
        (Unit.HALF_HOUR, 1250, 1380), (Unit.HOUR, 2500, 2750), (Unit.TWO_HOURS, 5000, 5500),
        (Unit.HALF_DAY, 7500, 8250), (Unit.DAY, 15000, 16500), (Unit.DAY_AND_PREPARATION, 30000, 33000),
        (Unit.TOP_ROLE, 45000, 49500),
    ],
)  # fmt: skip
def test_a_new_rate_counts_from_its_day_for_later_offers_only(
    cards: None, our_centre: Centre, coordinator: Member, ada: Member, unit: str, before: int, after: int
) -> None:
    with clock.at(BEFORE):
        early = payments.make_offer(about=our_centre, label="Early", rate=rates.rate_today(unit), by=BY)
    with clock.at(AFTER):
        late = payments.make_offer(about=coordinator, label="Late", rate=rates.rate_today(unit), by=BY)
        payments.choose(early, ada, kind=Choosing.FULL, by=BY) if early.ended_at is None else None
        payment = payments.owe(early, ada, because=ada, by=BY)
    assert (early.pence, late.pence) == (before, after)
    assert payment is not None
    assert payment.pence == before


def test_an_example_card_counts_only_once_somebody_confirmed_it(our_centre: Centre) -> None:
    first, _second = payments.add_example_cards(by=BY)
    assert payments.add_example_cards(by=BY) == []
    assert rates.card_on(date(2025, 6, 1)) is None
    with pytest.raises(payments.CannotOffer, match="Confirm it first"):
        payments.make_offer(about=our_centre, label="x", rate=first.rates.all()[0], by=BY)
    payments.confirm_rate_card(first, by=BY)
    assert rates.card_on(date(2025, 6, 1)) == first
    with pytest.raises(payments.CannotChangeRates, match="already"):
        payments.confirm_rate_card(first, by=BY)
    with pytest.raises(payments.CannotChangeRates, match="stays on record"):
        payments.discard_rate_card(first, by=BY)


def test_an_offer_is_said_in_words(our_centre: Centre, offer: Offer) -> None:
    assert offers.words(offer) == "£55 for about two hours. We cover travel and care."
    assert offers.short_words(offer) == "£55"
    assert offers.current(our_centre) == offer
    free = payments.make_offer(about=our_centre, label="Tea", expenses=["travel"], by=BY)
    assert offers.words(free) == "No payment. We cover travel."
    assert offers.current(our_centre) == free


def test_a_new_offer_ends_the_one_before_and_leaves_those_who_chose(
    our_centre: Centre, offer: Offer, ada: Member
) -> None:
    payments.choose(offer, ada, kind=Choosing.FULL, by=BY)
    payments.make_offer(about=our_centre, label="Session 15", pence=100, by=BY)
    payment = payments.owe(offer, ada, because=ada, by=BY)
    assert payment is not None
    assert payment.pence == 5500


@pytest.mark.parametrize(
    ("kind", "part", "pence", "voucher"),
    [
        ("full", None, 5500, False),
        ("part", 1, 1, False),
        ("part", 5499, 5499, False),
        ("voucher", None, 5500, True),
    ],
)
def test_what_is_owed_is_what_was_chosen(
    offer: Offer, ada: Member, kind: str, part: int | None, pence: int, voucher: bool
) -> None:
    payment = owed(offer, ada, kind, pence=part)
    assert (payment.pence, payment.voucher) == (pence, voucher)


def test_a_declined_payment_creates_no_earnings_record(offer: Offer, ada: Member) -> None:
    payments.choose(offer, ada, kind=Choosing.NONE, by=BY)
    assert payments.owe(offer, ada, because=ada, by=BY) is None
    assert Payment.objects.count() == 0
    assert not Event.objects.filter(verb="payments.owed").exists()
    payments.choose(offer, ada, kind=Choosing.FULL, by=BY)
    assert Payment.objects.get().pence == 5500, "so the first count could have failed"
    payments.choose(offer, ada, kind=Choosing.NONE, by=BY)
    assert Payment.objects.count() == 0


@pytest.mark.parametrize("part", [None, 0, -1, 5500, 5501, 10**12])
def test_a_part_is_more_than_nothing_and_less_than_all(offer: Offer, ada: Member, part: int | None) -> None:
    with pytest.raises(payments.CannotChoose, match="less than £55"):
        payments.choose(offer, ada, kind=Choosing.PART, pence=part, by=BY)
    assert Choice.objects.count() == 0


def test_choosing_again_ends_the_former_choice(offer: Offer, ada: Member) -> None:
    first = payments.choose(offer, ada, kind=Choosing.FULL, by=BY)
    second = payments.choose(offer, ada, kind=Choosing.VOUCHER, by=BY)
    first.refresh_from_db()
    assert (first.ended_at is not None, choices.of(offer, ada)) == (True, second)
    payments.withdraw_choice(second, by=BY)
    assert choices.of(offer, ada) is None


def test_an_offer_that_ended_can_no_longer_be_chosen_by_somebody_new(
    our_centre: Centre, offer: Offer, ada: Member
) -> None:
    payments.end_offer(our_centre, by=BY)
    offer.refresh_from_db()
    with pytest.raises(payments.CannotChoose, match="has ended"):
        payments.choose(offer, ada, kind=Choosing.FULL, by=BY)


def test_vouchers_come_first_for_those_under_eighteen(make: Make, offer: Offer, ada: Member) -> None:
    zara = make("Zara", age_guard=AgeGuard.SIXTEEN)
    assert [kind for kind, _words in offers.kinds_for(offer, zara)] == ["voucher", "full", "part", "none"]
    assert [kind for kind, _words in offers.kinds_for(offer, ada)] == ["full", "part", "voucher", "none"]


def test_under_sixteen_nobody_chooses_before_their_guardian_agreed(make: Make, offer: Offer) -> None:
    kit = make("Kit", age_guard=AgeGuard.UNDER_16, guardian={"name": "Pat", "email": "pat@example.org"})
    with pytest.raises(payments.CannotChoose, match="guardian"):
        payments.choose(offer, kit, kind=Choosing.VOUCHER, by=BY)
    people.record_guardian_agreement(kit.guardian, how="phone", wording="Yes.", by=BY)
    payments.choose(offer, kit, kind=Choosing.VOUCHER, by=BY)
    assert choices.of(offer, kit) is not None


def test_owing_twice_for_one_reason_owes_once(offer: Offer, ada: Member) -> None:
    payment = owed(offer, ada)
    assert payments.owe(offer, ada, because=ada, by=BY) == payment
    assert Payment.objects.count() == 1


def test_somebody_who_took_part_without_choosing_is_asked_and_paid_when_they_choose(
    offer: Offer, ada: Member
) -> None:
    assert payments.owe(offer, ada, because=ada, by=BY) is None
    asked = Message.objects.get(subject="Choose how you would like to be paid")
    assert "Being paid" in asked.text or "being paid may change" in asked.text
    assert list(TakingPart.objects.waiting_for_choice()) == [TakingPart.objects.get()]
    payments.choose(offer, ada, kind=Choosing.FULL, by=BY)
    assert list(TakingPart.objects.waiting_for_choice()) == []
    assert Payment.objects.get().pence == 5500


def test_a_mistake_is_undone_and_can_be_put_right_again(offer: Offer, ada: Member) -> None:
    owed(offer, ada)
    payments.no_longer_owed(ada, by=BY)
    assert Payment.objects.count() == 0
    payments.no_longer_owed(ada, by=BY)
    assert payments.owe(offer, ada, because=ada, by=BY) is not None
    assert TakingPart.objects.count() == 2


def test_a_choice_told_by_phone_has_the_same_standing(offer: Offer, make: Make, coordinator: Member) -> None:
    bo = make("Bo", reach_by="phone", phone="020 7946 0123")
    told = people.Told("phone", clock.today(), True)
    choice = payments.choose(offer, bo, kind=Choosing.PART, pence=2000, told=told, by=doing(coordinator))
    assert choice.how == "phone"
    assert Recording.objects.get(member=bo, what="payment_choice").read_back_and_agreed
    payment = payments.owe(offer, bo, because=bo, by=BY)
    assert payment is not None
    assert payment.pence == 2000


def test_nobody_checks_their_own_payment(offer: Offer, coordinator: Member, finance: Member) -> None:
    payment = owed(offer, coordinator)
    with pytest.raises(payments.CannotApprove, match="your own"):
        payments.approve([payment], by=doing(coordinator))
    assert payments.approve([payment], by=doing(finance)) == 1
    payment.refresh_from_db()
    assert payment.approved_by == doing(finance).key


def test_another_amount_has_to_be_checked_again(offer: Offer, ada: Member, finance: Member) -> None:
    payments.approve([owed(offer, ada)], by=doing(finance))
    payments.choose(offer, ada, kind=Choosing.PART, pence=100, by=BY)
    assert Payment.objects.get().approved_at is None
