"""Rounds side by side: what each offered, what was asked, and what was granted and paid. All of it is computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.db.models import Count

from alongside.foundation import clock

from ..models import Award, Bid, LedgerEntry, Programme, Round
from . import money


@dataclass(frozen=True)
class Numbers:
    """One round in numbers: sums in pence. `bids` counts those that were in when the round closed, drafts never.

    Before the close `bids` is None: nobody learns how many others apply.
    """

    row: Round
    bids: int | None
    awards: int
    sums: money.Sums

    @property
    def success(self) -> Fraction | None:
        """Awards out of bids; None while there is nothing to divide by, or the round is not decided."""
        return Fraction(self.awards, self.bids) if self.bids and self.awards else None

    @property
    def percent(self) -> int | None:
        """The same in a hundred, rounded half up."""
        return None if self.success is None else int(self.success * 100 + Fraction(1, 2))


@dataclass(frozen=True)
class Step:
    """From one round to the next: how many times the cap and the months, as exact fractions."""

    before: Round
    after: Round

    @property
    def cap(self) -> Fraction:
        """The cap of the later round over that of the earlier one."""
        return Fraction(self.after.cap_pence, self.before.cap_pence)

    @property
    def months(self) -> Fraction:
        """The months of the later round over those of the earlier one."""
        return Fraction(self.after.months, self.before.months)

    @property
    def cap_words(self) -> str:
        """The cap, as 3 or 1.75."""
        return times(self.cap)

    @property
    def months_words(self) -> str:
        """The months, as 3 or 1.75."""
        return times(self.months)


def times(ratio: Fraction) -> str:
    """A ratio with two decimals at most: 3, 1.75, 0.5."""
    return f"{float(ratio):.2f}".rstrip("0").rstrip(".")


def numbers(rounds: Iterable[Round]) -> list[Numbers]:
    """Rounds in numbers, in their order. Three queries, however many rounds."""
    listed = list(rounds)
    keys = [row.pk for row in listed]
    now = clock.now()
    bids = dict(
        Bid.objects.submitted().filter(round__in=keys).order_by().values_list("round").annotate(n=Count("pk"))
    )
    agreed = Award.objects.public().filter(bid__round__in=keys).order_by()
    awards = dict(agreed.values_list("bid__round").annotate(n=Count("pk")))
    ledger = LedgerEntry.objects.filter(award__in=agreed).order_by().values_list("award__bid__round")
    sums = {key: money.Sums(*three) for key, *three in ledger.annotate(**money.added())}
    return [
        Numbers(
            row, bids.get(row.pk, 0) if row.closes_at <= now else None, awards.get(row.pk, 0),
            sums.get(row.pk, money.Sums()),
        )
        for row in listed
    ]  # fmt: skip


def opened() -> list[Round]:
    """Every round that was opened, in the order of its programme."""
    return list(
        Round.objects.exclude(opened_at=None).select_related("programme").order_by("programme", "number")
    )


def of_programme(programme: Programme) -> tuple[list[Numbers], list[Step]]:
    """The opened rounds of a programme, and each step from one to the next."""
    rounds = [row for row in opened() if row.programme_id == programme.pk]
    return numbers(rounds), [Step(one, two) for one, two in pairwise(rounds)]
