"""What a member sees and does about their own money."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as payments
from ..forms.banking import HowToPayForm
from ..forms.choosing import ChooseForm, note_token
from ..models import TakingPart
from ..queries import choices, owed, theirs
from .pages import me, offer_or_404, say, show, warn


@doors.open_to(doors.SIGNED_IN)
def my_payments(request: HttpRequest) -> HttpResponse:
    """What I chose, what is owed to me and where it is, my costs, and how I am paid."""
    member = me(request)
    return show(request, "my_payments", member=member, **theirs.everything(member))


@doors.open_to(doors.SIGNED_IN)
def my_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one payment is, step by step."""
    took_part = get_object_or_404(TakingPart.objects.standing(), pk=pk, member=me(request))
    return show(request, "my_payment", parcel=owed.parcel(took_part))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def choose_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how to be paid for one thing, with the note on benefits first."""
    member = me(request)
    offer = offer_or_404(pk, member)
    former = choices.of(offer, member)
    form = ChooseForm(request.POST or None, offer=offer, member=member, initial=choices.as_initial(former))
    if request.method == "POST" and form.is_valid():
        try:
            payments.choose(offer, member, by=actors.of_request(request), **form.chosen())
        except payments.CannotChoose as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your choice is saved. You can change it until finance has it."))
            return redirect("payments:my_payments")
    return show(request, "choose_payment", form=form, offer=offer, former=former, shown=note_token())


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def withdraw_choice(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a choice back, so that nothing is chosen."""
    member = me(request)
    choice = choices.of(offer_or_404(pk, member), member)
    if choice is not None:
        try:
            payments.withdraw_choice(choice, by=actors.of_request(request))
        except payments.CannotChoose as refusal:
            warn(request, str(refusal))
            return redirect("payments:my_payments")
    say(request, _("Your choice is taken back. Choose again when you like."))
    return redirect("payments:my_payments")


@doors.open_to(doors.SIGNED_IN)
def benefits_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter for the Jobcentre: what is offered, what was chosen, and what to ask."""
    member = me(request)
    offer = offer_or_404(pk, member)
    return show(request, "benefits_letter", member=member, offer=offer, choice=choices.of(offer, member))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def give_bank_details(request: HttpRequest) -> HttpResponse:
    """Say how to be paid. Bank details are asked for only when there is something to pay."""
    member = me(request)
    form = HowToPayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            payments.say_how_to_pay(member, by=actors.of_request(request), **form.said())
        except payments.CannotKeepDetails as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("We know how to pay you. Bank details are deleted once finance has them."))
            return redirect("payments:my_payments")
    return show(
        request, "give_bank_details", form=form, needed=owed.something_to_pay(member),
        kept=theirs.how_to_pay(member),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def forget_bank_details(request: HttpRequest) -> HttpResponse:
    """Delete how I am paid."""
    payments.forget_how_to_pay(me(request), by=actors.of_request(request))
    say(request, _("It is deleted."))
    return redirect("payments:my_payments")
