"""Coordinators write down what somebody told them, and invite members."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from alongside.foundation import actors, doors, once
from alongside.foundation.forms import ToldForm
from alongside.people import actions as hall
from alongside.people.models import Member
from alongside.people.queries import asks as asking
from alongside.people.queries import listing, members

from .. import actions as opportunities
from ..actions.days import NOT_BEFORE_INVITATION
from ..forms import choosing as asks
from ..forms import members as said
from ..models import Interest
from ..queries import people
from .pages import WRITTEN_DOWN, interest_or_404, opportunity_or_404, paged, say, show

INVITED = gettext_noop("Inviting shows how often others were asked. Members can tell friends of any notice.")
FIND = "find_%s"
"""Names of their own for the boxes that look for people: two boxes of the page are called words."""
MOST_SHOWN = 40
MOST_KEY = 2**63


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
def find_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the member who told us that they would like to."""
    found = opportunity_or_404(request, pk)
    form = said.FindForm(request.GET or None)
    rows: list[Member] = []
    if request.GET and form.is_valid():
        rows = list(listing.find(words=form.cleaned_data["words"])[:MOST_SHOWN])
    return show(request, "find_member", form=form, opportunity=found, rows=rows, searched=bool(request.GET))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_interest(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """Write down that somebody would like to. It has the same standing as on the web."""
    found = opportunity_or_404(request, pk)
    member = get_object_or_404(members.by_reference(reference))
    form = said.RecordInterestForm(request.POST or None, opportunity=found)
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.express_interest(
                found, member, words=form.cleaned_data["words"], answers=form.answers(), told=form.as_told(),
                by=actors.of_request(request),
            )  # fmt: skip
        except (opportunities.CannotJoinIn, hall.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("It is on record, and they get a message."))
            return redirect("opportunities:run", found.pk)
    return show(request, "record_interest", form=form, opportunity=found, member=member)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_answer(request: HttpRequest, pk: int, interest: int) -> HttpResponse:
    """Write down what somebody said about their place or their interest."""
    found = opportunity_or_404(request, pk)
    row = interest_or_404(found, interest)
    form = said.RecordAnswerForm(request.POST or None, interest=row, moves=people.moves(row))
    if request.method == "POST" and form.is_valid():
        try:
            _move(row, form, by=actors.of_request(request))
        except (opportunities.CannotJoinIn, opportunities.CannotAnswer, hall.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The answer is on record."))
            return redirect("opportunities:run", found.pk)
    return show(request, "record_answer", form=form, opportunity=found, interest=row)


def _move(row: Interest, form: said.RecordAnswerForm, *, by: actors.Actor) -> None:
    told: dict[str, Any] = {"told": form.as_told(), "by": by}
    move = form.cleaned_data["move"]
    if move == "withdraw":
        opportunities.withdraw_interest(row, **told)
    elif move == "accept":
        opportunities.accept_place(row.place, **told)
    elif move == "decline":
        opportunities.decline_place(row.place, **told)
    else:
        opportunities.drop_out(row.place, **told)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_no(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """Write down that somebody said no to an invitation."""
    found = opportunity_or_404(request, pk)
    rows = found.invitations.select_related("member", "opportunity")
    row = get_object_or_404(rows, pk=invitation, member__leaving=None)
    form = ToldForm(request.POST or None)
    form.not_before(timezone.localtime(row.created_at).date(), NOT_BEFORE_INVITATION)
    if request.method == "POST" and form.is_valid():
        told = hall.Told(**form.told())
        opportunities.decline_invitation(row, told=told, by=actors.of_request(request))
        say(request, _("Their no is on record."))
        return redirect("opportunities:run", found.pk)
    return show(request, "record_no", form=form, opportunity=found, invitation=row)


@doors.open_to(doors.COORDINATORS, why_not_members=INVITED)
@once.guard
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite members, and see who was asked as often as the centre allows."""
    found = opportunity_or_404(request, pk)
    finding = asks.FindToInviteForm(request.GET or None, auto_id=FIND)
    could = people.for_inviting(found, **finding.criteria())
    page = paged(request, people.in_fair_order(found, could), per_page=MOST_SHOWN)
    form = _invite_form(request, could, list(page))
    if request.method == "POST" and form.is_valid():
        chosen = Member.objects.here().filter(pk__in=form.cleaned_data["members"])
        try:
            made = opportunities.invite(
                found, list(chosen), words=form.cleaned_data["words"], because=form.cleaned_data["because"],
                by=actors.of_request(request),
            )  # fmt: skip
        except opportunities.AskedEnough as refusal:
            form.add_error("because", str(refusal))
        except opportunities.CannotInvite as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Invited: %(n)d.") % {"n": len(made)})
            return redirect("opportunities:run", found.pk)
    return show(
        request, "invite", form=form, finding=finding, opportunity=found, limit=asking.limit(), page=page
    )  # fmt: skip


def _invite_form(request: HttpRequest, could: QuerySet[Member], shown: Sequence[int]) -> asks.InviteForm:
    """Those of the page in their order, and whoever was ticked already, should the order have changed since."""
    ticked = {int(pk) for pk in request.POST.getlist("members")[:1000] if pk.isascii() and pk.isdigit()}
    keys = [*shown, *sorted(pk for pk in ticked - set(shown) if pk < MOST_KEY)]
    rows = could.in_bulk(keys)
    asked = asking.lately(rows)
    found = [rows[key] for key in keys if key in rows]
    return asks.InviteForm(request.POST or None, found=found, asked=asked, limit=asking.limit())
