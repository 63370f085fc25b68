"""No sequence of awards, instalments, changes, payments and returns breaks the books."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alongside.foundation import actors, clock
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre
from alongside.funding import actions as funding
from alongside.funding.models import Award, Instalment, LedgerEntry, Variation
from alongside.funding.queries import applicants, money, pot
from alongside.people import actions as people
from alongside.people.models import Member
from tests.funding.money import rows
from tests.funding.panel import rows as panel

PENCE = st.integers(1, 500_000)
WHICH = st.integers(0, 9)
FINANCE = Actor("account:0")


@contextmanager
def refused() -> Iterator[None]:
    """An action may say no, in its own words; anything else is a fault."""
    try:
        with transaction.atomic():
            yield
    except (funding.CannotMove, ValidationError):
        pass


moved: Counter[str] = Counter()
"""What happened over all the sequences, so that the test cannot pass by doing nothing."""
EVERYTHING = {"offered", "granted", "written_back", "paid", "returned", "taken back", "changed", "closed"}


class Books(RuleBasedStateMachine):
    """Awards of one round, moved at random; the model of what has to hold is `ok`."""

    @initialize()
    def start(self) -> None:
        self.mark = transaction.savepoint()
        self.numbers = count(1)
        self.entries: list[tuple[int, int]] = []
        self.round = panel.closed_round(pot_pence=2_000_000)
        self.lead: Member = people.join(
            called="Lead", reach_by="email", email="lead@example.org", age_guard="adult", welcome=False,
            by=actors.SYSTEM,
        )  # fmt: skip
        for pence in (300_000, 200_000):
            rows.agreed(panel.bid(self.round, f"Bid {next(self.numbers)}", pence, [self.lead]))

    def award(self, which: int) -> Award | None:
        found = list(Award.objects.order_by("pk"))
        return found[which % len(found)] if found else None

    @rule(pence=PENCE, accepts=st.sampled_from(["yes", "yes", "no", "wait", "back"]))
    def offer(self, pence: int, accepts: str) -> None:
        with refused():
            bid = panel.bid(self.round, f"Bid {next(self.numbers)}", pence, [self.lead])
            award = rows.offer(bid)
            if accepts == "yes":
                funding.accept_award(award, self.lead, role="staff", by=rows.doing(self.lead))
            elif accepts == "no":
                funding.decline_award(award, self.lead, by=rows.doing(self.lead))
            elif accepts == "back":
                funding.withdraw_award(award, because="x", by=actors.SYSTEM)

    @rule(which=WHICH)
    def offer_again(self, which: int) -> None:
        if award := self.award(which):
            with refused():
                funding.offer_again(award, by=actors.SYSTEM)

    @rule(which=WHICH, share=st.integers(1, 99))
    def plan(self, which: int, share: int) -> None:
        if award := self.award(which):
            left = money.sums(award).unpaid
            first = left * share // 100
            parts = [funding.Part(first, clock.today()), funding.Part(left - first, clock.today())]
            with refused():
                funding.plan_instalments(award, parts, by=actors.SYSTEM)

    @rule(which=WHICH, ready=st.booleans())
    def pay(self, which: int, ready: bool) -> None:
        parts = list(Instalment.objects.unpaid().order_by("pk"))
        if parts:
            part = parts[which % len(parts)]
            with refused():
                if ready:
                    funding.say_ready(part, by=actors.SYSTEM)
            with refused():
                reference = f"R{next(self.numbers)}"
                funding.pay_instalment(part, reference=reference, on=clock.today(), by=FINANCE)

    @rule(which=WHICH)
    def bounce(self, which: int) -> None:
        paid = list(LedgerEntry.objects.filter(kind="paid").order_by("-pk"))
        if paid:
            with refused():
                funding.payment_failed(paid[which % len(paid)], because="x", by=FINANCE)

    @rule(which=WHICH, pence=PENCE)
    def give_back(self, which: int, pence: int) -> None:
        if award := self.award(which):
            pence = min(pence, money.sums(award).paid or pence)
            with refused():
                funding.record_return(award, pence=pence, on=clock.today(), reference="S", by=FINANCE)

    @rule(which=WHICH, pence=PENCE, days=st.integers(-5, 90), kind=st.sampled_from(["amount", "extension"]))
    def ask(self, which: int, pence: int, days: int, kind: str) -> None:
        if award := self.award(which):
            to = pence if kind == "amount" else award.ends_on + timedelta(days=days)
            with refused():
                funding.ask_variation(award, kind=kind, to=to, reason="x", by=actors.SYSTEM)

    @rule(which=WHICH, agrees=st.booleans())
    def answer(self, which: int, agrees: bool) -> None:
        waiting = list(Variation.objects.order_by("-pk"))
        if waiting:
            row, by = waiting[which % len(waiting)], rows.doing(self.lead)
            with refused():
                if agrees:
                    funding.agree_variation(row, by=by, member=self.lead)
                else:
                    funding.refuse_variation(row, because="x", by=by, member=self.lead)

    @rule(which=WHICH, exactly=st.booleans())
    def close(self, which: int, exactly: bool) -> None:
        if award := self.award(which):
            spent = money.sums(award).paid - (0 if exactly else 1)
            with refused():
                funding.close_award(award, spent_pence=max(0, spent), by=actors.SYSTEM)

    @invariant()
    def books_agree(self) -> None:
        assert money.mismatches() == []
        awards = list(Award.objects.order_by("pk"))
        each = money.sums_of(awards)
        total = money.totals(Award.objects.all())
        assert total.offered == sum(one.offered for one in each.values())
        assert total.granted == sum(one.granted for one in each.values())
        assert total.paid == sum(one.paid for one in each.values())
        for award in awards:
            assert 0 <= each[award.pk].paid <= each[award.pk].granted <= each[award.pk].offered
            assert award.planned_end_on <= award.ends_on
            assert applicants.leads(award)

    @invariant()
    def the_pot_holds_every_award(self) -> None:
        assert 0 <= pot.left(self.round) <= self.round.pot_pence

    @invariant()
    def what_was_written_stays(self) -> None:
        now = list(LedgerEntry.objects.order_by("pk").values_list("pk", "pence"))
        assert now[: len(self.entries)] == self.entries
        self.entries = now

    def teardown(self) -> None:
        if hasattr(self, "mark"):
            moved.update(LedgerEntry.objects.values_list("kind", flat=True))
            moved.update("taken back" for _one in LedgerEntry.objects.exclude(reverses=None))
            moved.update("changed" for _one in Variation.objects.exclude(applied_at=None))
            moved.update("closed" for _one in Award.objects.exclude(closed_at=None))
        transaction.savepoint_rollback(self.mark)


@pytest.mark.django_db
def test_no_sequence_breaks_the_books(our_centre: Centre) -> None:
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=12, stateful_step_count=30, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert set(moved) >= EVERYTHING, moved
