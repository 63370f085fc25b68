"""Each instalment is paid once, by somebody else than who made it ready, and never more than was granted."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alongside.foundation import clock
from alongside.foundation.models import Message
from alongside.funding import actions as funding
from alongside.funding.models import Award, Bid, LedgerEntry
from alongside.funding.queries import money
from alongside.people.models import Member
from tests.funding.conftest import Make
from tests.funding.money import rows
from tests.funding.money.rows import BY, doing
from tests.payments.helpers import all_at_once, on_disk


def test_everything_is_due_up_front_unless_somebody_plans_otherwise(award: Award) -> None:
    only = award.instalments.get()
    assert (only.pence, only.due_on, only.condition) == (400_000, award.starts_on, "")
    day = clock.today()
    with pytest.raises(ValidationError) as refused:
        funding.plan_instalments(award, [funding.Part(1, day)], by=BY)
    assert refused.value.message_dict == {"parts": ["The parts are £0.01 together. They have to be £4,000."]}
    parts = [funding.Part(300_000, day), funding.Part(100_000, day, "A first report")]
    funding.plan_instalments(award, parts, by=BY)
    assert [row.pence for row in award.instalments.standing()] == [300_000, 100_000]
    assert award.instalments.count() == 3


def test_paid_under_a_reference_of_finance_and_told(award: Award, finance: Member) -> None:
    entry = rows.pay(award.instalments.get(), finance)
    assert (entry.pence, entry.reference, entry.kind) == (400_000, "BACS 1", "paid")
    assert money.sums(award).unpaid == 0
    told = Message.objects.get(subject="Money for your project was paid")
    assert ("£4,000" in told.text, "BACS 1" in told.text) == (True, True)
    with pytest.raises(funding.CannotPay, match="paid already"):
        funding.pay_instalment(award.instalments.get(), reference="2", on=clock.today(), by=doing(finance))


def test_two_pairs_of_eyes_and_a_condition_come_before_money(award: Award, make: Make) -> None:
    both = make("Bo", role="finance")
    part, day = award.instalments.get(), clock.today()
    with pytest.raises(funding.CannotPay, match="says first that"):
        funding.pay_instalment(part, reference="1", on=day, by=doing(both))
    funding.say_ready(part, by=doing(both))
    with pytest.raises(funding.CannotPay, match="You said yourself"):
        funding.pay_instalment(part, reference="1", on=day, by=doing(both))
    funding.not_ready(part, by=doing(both))
    with pytest.raises(funding.CannotMove):
        funding.not_ready(part, by=doing(both))


def test_a_reference_pays_once_and_a_day_is_not_in_the_future(
    award: Award, finance: Member, make: Make, bid: Bid
) -> None:
    rows.pay(award.instalments.get(), finance)
    other = rows.agreed(rows.new_bid(bid.round, make("Ola"), "Choir", 300_000))
    part = other.instalments.get()
    funding.say_ready(part, by=BY)
    for reference, on, field in (
        ("BACS 1", clock.today(), "reference"),
        (" ", clock.today(), "reference"),
        ("BACS 2", clock.today() + timedelta(days=1), "on"),
        ("BACS 2", clock.today() - timedelta(days=1), "on"),
    ):
        with pytest.raises(ValidationError) as refused:
            funding.pay_instalment(part, reference=reference, on=on, by=doing(finance))
        assert list(refused.value.message_dict) == [field]


def test_what_did_not_arrive_is_paid_again(award: Award, finance: Member) -> None:
    entry = rows.pay(award.instalments.get(), finance)
    funding.payment_failed(entry, because="The account is closed.", by=doing(finance))
    assert money.sums(award).paid == 0
    with pytest.raises(funding.CannotPay, match="taken back already"):
        funding.payment_failed(entry, because="Again", by=doing(finance))
    again = funding.pay_instalment(
        award.instalments.get(), reference="BACS 2", on=clock.today(), by=doing(finance)
    )
    assert (again.attempt, money.sums(award).paid) == (2, 400_000)
    assert money.mismatches() == []
    told = Message.objects.get(subject="Money for your project did not arrive")
    assert "The account is closed." in told.text


def test_unspent_money_comes_back_before_the_close_with_the_final_sum(award: Award, finance: Member) -> None:
    rows.pay(award.instalments.get(), finance)
    with pytest.raises(funding.CannotMove, match="£100 was paid and not spent"):
        funding.close_award(award, spent_pence=390_000, by=BY)
    with pytest.raises(ValidationError) as refused:
        funding.record_return(award, pence=400_001, on=clock.today(), reference="R1", by=doing(finance))
    assert list(refused.value.message_dict) == ["pence"]
    funding.record_return(award, pence=10_000, on=clock.today(), reference="R1", by=doing(finance))
    with pytest.raises(funding.CannotMove, match="Only £3,900 was paid"):
        funding.close_award(award, spent_pence=400_000, by=BY)
    funding.close_award(award, spent_pence=390_000, by=BY)
    assert money.sums(award) == money.Sums(offered=400_000, granted=390_000, paid=390_000)
    award.refresh_from_db()
    with pytest.raises(funding.CannotMove, match="not running"):
        funding.record_return(award, pence=1, on=clock.today(), reference="R2", by=doing(finance))
    assert money.mismatches() == []


def test_the_database_refuses_what_no_action_may_write(award: Award, finance: Member) -> None:
    entry = rows.pay(award.instalments.get(), finance)
    same = {"award": award, "on": clock.today(), "by": "system", "instalment": entry.instalment}
    for wrong in (
        {"kind": "paid", "pence": 1, "reference": "other"},
        {"kind": "paid", "pence": 1, "reference": "BACS 1", "attempt": 2},
        {"kind": "paid", "pence": -1, "reference": "x", "attempt": 3},
        {"kind": "returned", "pence": 1},
        {"kind": "granted", "pence": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.create(**same | wrong)


def test_the_books_say_when_they_do_not_agree(award: Award) -> None:
    LedgerEntry.objects.create(award=award, kind="granted", pence=1, on=clock.today(), by="system")
    assert [str(found.problem) for found in money.mismatches()] == [
        "It was offered less than it was granted."
    ]


@pytest.mark.django_db(transaction=True)
def test_finance_paying_four_times_at_one_moment_pays_once(award: Award, make: Make, tmp_path: Path) -> None:
    part = award.instalments.get()
    funding.say_ready(part, by=BY)
    people = [make(f"F{number}", role="finance") for number in range(4)]

    def paying(number: int) -> Callable[[], object]:
        return lambda: funding.pay_instalment(
            part, reference=f"BACS {number}", on=clock.today(), by=doing(people[number])
        )

    with on_disk(tmp_path):
        done, refused = all_at_once([paying(number) for number in range(4)])
        assert (len(done), len(refused)) == (1, 3)
        assert all(isinstance(one, funding.CannotPay) for one in refused), refused
        assert money.sums(award).paid == 400_000
        assert money.mismatches() == []


@pytest.mark.django_db(transaction=True)
def test_paying_at_the_moment_of_a_smaller_sum_is_before_it_or_not_at_all(
    award: Award, finance: Member, lead: Member, tmp_path: Path
) -> None:
    part = award.instalments.get()
    funding.say_ready(part, by=BY)
    row = funding.ask_variation(award, kind="amount", to=100_000, reason="Less.", by=BY)

    def pay() -> object:
        return funding.pay_instalment(part, reference="B", on=clock.today(), by=doing(finance))

    def agree() -> None:
        funding.agree_variation(row, by=doing(lead), member=lead)

    with on_disk(tmp_path):
        _done, refused = all_at_once([pay, agree])
        assert len(refused) == 1
        assert isinstance(refused[0], funding.CannotPay | ValidationError)
        held = money.sums(award)
        assert (held.granted, held.paid) in ((400_000, 400_000), (100_000, 0))
        assert money.mismatches() == []
