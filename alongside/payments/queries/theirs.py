"""Everything about one member's money, for their own page and for staff who write down for them."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation.components import Kind
from alongside.people.models import Member

from .. import sealing
from ..models import BatchLine, Booking, Choice, Expense, PayTo, Receipt, TakingPart
from . import owed

Text = str | Promise


def everything(member: Member) -> dict[str, Any]:
    """What the page "My payments" shows. At most a dozen queries, however much there is."""
    parcels = owed.parcels(member)
    took_part = {one.took_part.offer_id for one in parcels}
    chosen = Choice.objects.filter(member=member, ended_at=None).select_related("offer")
    return {
        "parcels": parcels,
        "to_choose": [one for one in parcels if one.payment is None and one.steps],
        "choices": [choice for choice in chosen if choice.offer_id not in took_part],
        "bookings": [(row, *_booking(row)) for row in Booking.objects.filter(member=member)],
        "expenses": [(row, *_expense(row)) for row in expenses_of(member)],
        "how_to_pay": how_to_pay(member),
        "something_to_pay": owed.something_to_pay(member),
        "totals": totals(member),
    }


def totals(member: Member) -> dict[str, int]:
    """What was paid to a member so far, in pence: for taking part, and for costs, which are no income."""
    lines = BatchLine.objects.filter(paid_on__isnull=False)
    return {
        "earned": lines.filter(payment__member=member).aggregate(pence=Sum("pence"))["pence"] or 0,
        "costs": lines.filter(expense__member=member).aggregate(pence=Sum("pence"))["pence"] or 0,
    }


def expenses_of(member: Member) -> list[Expense]:
    """A member's claims with their lines, and whether there is a photo. Two queries."""
    lines = BatchLine.objects.select_related("batch").order_by("pk")
    rows = Expense.objects.filter(member=member).annotate(
        has_photo=Exists(Receipt.objects.filter(expense=OuterRef("pk")))
    )
    return list(rows.prefetch_related(Prefetch("lines", queryset=lines)))


def how_to_pay(member: Member) -> str:
    """How a member is paid next, in words; bank details by their last two digits only."""
    row = PayTo.objects.filter(member=member).first()
    if row is None:
        return ""
    details = sealing.unseal(row.sealed) if row.sealed else None
    return f"{row.get_way_display()} {details.masked}" if details else str(row.get_way_display())


def offers_of(member: Member) -> list[TakingPart]:
    """What a member took part in, newest first."""
    return list(TakingPart.objects.standing().filter(member=member).select_related("offer"))


def _booking(row: Booking) -> tuple[Text, Kind]:
    if row.booked_at:
        return _("Booked"), "good"
    if row.declined_at:
        return _("Not possible"), "stopped"
    if row.withdrawn_at:
        return _("Taken back"), "neutral"
    return _("We are booking it"), "waiting"


def _expense(row: Expense) -> tuple[Text, Kind]:
    line = owed.line_of(row.lines.all())
    if row.declined_at:
        return _("Not agreed"), "stopped"
    if row.withdrawn_at:
        return _("Taken back"), "neutral"
    if line and line.paid_on:
        return _("Paid"), "good"
    if line and line.batch.confirmed_at:
        return _("With finance"), "waiting"
    return (_("Agreed"), "good") if row.approved_at else (_("Being checked"), "waiting")
