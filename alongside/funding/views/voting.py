"""The vote by equal shares: opening and closing it, voting by any way, one's own receipt, and the public files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.methods import equalshares

from .. import actions as funding
from .. import emails_panel
from ..forms import votes as asks
from ..models import BallotBid, FundingBallot, Panel, PanelMember
from ..queries import conflicts, panels, voting
from .my_panel import on_the_panel
from .panel_desk import of_the_panel
from .panel_pages import (
    RUNS_PANELS,
    WRITTEN_DOWN,
    Barred,
    ask,
    done,
    hidden,
    person_or_404,
    posted,
    pressed,
    say,
    show,
)


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def open_vote(request: HttpRequest, panel: Panel) -> HttpResponse:
    """What is fixed before the vote, and what to look at first."""
    form, kept_out = asks.OpenVoteForm(posted(request)), hidden(request, panel.round)
    bids = [bid for bid in panels.bids(panel.round) if bid.asked_pence and bid.pk not in kept_out]

    def write() -> object:
        return funding.open_vote(panel, by=actors.of_request(request), **form.cleaned_data)

    if done(request, form, write):
        say(request, _("The vote is open. Everybody on the panel gets a message."))
        return redirect("panel:run_panel", panel.round.slug)
    rules = equalshares.Rules(panel.round.pot_pence)
    notices = voting.warnings(bids, rules, panels.people(panel).count())
    return show(request, "open_vote", form=form, panel=panel, round=panel.round, notices=notices)


@doors.open_to(doors.SIGNED_IN)
@on_the_panel
@once.guard
def vote(request: HttpRequest, person: PanelMember) -> HttpResponse:
    """Choose every bid that one approves of; again, while the vote is open."""
    ballot = _open_ballot(person)
    rows = voting.on_ballot(ballot, conflicts.barred(person))
    form = asks.VoteForm(posted(request), rows=rows, paper=voting.paper_of(person))

    def write() -> object:
        return funding.vote(ballot, person, approves=form.chosen(), by=actors.of_request(request))

    if done(request, form, write):
        say(request, _("Your vote is kept. You can change it until the vote closes."))
        return redirect("panel:mine", ballot.round.slug)
    return show(
        request, "vote", form=form, ballot=ballot, round=ballot.round, published=emails_panel.what_is_published(),
        hidden=ballot.bids.count() - len(rows),
    )  # fmt: skip


def _open_ballot(person: PanelMember) -> FundingBallot:
    ballot = voting.ballot_of(person.panel.round)
    if ballot is None or ballot.closed_at is not None:
        raise Http404
    if not conflicts.is_ready(person):
        raise Barred
    return ballot


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@of_the_panel
@once.guard
def vote_for(request: HttpRequest, panel: Panel, pk: int) -> HttpResponse:
    """Key in a vote on paper, or one told by phone or in person. What they chose before is not shown."""
    person = person_or_404(panel, pk)
    ballot = _open_ballot(person)
    rows, unseen = _seen_and_unseen(request, ballot, person)
    form = asks.VoteForForm(posted(request), rows=rows)

    def write() -> object:
        return funding.vote(
            ballot, person, approves=form.chosen(), told=form.as_told(), unseen=unseen,
            by=actors.of_request(request),
        )  # fmt: skip

    if done(request, form, write):
        stays = _("What was on record about bids that you do not see has stayed.") if unseen else ""
        say(request, f"{_('Their vote is kept.')} {stays}".strip())
        return redirect("panel:their_panel", panel.round.slug, pk)
    heading = _("How %(called)s votes") % {"called": person.member.called}
    return ask(
        request, form, heading=heading, submit=_("Keep the vote"), caption=panel.round.title,
        back=reverse("panel:their_panel", args=[panel.round.slug, pk]), intro=emails_panel.what_is_published(),
        unseen=len(unseen),
    )  # fmt: skip


def _seen_and_unseen(
    request: HttpRequest, ballot: FundingBallot, person: PanelMember
) -> tuple[list[BallotBid], set[int]]:
    """What somebody may vote for: what whoever writes it down sees of it, and which bids they do not see."""
    rows, kept_out = voting.on_ballot(ballot, conflicts.barred(person)), hidden(request, ballot.round)
    seen = [row for row in rows if row.bid_id not in kept_out]
    return seen, {row.bid_id for row in rows} & kept_out


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@require_POST
@of_the_panel
@once.guard
def close_vote(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Close the vote, and work out what it suggests."""
    ballot = voting.ballot_of(panel.round)
    if ballot is None:
        raise Http404
    pressed(
        request,
        lambda: funding.close_vote(ballot, by=actors.of_request(request)),
        _("The vote is closed. It suggests; people decide."),
    )
    return redirect("panel:run_panel", panel.round.slug)


@doors.open_to(doors.SIGNED_IN)
@on_the_panel
def receipt(request: HttpRequest, person: PanelMember) -> HttpResponse:
    """What one's own share went to; and what each bid without money would have taken."""
    ballot = voting.ballot_of(person.panel.round)
    if ballot is None or not hasattr(ballot, "result"):
        raise Http404
    if not conflicts.is_ready(person):
        raise Barred
    kept_out = conflicts.barred(person)
    return show(
        request, "receipt", round=person.panel.round, ballot=ballot, receipt=voting.receipt_of(person),
        rows=voting.told(ballot, kept_out), shortfalls=voting.shortfalls(ballot, kept_out), hidden=len(kept_out),
    )  # fmt: skip
