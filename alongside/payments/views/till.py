"""The till: what waits to be checked, booked and answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, kept, once

from .. import actions as payments
from .. import rules
from ..forms.costs import BookForm, ReasonForm
from ..forms.finance import FindForm
from ..models import Booking, Expense, Payment
from ..queries import finance
from ..queries import till as at_the_till
from .pages import paged, say, show, warn

MOST_NAMED = 25
PRIVATE = gettext_noop("This page shows other people’s money. Everybody sees their own under “My payments”.")


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
def till(request: HttpRequest) -> HttpResponse:
    """Everything that waits, with the oldest first, and what is ready for finance."""
    form = FindForm(request.GET or None)
    if form.is_valid() and (member := form.cleaned_data["reference"]):
        return redirect("payments:their_payments", member.reference)
    silent = finance.waiting_for_details()
    sums = kept.for_readers("payments.till", request, _sums)
    return show(
        request, "till", form=form, page=paged(request, at_the_till.payments_to_check()),
        claims=list(at_the_till.claims_to_check()[:25]), bookings=list(at_the_till.bookings_to_make()[:25]),
        silent=list(silent[:MOST_NAMED]), to_confirm=list(at_the_till.batches_to_confirm()),
        to_pay=list(at_the_till.batches_to_pay()), **sums,
    )  # fmt: skip


def _sums() -> dict[str, Any]:
    """How much of everything waits, which changes with the record alone and is the same for whoever may see it."""
    return {
        "heaps": at_the_till.heaps(), "ready": at_the_till.ready(),
        "no_details": finance.waiting_for_details().count(), "oldest": at_the_till.oldest_unpaid_days(),
    }  # fmt: skip


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@require_POST
@once.guard
def approve_payments(request: HttpRequest) -> HttpResponse:
    """Check the payments that were ticked."""
    wanted = [
        int(pk) for pk in request.POST.getlist("payment") if pk.isascii() and pk.isdigit() and len(pk) < 16
    ][:1000]
    try:
        count = payments.approve(Payment.objects.filter(pk__in=wanted), by=actors.of_request(request))
    except payments.CannotApprove as refusal:
        warn(request, str(refusal))
    else:
        if count:
            said = ngettext("%(count)d payment is checked.", "%(count)d payments are checked.", count)
            say(request, said % {"count": count})
        else:
            warn(request, _("Nothing was ticked, or it was checked already."))
    return redirect("payments:till")


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@once.guard
def make_booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was booked for somebody. They hear it by their own channel."""
    booking = get_object_or_404(Booking.objects.to_make().select_related("member"), pk=pk)
    form = BookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            payments.book(booking, by=actors.of_request(request), **form.cleaned_data)
        except payments.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, format_lazy(_("It is booked, and {called} is told."), called=booking.member.called))
            return redirect("payments:till")
    return show(request, "make_booking", form=form, booking=booking)


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@once.guard
def decline_booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that something cannot be booked, and why."""
    booking = get_object_or_404(Booking.objects.to_make().select_related("member"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            payments.decline_booking(
                booking, reason=form.cleaned_data["reason"], by=actors.of_request(request)
            )
        except payments.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, format_lazy(_("{called} is told why."), called=booking.member.called))
            return redirect("payments:till")
    return show(request, "decline_booking", form=form, booking=booking)


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
def show_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim with its receipt, to say yes or no."""
    claim = get_object_or_404(Expense.objects.select_related("member"), pk=pk)
    return show(request, "show_claim", claim=claim, has_photo=hasattr(claim, "receipt"))


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@require_POST
@once.guard
def approve_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes: it goes to finance next."""
    claim = get_object_or_404(Expense, pk=pk)
    try:
        payments.approve_expense(claim, by=actors.of_request(request))
    except payments.CannotClaim as refusal:
        warn(request, str(refusal))
        return redirect("payments:show_claim", pk)
    say(request, _("The claim is agreed, and they are told."))
    return redirect("payments:till")


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@once.guard
def decline_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no, and why."""
    claim = get_object_or_404(Expense.objects.select_related("member"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            payments.decline_expense(claim, reason=form.cleaned_data["reason"], by=actors.of_request(request))
        except payments.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, format_lazy(_("{called} is told why."), called=claim.member.called))
            return redirect("payments:till")
    return show(request, "decline_claim", form=form, claim=claim)
