"""Costs of taking part: we book for people, or pay back what they paid. Kept apart from earnings."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, money
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode
from alongside.people.queries.members import GUARDIAN_FIRST

from .. import emails, rules
from ..models import Booking, Cost, Expense, Offer, Receipt
from ..queries import old
from .telling import record_told


class CannotClaim(Exception):
    """Nothing was changed; the message is a sentence for the page."""


def ask_booking(
    member: Member,
    *,
    kind: str,
    what: str,
    by: Actor,
    needed_on: date | None = None,
    offer: Offer | None = None,
    told: people.Told | None = None,
) -> Booking:
    """A member asks us to book and pay something for them."""
    _check_member(member, kind)
    with transaction.atomic():
        booking = Booking.objects.create(
            member=member, kind=kind, what=what.strip(), needed_on=needed_on, offer=offer,
            how=told.mode if told else Mode.WEB,
        )  # fmt: skip
        record_told(member, "booking_asked", told, by)
        record("payments.booking_asked", booking, by=by, kind=str(kind), how=str(booking.how))
        return booking


def book(booking: Booking, *, supplier: str, pence: int, by: Actor, details: str = "") -> None:
    """It is booked and paid by the centre. The member hears so by their own channel."""
    with transaction.atomic():
        locked = _open_booking(booking)
        _check_pence(pence)
        locked.booked_at, locked.booked_by = clock.now(), by.key
        locked.supplier, locked.details, locked.pence = supplier.strip(), details.strip(), pence
        locked.save()
        record("payments.booked", booking, by=by, pence=pence)
        emails.booked(locked, by=by)


def decline_booking(booking: Booking, *, reason: str, by: Actor) -> None:
    """It cannot be booked. The member hears why."""
    with transaction.atomic():
        locked = _open_booking(booking)
        locked.declined_at, locked.declined_by, locked.reason = clock.now(), by.key, _reason(reason)
        locked.save()
        record("payments.booking_declined", booking, by=by)
        emails.booking_declined(locked, by=by)


def withdraw_booking(booking: Booking, *, by: Actor, told: people.Told | None = None) -> None:
    """The member no longer needs it. What is booked already has to be cancelled by a call."""
    with transaction.atomic():
        locked = _open_booking(booking)
        locked.withdrawn_at = clock.now()
        locked.save(update_fields=["withdrawn_at"])
        record_told(booking.member, "booking_withdrawn", told, by)
        record("payments.booking_withdrawn", booking, by=by)


def claim(
    member: Member,
    *,
    kind: str,
    what: str,
    pence: int,
    spent_on: date,
    by: Actor,
    offer: Offer | None = None,
    receipt: bytes | None = None,
    told: people.Told | None = None,
) -> Expense:
    """A member wants back what they paid. `receipt` is a JPEG from `pictures.as_jpeg`; none is needed."""
    _check_member(member, kind)
    _check_pence(pence)
    if spent_on > clock.today():
        raise CannotClaim(_("The day you paid cannot be in the future."))
    with transaction.atomic():
        expense = Expense.objects.create(
            member=member, kind=kind, what=what.strip(), pence=pence, spent_on=spent_on, offer=offer,
            how=told.mode if told else Mode.WEB,
        )  # fmt: skip
        if receipt:
            Receipt.objects.create(expense=expense, picture=receipt)
        record_told(member, "expense_claimed", told, by)
        record("payments.expense_claimed", expense, by=by, kind=str(kind), pence=pence,
               how=str(expense.how), receipt=bool(receipt))  # fmt: skip
        return expense


def approve_expense(expense: Expense, *, by: Actor) -> None:
    """Somebody else than the person who paid says yes: it goes to finance next."""
    with transaction.atomic():
        locked = _open_expense(expense)
        if rules.is_theirs(expense.member, by):
            raise CannotClaim(_("This is your own claim. Ask somebody else to answer it."))
        locked.approved_at, locked.approved_by = clock.now(), by.key
        locked.save(update_fields=["approved_at", "approved_by"])
        record("payments.expense_approved", expense, by=by, pence=expense.pence)
        emails.expense_approved(locked, by=by)


def decline_expense(expense: Expense, *, reason: str, by: Actor) -> None:
    """Say no, and why. The member hears it, and may claim again."""
    with transaction.atomic():
        locked = _open_expense(expense)
        if rules.is_theirs(expense.member, by):
            raise CannotClaim(_("This is your own claim. Ask somebody else to answer it."))
        locked.declined_at, locked.declined_by, locked.reason = clock.now(), by.key, _reason(reason)
        locked.save(update_fields=["declined_at", "declined_by", "reason"])
        record("payments.expense_declined", expense, by=by)
        emails.expense_declined(locked, by=by)


def withdraw_expense(expense: Expense, *, by: Actor, told: people.Told | None = None) -> None:
    """The member takes the claim back, which they can until it was answered."""
    with transaction.atomic():
        locked = _open_expense(expense)
        locked.withdrawn_at = clock.now()
        locked.save(update_fields=["withdrawn_at"])
        record_told(expense.member, "claim_withdrawn", told, by)
        record("payments.expense_withdrawn", expense, by=by)


def forget_old_receipts(*, by: Actor) -> int:
    """Delete the photos of receipts that were paid back, declined or taken back a year ago. Gives how many."""
    with transaction.atomic():
        count, _rows = old.receipts(clock.now()).delete()
        if count:
            record("payments.receipts_forgotten", None, by=by, count=count)
        return count


def _check_member(member: Member, kind: str) -> None:
    if not rules.may_choose(member):
        raise CannotClaim(GUARDIAN_FIRST)
    if kind not in Cost.values:
        raise CannotClaim(_("Choose one of the answers on this page."))


def _check_pence(pence: int) -> None:
    if not 0 < pence <= money.MOST:
        raise CannotClaim(_("Write an amount between 1p and £10,000."))


def _reason(reason: str) -> str:
    if not reason.strip():
        raise CannotClaim(_("Say why, so that they know what to do next."))
    return reason.strip()


def _open_booking(booking: Booking) -> Any:
    locked = Booking.objects.to_make().select_for_update().filter(pk=booking.pk).first()
    if locked is None:
        raise CannotClaim(_("This was answered or taken back already. Look at the page again."))
    return locked


def _open_expense(expense: Expense) -> Any:
    locked = Expense.objects.to_check().select_for_update().filter(pk=expense.pk).first()
    if locked is None:
        raise CannotClaim(_("This claim was answered or taken back already. Look at the page again."))
    return locked
