"""Coordinators write down a bid that somebody tells them by phone, by post or in person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import actors, doors, once
from alongside.people import actions as hall
from alongside.people.models import Member
from alongside.people.queries import listing as members

from .. import actions as funding
from ..forms import bids as asks
from .pages import WRITTEN_DOWN, ask, round_or_404, say, show

MOST_SHOWN = 40


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
def find_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Find the member who applies by phone, by post or in person."""
    found = round_or_404(request, slug)
    form = asks.FindForm(request.GET or None)
    rows: list[Member] = []
    if request.GET and form.is_valid():
        rows = list(members.find(words=form.cleaned_data["words"])[:MOST_SHOWN])
    return show(request, "find_member", form=form, one_round=found, rows=rows, searched=bool(request.GET))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_bid(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Start a bid for somebody who tells us: the same bid, with the same standing."""
    found = round_or_404(request, slug)
    member = get_object_or_404(Member.objects.here(), reference=reference)
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
