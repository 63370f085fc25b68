"""What goes to finance: each line once, a file once, and the total always the sum of the lines."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models.members import new_reference

from .. import emails, rules
from ..models import Batch, BatchLine, Expense, Payment, PayTo
from ..queries import finance


class CannotExport(Exception):
    """Nothing was changed; the message is a sentence for the page."""


NOTHING = _("Nothing is ready for finance now. Look at what waits on this page.")


def make_batch(*, by: Actor) -> Batch:
    """Put everything that is checked, unpaid and can be paid into a batch. Each line is claimed once.

    Two people who do this at once make no double line: the rows are locked first and looked at afterwards,
    and the database refuses a second line. Raises CannotExport when nothing is left.
    """
    try:
        with transaction.atomic():
            _lock_what_may_go()
            return _make_batch(by)
    except IntegrityError:
        raise CannotExport(NOTHING) from None


def _lock_what_may_go() -> None:
    for table in (Payment, Expense):
        rows = table.objects.exclude(approved_at=None).exclude(lines__paid_on__isnull=False)
        list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))


def _make_batch(by: Actor) -> Batch:
    payments, expenses = list(finance.payments_ready()), list(finance.expenses_ready())
    if not payments and not expenses:
        raise CannotExport(NOTHING)
    total = sum(row.pence for row in payments) + sum(row.pence for row in expenses)
    batch = Batch.objects.create(made_by=by.key, pence=total, count=len(payments) + len(expenses))
    BatchLine.objects.bulk_create(
        [
            BatchLine(batch=batch, payment=row, pence=row.pence, reference=f"P-{new_reference()}")
            for row in payments
        ]
        + [
            BatchLine(batch=batch, expense=row, pence=row.pence, reference=f"E-{new_reference()}")
            for row in expenses
        ]
    )
    record("payments.batch_made", batch, by=by, count=batch.count, pence=total)
    return batch


def take_file(batch: Batch, *, by: Actor) -> bytes:
    """The file for finance, with bank details. Possible until finance confirms having it; each time is on record.

    Raises CannotExport afterwards.
    """
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        if locked.confirmed_at is not None:
            raise CannotExport(_("Finance has this file already. It cannot be made again."))
        _check_total(locked)
        locked.taken_at = clock.now()
        locked.save(update_fields=["taken_at"])
        record("payments.file_taken", batch, by=by)
        return finance.file_of(locked)


def confirm_batch(batch: Batch, *, by: Actor) -> None:
    """Finance has the file. In the same transaction the bank details of everybody in it are deleted."""
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        if locked.confirmed_at is not None:
            raise CannotExport(_("This batch was confirmed already."))
        if locked.taken_at is None:
            raise CannotExport(_("Take the file first. It cannot be made again after you confirm."))
        _check_total(locked)
        locked.confirmed_at, locked.confirmed_by = clock.now(), by.key
        locked.save(update_fields=["confirmed_at", "confirmed_by"])
        members = finance.members_in(locked)
        gone, _rows = PayTo.objects.filter(member__in=members).delete()
        record("payments.batch_confirmed", batch, by=by, pence=locked.pence, details_deleted=gone)


def mark_paid(batch: Batch, *, on: date, by: Actor, lines: Iterable[BatchLine] | None = None) -> int:
    """Finance paid these lines, or all that are left, on a day. Everybody hears it. Gives how many."""
    if on > clock.today():
        raise CannotExport(_("Write the day when it was paid: today or before."))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        _check_confirmed(locked)
        if on < rules.day_of(locked.created_at):
            raise CannotExport(_("It cannot have been paid before the batch was made."))
        left = locked.lines.filter(paid_on=None, failed_at=None).select_for_update(of=("self",))
        if lines is not None:
            left = left.filter(pk__in=[line.pk for line in lines])
        paid = list(left.select_related("payment__member", "payment__took_part__offer", "expense__member"))
        for line in paid:
            line.paid_on, line.paid_at, line.paid_by = on, clock.now(), by.key
            line.save(update_fields=["paid_on", "paid_at", "paid_by"])
            emails.paid(line, by=by)
        record("payments.paid", batch, by=by, on=on.isoformat(), count=len(paid),
               pence=sum(line.pence for line in paid))  # fmt: skip
        return len(paid)


def line_failed(line: BatchLine, *, because: str, by: Actor) -> None:
    """A payment came back. It is owed again, and the member is asked how to pay it."""
    if not because.strip():
        raise CannotExport(_("Say why it failed, so that it can be put right."))
    with transaction.atomic():
        _check_confirmed(Batch.objects.select_for_update().get(pk=line.batch_id))
        locked = BatchLine.objects.select_for_update().get(pk=line.pk)
        if locked.failed_at is not None or locked.paid_on is not None:
            raise CannotExport(_("This line was paid or came back already. Look at the page again."))
        locked.failed_at, locked.failed_because = clock.now(), because.strip()
        locked.save(update_fields=["failed_at", "failed_because"])
        record("payments.line_failed", line, by=by, batch=line.batch_id, pence=line.pence)
        emails.came_back(locked, by=by)


def _check_confirmed(batch: Batch) -> None:
    if batch.confirmed_at is None:
        raise CannotExport(_("Confirm first that finance has this batch."))


def _check_total(batch: Batch) -> None:
    found = batch.lines.aggregate(pence=Sum("pence"), count=Count("pk"))
    if (found["pence"], found["count"]) != (batch.pence, batch.count):
        raise CannotExport(_("The lines do not add up to the total. Stop, and tell your administrator."))
