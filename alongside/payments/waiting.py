"""What the till puts on the desk of members and of staff."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock, doors
from alongside.foundation.waiting import Waiting, ours
from alongside.people.models import Member

from . import rules
from .queries import owed, till


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Registered with `foundation.waiting`."""
    member = getattr(request, "member", None)
    if member is not None:
        yield from _for_member(member)
    if doors.roles_of(request) & rules.TILL:
        yield from ours(_for_the_till(), minutes=10)
    if doors.roles_of(request) & rules.FINANCE:
        yield from ours(_for_finance(), minutes=10)


def _for_member(member: Member) -> Iterator[Waiting]:
    for parcel in owed.parcels(member):
        due = parcel.took_part.on
        if parcel.payment is None and parcel.steps:
            yield Waiting(
                title=_("Choose how to be paid: %(thing)s") % {"thing": parcel.took_part.offer.label},
                url=reverse("payments:choose_payment", args=[parcel.took_part.offer_id]),
                hint=_("2 minutes"), due=due + rules.CHECKED_WITHIN, status=_("To do"), kind="attention",
            )  # fmt: skip
        elif parcel.wants_details and parcel.payment and parcel.payment.approved_at:
            yield Waiting(
                title=_("Tell us how to pay you"), url=reverse("payments:give_bank_details"),
                hint=_("2 minutes"), due=due + rules.WITH_FINANCE_WITHIN, status=_("To do"), kind="attention",
            )  # fmt: skip
        elif parcel.payment and parcel.kind == "waiting":
            yield Waiting(
                title=_("Your payment: %(thing)s") % {"thing": parcel.took_part.offer.label},
                url=reverse("payments:my_payment", args=[parcel.took_part.pk]), hint=parcel.next,
                due=due + rules.PAID_WITHIN, status=parcel.status, kind="waiting",
            )  # fmt: skip


def _for_the_till() -> Iterator[Waiting]:
    words = {
        "payments": (_("Payments to check"), rules.CHECKED_WITHIN),
        "claims": (_("Claims to answer"), rules.CHECKED_WITHIN),
        "bookings": (_("Bookings to make"), timedelta(days=2)),
    }
    for name, heap in till.heaps().items():
        if heap:
            title, within = words[name]
            yield Waiting(
                title=f"{title}: {heap.count}", url=reverse("payments:till"), hint=waited(heap.days),
                due=clock.today() - timedelta(days=heap.days) + within, status=_("To do"), kind="attention",
            )  # fmt: skip
    ready = till.ready()["lines"]
    if ready:
        lines = ngettext(
            "%(count)d line is ready for finance", "%(count)d lines are ready for finance", ready
        ) % {"count": ready}
        yield Waiting(
            title=lines, url=reverse("payments:till"), hint=_("Make a batch."), status=_("To do"), kind="attention",
        )  # fmt: skip
    oldest = till.oldest_unpaid_days()
    if oldest is not None:
        yield Waiting(
            title=_("The oldest unpaid"), url=reverse("payments:till"), hint=waited(oldest),
            due=clock.today() - timedelta(days=oldest) + rules.PAID_WITHIN,
        )  # fmt: skip


def _for_finance() -> Iterator[Waiting]:
    for batch in till.batches_to_confirm():
        yield Waiting(
            title=_("Batch %(number)d: take the file and confirm") % {"number": batch.pk},
            url=reverse("payments:show_batch", args=[batch.pk]),
            due=rules.day_of(batch.created_at) + timedelta(days=2), status=_("To do"), kind="attention",
        )  # fmt: skip
    for batch in till.batches_to_pay():
        yield Waiting(
            title=_("Batch %(number)d: say when it was paid") % {"number": batch.pk},
            url=reverse("payments:show_batch", args=[batch.pk]),
            due=rules.day_of(batch.created_at) + timedelta(days=14), status=_("To do"), kind="attention",
        )  # fmt: skip


def waited(days: int) -> str:
    """How long the oldest has waited."""
    if not days:
        return _("It came today.")
    return ngettext("The oldest has waited %(count)d day.", "The oldest has waited %(count)d days.", days) % {
        "count": days
    }
