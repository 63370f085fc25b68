"""What a member sees and does about their own interests, places and invitations."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.payments.models import Offer

from .. import actions as opportunities
from ..models import Interest
from ..queries import listing, outcomes, people, wording
from .pages import me, my_interest_or_404, my_invitation_or_404, my_place_or_404, paged, say, show

REFUSALS = (opportunities.CannotJoinIn, opportunities.CannotAnswer)


@doors.open_to(doors.SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponse:
    """My opportunities: invitations, places that wait for an answer, and everything I was interested in."""
    member = me(request)
    page = paged(request, people.interests_of(member))
    invited = list(people.invitations_waiting(member))
    shown = [*(one.opportunity for one in page.object_list), *(one.opportunity for one in invited)]
    offers = listing.offers_of(shown)
    lines = {one.pk: wording.first_line(one, offers.get(one.pk), exact=True) for one in shown}
    rows = [_row(one, lines[one.opportunity_id], offers.get(one.opportunity_id)) for one in page.object_list]
    return show(
        request, "mine", page=page, rows=rows, invited=[(one, lines[one.opportunity_id]) for one in invited]
    )  # fmt: skip


def _row(interest: Interest, line: str, offer: Offer | None) -> dict[str, Any]:
    place, candidate = getattr(interest, "place", None), getattr(interest, "candidate", None)
    return {
        "interest": interest, "opportunity": interest.opportunity, "standing": people.standing(interest),
        "moves": people.moves(interest), "line": line, "place": place, "candidate": candidate, "offer": offer,
        "why": outcomes.why_words(interest, place, candidate),
    }  # fmt: skip


def _do(request: HttpRequest, action: Callable[..., Any], row: Any, done: str | Promise) -> HttpResponse:
    """Do one thing with something of mine, say that it worked or why not, and show my page again."""
    try:
        action(row, by=actors.of_request(request))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        say(request, done)
    return redirect("opportunities:mine")


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def withdraw_interest(request: HttpRequest, pk: int) -> HttpResponse:
    """Take my interest back."""
    row = my_interest_or_404(request, pk)
    return _do(request, opportunities.withdraw_interest, row, _("Your interest is taken back."))


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def accept_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to a place."""
    row = my_place_or_404(request, pk)
    return _do(request, opportunities.accept_place, row, _("Thank you. The place is yours."))


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def decline_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to a place."""
    row = my_place_or_404(request, pk)
    return _do(request, opportunities.decline_place, row, _("We noted your no. Thank you for telling us."))


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def drop_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Give my place back."""
    row = my_place_or_404(request, pk)
    return _do(request, opportunities.drop_out, row, _("Your place is given back. Thank you for telling us."))


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def decline_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to an invitation."""
    row = my_invitation_or_404(request, pk)
    return _do(request, opportunities.decline_invitation, row, _("We noted your no. You need not say why."))
