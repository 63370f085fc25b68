"""A member's costs: ask us to book, claim what was paid, take either back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as payments
from .. import rules
from ..forms.costs import AskBookingForm, ClaimWithPhotoForm
from ..models import Booking, Expense, Receipt
from .pages import me, say, show, warn


@doors.open_to(doors.SIGNED_IN)
@once.guard
def ask_booking(request: HttpRequest) -> HttpResponse:
    """Ask us to book and pay something, so that you need not spend your own money."""
    member = me(request)
    form = AskBookingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            payments.ask_booking(member, by=actors.of_request(request), **form.cleaned_data)
        except payments.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("We book it for you, and tell you when it is done."))
            return redirect("payments:my_payments")
    return show(request, "ask_booking", form=form)


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def withdraw_booking(request: HttpRequest, pk: int) -> HttpResponse:
    """You no longer need it."""
    booking = get_object_or_404(Booking, pk=pk, member=me(request))
    try:
        payments.withdraw_booking(booking, by=actors.of_request(request))
    except payments.CannotClaim as refusal:
        warn(request, str(refusal))
    else:
        say(request, _("We do not book it."))
    return redirect("payments:my_payments")


@doors.open_to(doors.SIGNED_IN)
@once.guard
def claim_expense(request: HttpRequest) -> HttpResponse:
    """Claim what you paid, with a photo of the receipt if you have one."""
    member = me(request)
    form = ClaimWithPhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            payments.claim(member, by=actors.of_request(request), **form.claim())
        except payments.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("We have your claim. Somebody looks at it within seven days."))
            return redirect("payments:my_payments")
    return show(request, "claim_expense", form=form)


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def withdraw_expense(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a claim back."""
    expense = get_object_or_404(Expense, pk=pk, member=me(request))
    try:
        payments.withdraw_expense(expense, by=actors.of_request(request))
    except payments.CannotClaim as refusal:
        warn(request, str(refusal))
    else:
        say(request, _("Your claim is taken back."))
    return redirect("payments:my_payments")


@doors.open_to(doors.SIGNED_IN)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo of a receipt: for the member who sent it, coordinators and finance. Nobody else finds it."""
    row = get_object_or_404(Receipt.objects.select_related("expense"), expense=pk)
    member = getattr(request, "member", None)
    if not (doors.roles_of(request) & rules.TILL or (member and row.expense.member_id == member.pk)):
        raise Http404
    response = HttpResponse(bytes(row.picture), content_type="image/jpeg")
    response.headers["Content-Disposition"] = f'attachment; filename="receipt-{row.expense_id}.jpg"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
