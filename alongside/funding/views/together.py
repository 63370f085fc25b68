"""Writing a bid together: who works on it, whom to ask, and what people say to each other."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, unsent

from .. import actions as funding
from .. import rules
from ..forms import bids as asks
from ..models import Applicant, ApplicantRole, Bid, BidComment, BidInvitation
from .pages import ask, bid_or_404, me, posted, refuse, say, show, somebody, typed

LEAD, COMMENT = ApplicantRole.LEAD, ApplicantRole.COMMENT


@doors.open_to(doors.SIGNED_IN)
def people(request: HttpRequest, reference: str) -> HttpResponse:
    """Who works on the bid, what each may do, and who was asked."""
    found = bid_or_404(request, reference)
    roles, member = doors.roles_of(request), somebody(request)
    asked = found.invitations.filter(accepted_at=None, declined_at=None, taken_back_at=None, quiet=False)
    return show(
        request, "people", bid=found, member=member, writes_down=rules.writes_down(roles, found),
        leads=rules.works_on(member, found, LEAD) or rules.writes_down(roles, found),
        people=list(found.applicants.filter(left_at=None).select_related("member__leaving")),
        invited=list(asked.select_related("member__leaving")),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def invite_to_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask a member to work on the bid. They say yes or no themselves."""
    found = bid_or_404(request, reference, role=LEAD)
    form = asks.InviteForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data) | {"by": actors.of_request(request), "asked_by": somebody(request)}
        who = given.pop("who")
        try:
            if isinstance(who, str):
                funding.invite_by_email(found, who, **given)
            else:
                funding.invite_to_bid(found, who, **given)
        except ValidationError as refusal:
            refuse(form, refusal)
        except (funding.CannotWorkTogether, funding.CannotChange) as refusal:
            form.add_error(None, str(refusal))
        else:
            quiet = _("If this address is a member’s, we asked them. You hear if they say yes.")
            say(request, quiet if isinstance(who, str) else _("We asked them. You hear what they say."))
            return redirect("funding:people", found.reference)
    back_url = reverse("funding:people", args=[found.reference])
    return ask(
        request, form, heading=_("Ask somebody to work on it"), submit=_("Ask them"), back_url=back_url,
        caption=found.called, intro=_("They read the bid only once they said yes."),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def take_invitation_back(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Do not ask them after all."""
    found = bid_or_404(request, reference, role=LEAD)
    row = get_object_or_404(BidInvitation, bid=found, pk=pk, quiet=False)
    funding.take_invitation_back(row, by=actors.of_request(request))
    say(request, _("The invitation is taken back."))
    return redirect("funding:people", found.reference)


def _mine_or_404(request: HttpRequest, pk: int) -> BidInvitation:
    rows = BidInvitation.objects.select_related("bid__round", "asked_by")
    return get_object_or_404(rows, pk=pk, member=me(request))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def join_bid(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to working on a bid."""
    row = _mine_or_404(request, pk)
    form = asks.JoinForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            funding.accept_bid_invitation(row, by=actors.of_request(request), **form.cleaned_data)
        except (funding.CannotWorkTogether, funding.CannotChange) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("You work on this bid now."))
            return redirect("funding:bid", row.bid.reference)
    return ask(
        request, form, heading=_("Work on this bid"), submit=_("Yes, I join"),
        back_url=reverse("funding:my_bids"), caption=row.bid.called,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def decline_bid_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to working on a bid."""
    funding.decline_bid_invitation(_mine_or_404(request, pk), by=actors.of_request(request))
    say(request, _("We noted your no. You need not say why."))
    return redirect("funding:my_bids")


def _applicant_or_404(found: Bid, pk: int) -> Applicant:
    rows = Applicant.objects.select_related("member__leaving")
    return get_object_or_404(rows, bid=found, pk=pk, left_at=None)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_applicant(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Let somebody do more or less with the bid."""
    found = bid_or_404(request, reference, role=LEAD)
    row = _applicant_or_404(found, pk)
    form = asks.RoleForm(posted(request), initial={"role": row.role})
    if request.method == "POST" and form.is_valid():
        try:
            funding.change_applicant(row, by=actors.of_request(request), **form.cleaned_data)
        except funding.CannotWorkTogether as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Saved."))
            return redirect("funding:people", found.reference)
    back_url = reverse("funding:people", args=[found.reference])
    heading = _("What may %(called)s do?") % {"called": row.member.called}
    return ask(request, form, heading=heading, submit=_("Save"), back_url=back_url, caption=found.called)


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def leave_bid(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Leave the bid; or, as its lead, take somebody off it."""
    found = bid_or_404(request, reference)
    row = _applicant_or_404(found, pk)
    member = somebody(request)
    mine = member is not None and row.member_id == member.pk
    if not mine and not rules.works_on(member, found, LEAD):
        raise Http404
    try:
        funding.leave_bid(row, by=actors.of_request(request))
    except funding.CannotWorkTogether as refusal:
        messages.error(request, str(refusal))
        return redirect("funding:people", found.reference)
    say(request, _("You left the bid.") if mine else _("They are off the bid."))
    return redirect("funding:my_bids") if mine else redirect("funding:people", found.reference)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def comment_on_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """Say something to the others who work on the bid."""
    found = bid_or_404(request, reference, role=COMMENT)
    form = asks.CommentForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            funding.comment_on_bid(found, me(request), by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        except funding.CannotWorkTogether as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The others can read it now."))
            return redirect("funding:bid", found.reference)
    back_url = reverse("funding:bid", args=[found.reference])
    return ask(request, form, heading=_("Say something"), submit=_("Say it"), back_url=back_url,
               caption=found.called)  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def remove_bid_comment(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take back what I said."""
    found = bid_or_404(request, reference)
    row = get_object_or_404(BidComment, bid=found, pk=pk, member=me(request))
    funding.remove_bid_comment(row, by=actors.of_request(request))
    say(request, _("It is taken back."))
    return redirect("funding:bid", found.reference)
