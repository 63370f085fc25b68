"""Figures give nobody away, and people can take along and erase what the till holds about them."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from alongside.foundation import actors, clock, figures, rights
from alongside.methods.disclosure import SMALLEST_COUNT
from alongside.payments import actions as payments
from alongside.payments import sealing
from alongside.payments.models import (
    BatchLine,
    Booking,
    Choosing,
    Expense,
    Offer,
    Payment,
    PayTo,
    PublishedQuarter,
    Receipt,
)
from alongside.payments.queries import quarters, till
from alongside.people import actions as people
from alongside.people.models import Member
from tests.payments.conftest import Make
from tests.payments.helpers import owed

BY = actors.SYSTEM
IN_QUARTER = datetime(2026, 2, 10, 12, tzinfo=UTC)
AFTER = datetime(2026, 4, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 1, 1), date(2025, 10, 1)), (date(2026, 3, 31), date(2025, 10, 1)),
        (date(2026, 4, 1), date(2026, 1, 1)), (date(2026, 12, 31), date(2026, 7, 1)),
    ],
)  # fmt: skip
def test_the_last_quarter_that_is_over(today: date, start: date) -> None:
    assert quarters.last_over(today) == start


def test_quarters_follow_each_other_without_a_gap() -> None:
    start = date(2023, 1, 1)
    for month in (4, 7, 10, 1, 4, 7, 10, 1):
        start = quarters.next_start(start)
        assert (start.month, start.day) == (month, 1)


def test_no_share_gives_away_fewer_than_eight_people() -> None:
    """Every way in which up to 34 people can choose among four answers."""
    shown_somewhere = False
    for counts in product(range(35), repeat=3):
        for last in (0, 1, 7, 8, 9, 20):
            if sum(counts) + last > 34:
                continue
            given = dict(zip("abcd", (*counts, last), strict=True))
            found = quarters.shares(given)
            if not any(found.values()):
                continue
            hidden = [given[kind] for kind in given if found[kind] is None]
            assert sum(hidden) == 0 or sum(hidden) >= SMALLEST_COUNT, given
            assert len(hidden) != 1 or sum(hidden) == 0, given
            for kind, share in found.items():
                if share:
                    shown_somewhere = True
                    assert SMALLEST_COUNT <= given[kind] <= sum(given.values()) - SMALLEST_COUNT
    assert shown_somewhere


def test_a_sum_is_hidden_when_one_person_is_most_of_it_or_few_are_behind_it() -> None:
    assert quarters.total(dict.fromkeys(range(7), 5500)) is None
    assert quarters.total({**dict.fromkeys(range(8), 100), 9: 900}) is None
    assert quarters.total(dict.fromkeys(range(8), 5500)) == {"value": 44000, "base": 10}


def paid(offer: Offer, members: list[Member], on: datetime) -> None:
    with clock.at(on - timedelta(days=20)):
        for member in members:
            owed(offer, member)
    with clock.at(on):
        payments.approve(Payment.objects.filter(member__in=members), by=BY)
        for member in members:
            payments.say_how_to_pay(member, way="cash", by=BY)
        batch = payments.make_batch(by=BY)
        payments.take_file(batch, by=BY)
        payments.confirm_batch(batch, by=BY)
        payments.mark_paid(batch, on=clock.today(), by=BY)


def test_a_quarter_is_published_once_and_never_changes(offer: Offer, make: Make) -> None:
    ids = ["payments.people_paid", "payments.days_to_paid", "payments.total_paid", "payments.share_full"]
    assert {figure.status for figure in figures.read(ids).values()} == {"not_recorded"}
    members = [make(f"M{number}") for number in range(9)]
    paid(offer, members, IN_QUARTER)
    with clock.at(AFTER):
        assert payments.publish_figures(by=BY) is not None
        found = figures.read(ids)
        assert found["payments.people_paid"].words == "10"
        assert found["payments.days_to_paid"].words == "20 days"
        assert found["payments.total_paid"].words == "£500"
        assert found["payments.share_full"].status == "too_few", "everybody chose it, so nobody did not"
        for figure in found.values():
            assert figure.definition
            assert figure.rule
            assert figure.as_of == date(2026, 3, 31)
        frozen = PublishedQuarter.objects.get().figures
        people.leave(members[0], by=BY)
        assert payments.publish_figures(by=BY) is None
    assert PublishedQuarter.objects.get().figures == frozen


def test_seven_people_are_too_few_to_show(offer: Offer, make: Make) -> None:
    paid(offer, [make(f"M{number}") for number in range(7)], IN_QUARTER)
    with clock.at(AFTER):
        payments.publish_figures(by=BY)
    room = [one for one in figures.ids() if one.startswith("payments.")]
    assert len(room) == 10
    assert {figure.status for figure in figures.read(room).values()} == {"too_few"}


def _with_everything(offer: Offer, member: Member) -> None:
    owed(offer, member)
    payments.say_how_to_pay(
        member, way="bank", details=sealing.BankDetails("Ada Planted", "012345", "01234567"), by=BY
    )
    payments.claim(
        member,
        kind="travel",
        what="PLANTED bus",
        pence=350,
        spent_on=clock.today(),
        receipt=b"PLANTED",
        by=BY,
    )
    payments.ask_booking(member, kind="travel", what="PLANTED taxi", by=BY)


def test_a_person_takes_along_what_the_till_holds(offer: Offer, ada: Member) -> None:
    _with_everything(offer, ada)
    assert ada.account is not None
    held = rights.export(ada.account)["payments"]
    assert held["payments"][0]["amount"] == "£55"
    assert held["expenses"][0]["what"] == "PLANTED bus"
    assert held["bookings"][0]["what"] == "PLANTED taxi"
    assert held["how_to_pay"][0]["account"] == "••••••67"
    assert "01234567" not in str(held)


def test_whoever_declined_takes_along_a_choice_and_no_payment(offer: Offer, ada: Member) -> None:
    payments.choose(offer, ada, kind=Choosing.NONE, by=BY)
    payments.owe(offer, ada, because=ada, by=BY)
    assert ada.account is not None
    held = rights.export(ada.account)["payments"]
    assert set(held) == {"choices"}
    assert held["choices"][0]["chosen"] == "No payment"


def test_leaving_keeps_the_ledger_and_nothing_about_the_person(offer: Offer, make: Make) -> None:
    ada = make("Ada")
    paid(offer, [ada], clock.now())
    extra = payments.make_offer(about=ada, label="More", pence=100, by=BY)
    owed_later = payments.choose(extra, ada, kind="full", by=BY)
    payments.owe(extra, ada, because=owed_later, by=BY)
    _claim = payments.claim(
        ada, kind="travel", what="PLANTED", pence=1, spent_on=clock.today(), receipt=b"x", by=BY
    )
    payments.ask_booking(ada, kind="travel", what="PLANTED", by=BY)
    payments.say_how_to_pay(ada, way="cash", by=BY)
    people.leave(ada, by=BY)
    line = BatchLine.objects.get()
    assert (line.pence, line.paid_on is not None, line.payment is not None) == (5500, True, True)
    assert (PayTo.objects.count(), Receipt.objects.count()) == (0, 0)
    assert {row.what for row in [*Expense.objects.all(), *Booking.objects.all()]} == {""}
    assert Payment.objects.standing().count() == 1, "what was not paid is owed no more"
    assert till.oldest_unpaid_days() is None
