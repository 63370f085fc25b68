"""Paying instalments, each once; what bounced, what came back unspent, and the close with the final sum.

No bank details are kept here: finance pays by its own means, and what stands on its statement is the reference.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails_money as emails
from ..models import Award, EntryKind, Instalment, LedgerEntry, Variation
from ..queries import money as sums
from . import books, planning
from .books import CannotMove

MOST_REFERENCE = 40


class CannotPay(CannotMove):
    """Nothing was paid; the message is a sentence for the page."""


def pay_instalment(instalment: Instalment, *, reference: str, on: date, by: Actor) -> LedgerEntry:
    """Finance paid an instalment on a day, under its own reference. Once, whoever presses at the same time.

    Raises CannotPay where it is not ready, paid already, made ready by the same person, or more than is granted;
    ValidationError with the field for a reference or a day that cannot be.
    """
    words = plain_text.clean_line(reference)
    try:
        with transaction.atomic():
            award = books.running(instalment.award, by)
            kept = _to_pay(instalment, by)
            _check_reference_and_day(award, words, on)
            if kept.pence > sums.sums(award).unpaid:
                raise CannotPay(_("This is more than is granted and unpaid. Nothing was paid."))
            attempt = kept.entries.filter(kind=EntryKind.PAID, reverses=None).count() + 1
            entry = books.write(
                award, EntryKind.PAID, kept.pence, on=on, by=by, reference=words, instalment=kept,
                attempt=attempt,
            )  # fmt: skip
            kept.paid_at = clock.now()
            kept.save(update_fields=["paid_at"])
            record("funding.instalment_paid", kept, by=by, award=award.pk, pence=kept.pence, reference=words)
            emails.paid(entry, by=by)
            return entry
    except IntegrityError:
        raise CannotPay(
            _("This instalment or this reference was paid already. Look at the page again.")
        ) from None


def _to_pay(instalment: Instalment, by: Actor) -> Instalment:
    kept = Instalment.objects.standing().select_for_update().filter(pk=instalment.pk).first()
    if kept is None or kept.paid_at is not None:
        raise CannotPay(
            _("This instalment was paid already, or is no longer planned. Look at the page again.")
        )
    if kept.ready_at is None:
        raise CannotPay(_("A coordinator says first that this instalment is ready."))
    if kept.ready_by == by.key:
        raise CannotPay(_("You said yourself that this is ready. Somebody else pays it."))
    return kept


def _check_reference_and_day(award: Award, reference: str, on: date) -> None:
    problems: dict[str, str] = {}
    if not reference or len(reference) > MOST_REFERENCE:
        problems["reference"] = _("Write the reference under which finance paid it, in at most 40 letters.")
    elif _is_used(reference):
        problems["reference"] = _("Another payment has this reference. Check the statement.")
    if on > clock.today():
        problems["on"] = _("Write the day when it was paid: today or before.")
    elif award.agreed_on and on < award.agreed_on:
        problems["on"] = _("It cannot have been paid before the award was agreed.")
    if problems:
        raise ValidationError(dict(problems))


def _is_used(reference: str) -> bool:
    return LedgerEntry.objects.filter(kind=EntryKind.PAID, reverses=None, reference=reference).exists()


def payment_failed(entry: LedgerEntry, *, because: str, by: Actor) -> None:
    """A payment did not arrive and is back: it is taken back whole, and the instalment waits to be paid again."""
    words = plain_text.clean(because)
    if not words:
        raise ValidationError({"because": _("Say why it did not arrive, so that it can be put right.")})
    with transaction.atomic():
        award = books.running(entry.award, by)
        if entry.kind != EntryKind.PAID or entry.reverses_id or _was_taken_back(entry):
            raise CannotPay(_("This payment was taken back already. Look at the page again."))
        if entry.pence > sums.sums(award).paid:
            raise CannotPay(_("Some of this money came back as unspent, so it did arrive."))
        books.take_back(entry, on=clock.today(), why=words, by=by)
        assert entry.instalment is not None  # the database says so of what was paid
        Instalment.objects.filter(pk=entry.instalment.pk).update(paid_at=None)
        record("funding.payment_failed", award, by=by, entry=entry.pk, pence=entry.pence)
        emails.failed(entry, words, by=by)


def _was_taken_back(entry: LedgerEntry) -> bool:
    return LedgerEntry.objects.filter(reverses=entry).exists()


def record_return(
    award: Award, *, pence: int, on: date, reference: str, by: Actor, why: str = ""
) -> LedgerEntry:
    """Money that was paid came back unspent. Raises ValidationError with the field, CannotMove."""
    words = plain_text.clean_line(reference)
    with transaction.atomic():
        kept = books.running(award, by)
        paid = sums.sums(kept).paid
        problems: dict[str, str] = {}
        if not 0 < pence <= paid:
            problems["pence"] = _("Write an amount up to %(paid)s, which is what was paid.") % {
                "paid": books.in_words(paid, kept)
            }
        if on > clock.today():
            problems["on"] = _("Write the day when it came back: today or before.")
        if not words or len(words) > MOST_REFERENCE:
            problems["reference"] = _("Write the reference on the statement, in at most 40 letters.")
        if problems:
            raise ValidationError(dict(problems))
        entry = books.write(
            kept, EntryKind.RETURNED, -pence, on=on, by=by, reference=words, why=plain_text.clean(why)
        )
        record("funding.money_returned", kept, by=by, pence=pence, reference=words)
        emails.returned(entry, by=by)
        return entry


def close_award(award: Award, *, spent_pence: int, by: Actor) -> None:
    """Close an award with what was spent in the end. What was granted and not needed is written back.

    Raises CannotMove while money that was not spent has not come back, or a change waits for an answer.
    """
    with transaction.atomic():
        kept = books.running(award, by)
        if Variation.objects.open().filter(award=kept).exists():
            raise CannotMove(_("A change of this award waits for an answer. Answer it first."))
        held = sums.sums(kept)
        if spent_pence > held.paid:
            words = _("Only %(paid)s was paid. Pay the rest first, or write what was spent of it.")
            raise CannotMove(words % {"paid": books.in_words(held.paid, kept)})
        if spent_pence < held.paid:
            words = _("%(rest)s was paid and not spent. Write down first that it came back.")
            raise CannotMove(words % {"rest": books.in_words(held.paid - spent_pence, kept)})
        if held.unpaid:
            books.write(kept, EntryKind.WRITTEN_BACK, -held.unpaid, on=clock.today(), by=by)
        planning.drop_unpaid(kept)
        kept.closed_at, kept.closed_by, kept.spent_pence = clock.now(), by.key, spent_pence
        kept.save(update_fields=["closed_at", "closed_by", "spent_pence"])
        record("funding.award_closed", kept, by=by, spent=spent_pence, written_back=held.unpaid)
        emails.closed(kept, by=by)
