"""Members propose sessions; coordinators answer, and write down what was proposed by phone or post."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from alongside.foundation import actors, doors, once
from alongside.people import actions as people

from .. import actions as gatherings
from ..forms.people import ProposalForm, RecordProposalForm
from ..forms.sessions import BecauseForm, DraftForm
from ..models import Meeting, Series, SessionProposal
from ..queries import sessions as queries
from . import posted
from .pages import me, say, show

ANSWERS = gettext_noop("Coordinators answer proposals, so that each of them gets one answer.")


@doors.open_to(doors.SIGNED_IN)
@once.guard
def propose_session(request: HttpRequest) -> HttpResponse:
    """Propose a session that you would like, and chair it if you wish."""
    member = me(request)
    form = ProposalForm(posted(request), all_series=list(Series.objects.all()))
    if request.method == "POST" and form.all_series and form.is_valid():
        gatherings.propose_session(
            form.series(), member=member, by=actors.of_request(request), **form.proposal()
        )
        say(request, _("Thank you. A coordinator reads your proposal, and you get an answer."))
        return redirect("gatherings:propose_session")
    mine = list(SessionProposal.objects.filter(member=member).select_related("session"))
    return show(request, "propose_session", form=form, mine=mine)


@doors.open_to(doors.COORDINATORS, why_not_members=ANSWERS)
def proposals(request: HttpRequest) -> HttpResponse:
    """What members proposed, what waits for an answer, and what is being planned."""
    waiting = list(SessionProposal.objects.waiting().select_related("member", "series"))
    answered = SessionProposal.objects.exclude(answered_at=None).select_related("member", "session")[:20]
    drafts = list(queries.drafts())
    return show(request, "proposals", waiting=waiting, answered=list(answered), drafts=drafts)


@doors.open_to(doors.COORDINATORS, why_not_members=ANSWERS)
@once.guard
def record_proposal(request: HttpRequest) -> HttpResponse:
    """Write down a session that somebody proposed by phone, by post or in person."""
    form = RecordProposalForm(posted(request), all_series=list(Series.objects.all()))
    if request.method == "POST" and form.all_series and form.is_valid():
        try:
            gatherings.propose_session(
                form.series(), member=form.cleaned_data["member"], told=people.Told(**form.told()),
                by=actors.of_request(request), **form.proposal(),
            )  # fmt: skip
        except people.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The proposal is written down. It has the same standing as one from the web."))
            return redirect("gatherings:proposals")
    return show(request, "record_proposal", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=ANSWERS)
@once.guard
def accept_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes: the proposal becomes a session in draft."""
    proposal = get_object_or_404(SessionProposal.objects.select_related("member", "series"), pk=pk)
    start = {"title": proposal.title, "purpose": proposal.purpose, "meeting": Meeting.HYBRID}
    form = DraftForm(posted(request), all_series=[proposal.series], initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = gatherings.accept_proposal(proposal, by=actors.of_request(request), **form.changes())
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The session is planned. We told whoever proposed it."))
            return redirect("gatherings:run_session", made.pk)
    return show(request, "accept_proposal", form=form, proposal=proposal)


@doors.open_to(doors.COORDINATORS, why_not_members=ANSWERS)
@once.guard
def decline_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no, with a reason that the person reads."""
    proposal = get_object_or_404(SessionProposal.objects.select_related("member"), pk=pk)
    form = BecauseForm(
        posted(request), label=_("Why not now?"), hint=_("The person who proposed it reads this.")
    )
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.decline_proposal(
                proposal, because=form.cleaned_data["because"], by=actors.of_request(request)
            )
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("They have your answer."))
            return redirect("gatherings:proposals")
    return show(request, "decline_proposal", form=form, proposal=proposal)
