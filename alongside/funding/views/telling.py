"""Coordinators write down a bid that somebody tells them by phone, by post or in person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import actors, doors, once
from alongside.people import actions as hall
from alongside.people.models import Member
from alongside.people.queries import listing, members

from .. import actions as funding
from .. import rules
from ..forms import bids as asks
from ..models import BidInvitation
from .pages import WRITTEN_DOWN, ask, bid_or_404, posted, round_or_404, say, show

MOST_SHOWN = 40


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
def find_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Find the member who applies by phone, by post or in person."""
    found = round_or_404(request, slug)
    form = asks.FindForm(request.GET or None)
    rows: list[Member] = []
    if request.GET and form.is_valid():
        rows = list(listing.find(words=form.cleaned_data["words"])[:MOST_SHOWN])
    return show(request, "find_member", form=form, one_round=found, rows=rows, searched=bool(request.GET))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_bid(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Start a bid for somebody who tells us: the same bid, with the same standing."""
    found = round_or_404(request, slug)
    member = get_object_or_404(members.by_reference(reference))
    form = asks.ToldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = funding.start_bid(found, member, told=form.as_told(), by=actors.of_request(request))
        except (funding.CannotApply, hall.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The bid is started. Write down each part, and read it back."))
            return redirect("funding:bid", made.reference)
    return ask(
        request, form, heading=_("%(called)s applies") % {"called": member.called}, submit=_("Start the bid"),
        back_url=reverse("funding:find_member", args=[found.slug]), caption=found.title,
        intro=_("Ask whether they would like you to write it down. They get every letter that others get by email."),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def take_up_bid(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on with a bid that somebody began on the web, because they asked us to."""
    found = round_or_404(request, slug)
    form = asks.TakeUpForm(posted(request), one_round=found)
    if request.method == "POST" and form.is_valid():
        bid = form.cleaned_data["reference"]
        try:
            funding.take_up_bid(bid, told=form.as_told(), by=actors.of_request(request))
        except (funding.CannotApply, hall.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("You can write it down with them now. Everybody who works on it is told."))
            return redirect("funding:bid", bid.reference)
    return ask(
        request, form, heading=_("Go on with a bid for somebody"), submit=_("Go on with it"),
        back_url=reverse("funding:find_member", args=[found.slug]), caption=found.title,
        intro=_("Only when somebody who leads it asks you to. Until then it is private."),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_bid_answer(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Write down what somebody said who was asked to work on a bid that you write down."""
    bid = bid_or_404(request, reference)
    row = get_object_or_404(BidInvitation.objects.select_related("member"), bid=bid, pk=pk, quiet=False)
    if not rules.writes_down(doors.roles_of(request), bid):
        raise Http404
    form = asks.SaidForm(posted(request))
    if request.method == "POST" and form.is_valid():
        act = funding.accept_bid_invitation if form.cleaned_data["yes"] else funding.decline_bid_invitation
        try:
            act(row, told=form.as_told(), by=actors.of_request(request))
        except (funding.CannotWorkTogether, funding.CannotChange, hall.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Their answer is on record."))
            return redirect("funding:people", bid.reference)
    return ask(
        request, form, heading=_("What did they say?"), submit=_("Save"), caption=row.member.reference,
        back_url=reverse("funding:people", args=[bid.reference]),
    )  # fmt: skip
