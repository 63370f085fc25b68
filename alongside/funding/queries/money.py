"""What the ledger adds up to: offered, granted and paid, three sums, each from its own entries; and that they agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Award, EntryKind, Instalment, LedgerEntry
from ..models.ledger import GRANTED, OFFERED, PAID

KINDS = {"offered": OFFERED, "granted": GRANTED, "paid": PAID}


@dataclass(frozen=True)
class Sums:
    """Three sums in pence: what was offered, what of it is granted today, and what was paid and not given back."""

    offered: int = 0
    granted: int = 0
    paid: int = 0

    @property
    def unpaid(self) -> int:
        """Granted and not paid."""
        return self.granted - self.paid


@dataclass(frozen=True)
class Mismatch:
    """An award whose books do not agree, and the sentence that says how."""

    award: Award
    problem: str | Promise


def added(prefix: str = "") -> dict[str, Any]:
    """The three sums over ledger entries, for `aggregate` and `annotate`, in the order of `Sums`."""
    return {
        name: Coalesce(Sum(f"{prefix}pence", filter=Q(**{f"{prefix}kind__in": kinds})), 0)
        for name, kinds in KINDS.items()
    }


def sums(award: Award) -> Sums:
    """The three sums of one award. One query."""
    return Sums(**LedgerEntry.objects.filter(award=award).aggregate(**added()))


def totals(awards: QuerySet[Award]) -> Sums:
    """The three sums over these awards. One query."""
    return Sums(**LedgerEntry.objects.filter(award__in=awards.order_by()).aggregate(**added()))


def totals_by_programme() -> dict[int, Sums]:
    """The three sums of each programme of which there are entries. One query."""
    ledger = LedgerEntry.objects.order_by().values_list("award__bid__round__programme")
    rows = ledger.annotate(**added()).values_list("award__bid__round__programme", *KINDS)
    return {key: Sums(*three) for key, *three in rows}


def sums_of(awards: Iterable[Award]) -> dict[int, Sums]:
    """The three sums of each award, by its key. One query."""
    keys = [award.pk for award in awards]
    ledger = LedgerEntry.objects.filter(award__in=keys).order_by()
    rows = ledger.values_list("award").annotate(**added()).values_list("award", *KINDS)
    found = {key: Sums(*three) for key, *three in rows}
    return {key: found.get(key, Sums()) for key in keys}


def planned(award: Award) -> int:
    """Pence in instalments that are not paid yet."""
    rows = Instalment.objects.unpaid().filter(award=award)
    return int(rows.aggregate(sum=Coalesce(Sum("pence"), 0))["sum"])


def came_back(award: Award) -> int:
    """Pence that came back unspent."""
    rows = LedgerEntry.objects.filter(award=award, kind=EntryKind.RETURNED)
    return -int(rows.aggregate(sum=Coalesce(Sum("pence"), 0))["sum"])


def mismatches() -> list[Mismatch]:
    """Awards whose books do not agree: none, always. Four queries, however many awards.

    Looks at the bounds (paid ≤ granted ≤ offered, nothing below zero), at instalments against what was paid for them,
    at what is still to be paid against what is granted, at entries that were taken back, and at what closed with what.
    """
    awards = list(Award.objects.select_related("bid"))
    of_each = sums_of(awards)
    paid = _paid_by_instalments()
    open_pence = dict(Instalment.objects.unpaid().order_by().values_list("award").annotate(sum=Sum("pence")))
    wrong_reversals = set(
        LedgerEntry.objects.exclude(reverses=None)
        .exclude(pence=-F("reverses__pence"), kind=F("reverses__kind"), award=F("reverses__award"))
        .values_list("award", flat=True)
    )
    found = []
    for award in awards:
        sums_of_it = of_each[award.pk]
        checks = {
            _("It was offered less than it was granted."): sums_of_it.granted > sums_of_it.offered,
            _("More was paid than is granted."): sums_of_it.paid > sums_of_it.granted,
            _("A sum is below zero."): min(sums_of_it.offered, sums_of_it.granted, sums_of_it.paid) < 0,
            _("Instalments that are paid are not what was paid."): paid.get(award.pk, (0, 0))[0]
            != paid.get(award.pk, (0, 0))[1],
            _("Instalments ask for more than is granted and unpaid."): award.agreed_at is not None
            and open_pence.get(award.pk, 0) > sums_of_it.unpaid,
            _("An entry takes back another sum than it names."): award.pk in wrong_reversals,
            _("It closed with another sum than was granted, paid and spent."): award.closed_at is not None
            and not sums_of_it.granted == sums_of_it.paid == award.spent_pence,
        }
        found += [Mismatch(award, problem) for problem, is_so in checks.items() if is_so]
    return found


def _paid_by_instalments() -> dict[int, tuple[int, int]]:
    """By award: pence of instalments that are paid, and pence of entries that paid them."""
    by_instalment = Instalment.objects.filter(paid_at__isnull=False).order_by().values_list("award")
    instalments = dict(by_instalment.annotate(sum=Sum("pence")))
    entries = dict(
        LedgerEntry.objects.filter(kind=EntryKind.PAID)
        .order_by()
        .values_list("award")
        .annotate(sum=Sum("pence"))
    )
    return {key: (instalments.get(key, 0), entries.get(key, 0)) for key in {*instalments, *entries}}


def counted() -> dict[str, int]:
    """How many awards and entries the books hold."""
    return {
        "awards": Award.objects.count(),
        "entries": LedgerEntry.objects.aggregate(count=Count("pk"))["count"],
    }
