"""What a member sees and does about their own money."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, doors, once
from alongside.people.models import Member

from .. import actions as payments
from ..forms.choosing import ChooseForm, note_token
from ..models import Choosing, Offer, TakingPart
from ..queries import choices
from .pages import me, say, show


@doors.open_to(doors.SIGNED_IN)
def my_payments(request: HttpRequest) -> HttpResponse:
    """What I chose, what is owed to me and where it is."""
    member = me(request)
    return show(
        request, "my_payments", member=member, choices=list(choices.standing(member)),
        waiting=list(TakingPart.objects.waiting_for_choice().filter(member=member).select_related("offer")),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def choose_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how to be paid for one thing, with the note on benefits first."""
    member = me(request)
    offer = offer_or_404(pk, member)
    former = choices.of(offer, member)
    known = (
        {"kind": former.kind, "part": former.pence if former.kind == Choosing.PART else None}
        if former
        else {}
    )
    form = ChooseForm(request.POST or None, offer=offer, member=member, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            payments.choose(offer, member, by=actors.of_request(request), **form.chosen())
        except payments.CannotChoose as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your choice is saved. You can change it until finance has it."))
            return redirect("payments:my_payments")
    return show(request, "choose_payment", form=form, offer=offer, former=former, shown=note_token())


def offer_or_404(pk: int, member: Member) -> Offer:
    """An offer that stands, or that this member has to do with. Raises Http404 for any other."""
    offer = get_object_or_404(Offer.objects.select_related("rate__card"), pk=pk)
    theirs = TakingPart.objects.filter(offer=offer, member=member).exists()
    if offer.ended_at and not theirs and choices.of(offer, member) is None:
        raise Http404
    return offer
