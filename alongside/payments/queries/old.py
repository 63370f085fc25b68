"""What the till has kept for as long as it may."""

from datetime import datetime

from django.db.models import QuerySet

from .. import rules
from ..models import BatchLine, Expense, PayTo, Receipt


def details(now: datetime) -> QuerySet[PayTo]:
    """How people are paid, given longer ago than it is kept, whatever became of it."""
    return PayTo.objects.filter(created_at__lt=now - rules.DETAILS_ARE_KEPT)


def receipts(now: datetime) -> QuerySet[Receipt]:
    """Photos of receipts that are old, and whose costs were paid back, declined or taken back."""
    unpaid = Expense.objects.standing().exclude(
        pk__in=BatchLine.objects.filter(paid_on__isnull=False).values("expense")
    )
    return Receipt.objects.filter(created_at__lt=now - rules.RECEIPTS_ARE_KEPT).exclude(expense__in=unpaid)
