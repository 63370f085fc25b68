"""What staff write down for a member: everything that a member can do online, with the same standing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from alongside.foundation import actors, doors, once
from alongside.foundation.forms import ToldForm
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as payments
from .. import rules
from ..forms.banking import HowToPayForForm
from ..forms.choosing import ChooseForForm
from ..forms.costs import AskBookingForForm, ClaimForForm
from ..models import Booking, Expense, Offer
from ..queries import choices, owed, theirs
from .pages import member_or_404, offer_or_404, say, show

WRITTEN_DOWN = gettext_noop("Members do this under “My payments”. Here it is written down for somebody else.")
REFUSALS = (
    payments.CannotChoose, payments.CannotClaim, payments.CannotKeepDetails, people.CannotRecord,
)  # fmt: skip


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
def their_payments(request: HttpRequest, reference: str) -> HttpResponse:
    """One member's money, with a way to write down whatever they tell us."""
    member = member_or_404(reference)
    return show(
        request, "their_payments", member=member, offers=list(Offer.objects.filter(ended_at=None, pence__gt=0)),
        **theirs.everything(member),
    )  # fmt: skip


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
@once.guard
def record_choice(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Write down how somebody would like to be paid, after the note on benefits was read out."""
    member = member_or_404(reference)
    offer = offer_or_404(pk, member)
    known = choices.as_initial(choices.of(offer, member))
    form = ChooseForForm(request.POST or None, offer=offer, member=member, initial=known)

    def write(told: people.Told) -> None:
        payments.choose(offer, member, told=told, by=actors.of_request(request), **form.chosen())

    return _written(request, "record_choice", member, form, write, offer=offer)


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
@once.guard
def record_choice_withdrawn(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Write down that somebody took their choice back."""
    member = member_or_404(reference)
    choice = get_object_or_404(choices.standing(member), offer=pk)
    form = ToldForm(request.POST or None)

    def write(told: people.Told) -> None:
        payments.withdraw_choice(choice, told=told, by=actors.of_request(request))

    return _written(request, "record_choice_withdrawn", member, form, write, choice=choice)


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
@once.guard
def record_booking(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what somebody asks us to book."""
    member = member_or_404(reference)
    form = AskBookingForForm(request.POST or None)

    def write(told: people.Told) -> None:
        given = {name: form.cleaned_data[name] for name in ("kind", "what", "needed_on")}
        payments.ask_booking(member, told=told, by=actors.of_request(request), **given)

    return _written(request, "record_booking", member, form, write)


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
@once.guard
def record_booking_withdrawn(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Write down that somebody no longer needs a booking."""
    member = member_or_404(reference)
    booking = get_object_or_404(Booking.objects.to_make(), pk=pk, member=member)
    form = ToldForm(request.POST or None)

    def write(told: people.Told) -> None:
        payments.withdraw_booking(booking, told=told, by=actors.of_request(request))

    return _written(request, "record_booking_withdrawn", member, form, write, booking=booking)


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
@once.guard
def record_claim(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what somebody paid and wants back."""
    member = member_or_404(reference)
    form = ClaimForForm(request.POST or None, request.FILES or None)

    def write(told: people.Told) -> None:
        payments.claim(member, told=told, by=actors.of_request(request), **form.claim())

    return _written(request, "record_claim", member, form, write)


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
@once.guard
def record_claim_withdrawn(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Write down that somebody takes a claim back."""
    member = member_or_404(reference)
    claim = get_object_or_404(Expense.objects.to_check(), pk=pk, member=member)
    form = ToldForm(request.POST or None)

    def write(told: people.Told) -> None:
        payments.withdraw_expense(claim, told=told, by=actors.of_request(request))

    return _written(request, "record_claim_withdrawn", member, form, write, claim=claim)


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
@once.guard
def record_how_to_pay(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down how somebody wants to be paid. Bank details are never shown again."""
    member = member_or_404(reference)
    form = HowToPayForForm(request.POST or None)

    def write(told: people.Told) -> None:
        payments.say_how_to_pay(member, told=told, by=actors.of_request(request), **form.said())

    return _written(request, "record_how_to_pay", member, form, write, needed=owed.something_to_pay(member))


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
@once.guard
def record_how_to_pay_forgotten(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down that somebody wants their bank details deleted, and delete them."""
    member = member_or_404(reference)
    form = ToldForm(request.POST or None)

    def write(told: people.Told) -> None:
        payments.forget_how_to_pay(member, told=told, by=actors.of_request(request))

    return _written(request, "record_how_to_pay_forgotten", member, form, write)


@doors.open_to(rules.TILL, why_not_members=WRITTEN_DOWN)
def their_letter(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The letter for the Jobcentre, to print and post to somebody."""
    member = member_or_404(reference)
    offer = offer_or_404(pk, member)
    return show(
        request, "benefits_letter", member=member, offer=offer, choice=choices.of(offer, member), posted=True
    )


def _written(
    request: HttpRequest,
    name: str,
    member: Member,
    form: Any,
    write: Callable[[people.Told], None],
    **more: Any,
) -> HttpResponse:
    """Show the form; when it is good, write it down and go back to the member's money."""
    if request.method == "POST" and form.is_valid():
        try:
            write(people.Told(**form.told()))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("It is written down, with the same standing as on the web."))
            return redirect("payments:their_payments", member.reference)
    return show(request, name, form=form, member=member, **more)
