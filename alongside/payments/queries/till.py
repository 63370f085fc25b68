"""What waits at the till, and since when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Sum

from alongside.foundation import clock

from .. import rules
from ..models import Batch, Booking, Expense, Payment, Receipt
from . import finance, owed


@dataclass(frozen=True)
class Heap:
    """Things that wait for one kind of work: how many, and how many days the oldest has waited."""

    count: int
    days: int

    def __bool__(self) -> bool:
        return self.count > 0


def payments_to_check() -> QuerySet[Payment]:
    """With everything that the list shows. One query."""
    return Payment.objects.to_check().select_related("member", "took_part__offer", "choice")


def claims_to_check() -> QuerySet[Expense]:
    """With everything that the list shows. One query."""
    photo = Exists(Receipt.objects.filter(expense=OuterRef("pk")))
    return Expense.objects.to_check().select_related("member").annotate(has_photo=photo)


def bookings_to_make() -> QuerySet[Booking]:
    """With everything that the list shows, those needed first in front. One query."""
    return Booking.objects.to_make().select_related("member").order_by("needed_on", "pk")


def heaps() -> dict[str, Heap]:
    """What waits, heap by heap."""
    return {
        "payments": _heap(Payment.objects.to_check(), "took_part__on"),
        "claims": _heap(Expense.objects.to_check(), "created_at"),
        "bookings": _heap(Booking.objects.to_make(), "created_at"),
    }


def _heap(rows: QuerySet[Payment] | QuerySet[Expense] | QuerySet[Booking], since: str) -> Heap:
    found = rows.order_by().aggregate(oldest=Min(since), count=Count("pk"))
    oldest = found["oldest"]
    if oldest is None:
        return Heap(0, 0)
    day = oldest if type(oldest) is date else rules.day_of(oldest)
    return Heap(found["count"], rules.days_since(day))


def ready() -> dict[str, int]:
    """How much is ready for finance: lines and pence, earnings and expenses apart."""
    payments, expenses = (
        rows.order_by().aggregate(lines=Count("pk"), pence=Sum("pence"))
        for rows in (finance.payments_ready(), finance.expenses_ready())
    )
    return {
        "lines": payments["lines"] + expenses["lines"],
        "earnings": payments["pence"] or 0,
        "expenses": expenses["pence"] or 0,
    }


def batches_to_confirm() -> QuerySet[Batch]:
    """Batches that finance has not confirmed, oldest first."""
    return Batch.objects.filter(confirmed_at=None).order_by("pk")


def batches_to_pay() -> QuerySet[Batch]:
    """Confirmed batches with lines that are neither paid nor came back, oldest first."""
    open_lines = Batch.objects.filter(lines__paid_on=None, lines__failed_at=None)
    return Batch.objects.exclude(confirmed_at=None).filter(pk__in=open_lines.values("pk")).order_by("pk")


def oldest_unpaid_days() -> int | None:
    """How many days the oldest unpaid payment or claim has waited; None when nothing is unpaid."""
    since = owed.oldest_unpaid()
    return (clock.today() - since).days if since else None
