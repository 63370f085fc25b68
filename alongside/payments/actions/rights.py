"""What the till holds about a person, and what it does when they leave."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock, money, privacy
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from .. import sealing
from ..models import BatchLine, Booking, Choice, Expense, Payment, PayTo, Receipt, TakingPart
from ..queries import choices, owed


class PaymentsRights:
    """Registered with `foundation.rights`.

    What stays after leaving is the ledger: that an amount was owed, checked, sent and paid on a day. Accounts
    have to be kept for years. Names, words, photos and bank details go.
    """

    name = "payments"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """Choices, payments, expenses, bookings. A declined payment is a choice and nothing else."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is None:
            return {}
        held = {
            "choices": [_choice(row) for row in member.payment_choices.select_related("offer")],
            "payments": [_payment(row) for row in _payments_of(member)],
            "expenses": [_expense(row) for row in _expenses_of(member)],
            "bookings": [
                _plain(
                    row,
                    "kind",
                    "what",
                    "needed_on",
                    "booked_at",
                    "supplier",
                    "details",
                    "declined_at",
                    "reason",
                )
                for row in member.bookings.all()
            ],
            "how_to_pay": [_how(row) for row in PayTo.objects.filter(member=member)],
        }
        return {name: rows for name, rows in held.items() if rows}

    def links(self, account: AbstractBaseUser) -> list[dict[str, Any]]:
        """Where the person chooses about being paid."""
        return [{"label": _("My payments"), "url": reverse("payments:my_payments")}]

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Delete bank details and receipts, empty what was written in words, close what is not paid yet."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is None:
            return
        with transaction.atomic():
            PayTo.objects.filter(member=member).delete()
            Receipt.objects.filter(expense__member=member).delete()
            left_open = _close(member)
            theirs = Q(payment__member=member) | Q(expense__member=member)
            rows: Iterable[models.Model] = [
                *Booking.objects.filter(member=member),
                *Expense.objects.filter(member=member),
                *BatchLine.objects.filter(theirs),
            ]
            for row in rows:
                privacy.erase(row)
            record("payments.erased", member, by=by, left_unpaid=left_open)


def _close(member: Member) -> int:
    """Nobody can be paid after leaving: what is in no batch is owed no more. Gives how many payments."""
    now = clock.now()
    open_payments = list(Payment.objects.standing().filter(~owed.in_a_batch("payment"), member=member))
    TakingPart.objects.filter(payment__in=open_payments).update(undone_at=now)
    TakingPart.objects.standing().filter(member=member, payment=None).update(undone_at=now)
    Expense.objects.to_check().filter(member=member).update(withdrawn_at=now)
    Booking.objects.to_make().filter(member=member).update(withdrawn_at=now)
    Choice.objects.filter(member=member, ended_at=None).update(ended_at=now)
    return len(open_payments)


def _payments_of(member: Member) -> Iterable[Payment]:
    rows = member.payments.select_related("took_part__offer")
    return rows.prefetch_related(models.Prefetch("lines", queryset=BatchLine.objects.order_by("pk")))


def _expenses_of(member: Member) -> Iterable[Expense]:
    return member.expenses.prefetch_related(
        models.Prefetch("lines", queryset=BatchLine.objects.order_by("pk"))
    )


def _choice(row: Choice) -> dict[str, Any]:
    told = {"about": row.offer.label, "chosen": choices.words(row), "how": row.how}
    return told | _plain(row, "created_at", "note_shown_at", "ended_at")


def _payment(row: Payment) -> dict[str, Any]:
    line = owed.line_of(row.lines.all())
    told = {"about": row.took_part.offer.label, "amount": money.in_pounds(row.pence), "on": row.took_part.on}
    told |= {"approved_at": row.approved_at, "paid_on": line.paid_on if line else None}
    return {name: _json(value) for name, value in told.items()}


def _expense(row: Expense) -> dict[str, Any]:
    line = owed.line_of(row.lines.all())
    told = {"amount": money.in_pounds(row.pence), "paid_on": _json(line.paid_on if line else None)}
    fields = ("kind", "what", "spent_on", "how", "approved_at", "declined_at", "reason", "withdrawn_at")
    return _plain(row, *fields) | told | {"receipt": Receipt.objects.filter(expense=row).exists()}


def _how(row: PayTo) -> dict[str, Any]:
    details = sealing.unseal(row.sealed) if row.sealed else None
    return {"way": row.way, "account": details.masked if details else ""} | _plain(row, "created_at")


def _plain(row: models.Model, *names: str) -> dict[str, Any]:
    return {name: _json(getattr(row, name)) for name in names}


def _json(value: Any) -> Any:
    plain = isinstance(value, str | int | bool | None)
    return value if plain else DjangoJSONEncoder().default(value)
