"""Writing in the ledger: every action that moves money locks its award first, and looks at the sums afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import money
from alongside.foundation.actors import Actor

from ..models import Award, LedgerEntry
from ..queries import applicants


class CannotMove(Exception):
    """Nothing was changed; the message is a sentence for the page."""


THEIRS = _("You work on this bid yourself. Somebody else at the centre does this.")
CONFLICT = _("There is a conflict of interest with this bid, so it is closed to you.")
NOT_RUNNING = _("This award is not running. Only an award that was agreed, and is not closed, moves money.")


def locked(award: Award) -> Award:
    """The award as it stands, locked until the transaction ends."""
    return (
        Award.objects.select_for_update(of=("self",)).select_related("bid__round__programme").get(pk=award.pk)
    )


def in_words(pence: int, award: Award) -> str:
    """A sum in the currency of the programme."""
    return money.in_currency(pence, award.bid.round.programme.currency)


def running(award: Award, by: Actor) -> Award:
    """The same, where it was agreed, is not closed, and is not that of whoever acts. Raises CannotMove."""
    kept = locked(award)
    if kept.agreed_at is None or kept.closed_at is not None:
        raise CannotMove(NOT_RUNNING)
    not_theirs(kept, by)
    return kept


def not_theirs(award: Award, by: Actor, refusal: type[CannotMove] = CannotMove) -> None:
    """Raises where whoever acts works on the bid, or declared a conflict of interest with it: money is no exception."""
    if applicants.is_theirs(award, by):
        raise refusal(str(THEIRS))
    if applicants.declared(award, by):
        raise refusal(str(CONFLICT))


def write(award: Award, kind: str, pence: int, *, on: date, by: Actor, **more: Any) -> LedgerEntry:
    """One entry."""
    return LedgerEntry.objects.create(award=award, kind=kind, pence=pence, on=on, by=by.key, **more)


def take_back(entry: LedgerEntry, *, on: date, why: str, by: Actor) -> LedgerEntry:
    """An entry that takes another one back, whole."""
    return write(
        entry.award, entry.kind, -entry.pence, on=on, by=by, reverses=entry, why=why,
        reference=entry.reference, instalment=entry.instalment, attempt=entry.attempt,
    )  # fmt: skip
