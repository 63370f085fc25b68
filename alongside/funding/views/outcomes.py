"""Deciding, finishing, telling the applicants, and what everybody reads of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, pages, saved_first, unsent
from alongside.foundation.pages import typed
from alongside.methods import equalshares

from .. import actions as funding
from ..forms import votes as asks
from ..models import FundingBallot, HowDecided, Panel, Round
from ..queries import outcomes, panels, reading, scoring, voting
from .panel_desk import of_the_panel
from .panel_pages import RUNS_PANELS, ask, desk_bid, done, hidden, posted, pressed, round_or_404, say, show

PER_PAGE = 10


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def decide_bid(request: HttpRequest, panel: Panel, reference: str) -> HttpResponse:
    """Put on record what people decided about one bid. Scores and votes only suggest."""
    bid = desk_bid(request, panel.round, reference)
    form = asks.DecideForm(posted(request), bid=bid, how=_how(panel), initial=typed(request))

    def write() -> object:
        return funding.decide_bid(bid, by=actors.of_request(request), **form.decided())

    if done(request, form, write):
        say(request, _("The decision is on record."))
        return redirect("panel:run_panel", panel.round.slug)
    standings = scoring.standings(panel, hidden(request, panel.round)) if panels.has_met(panel) else []
    ballot = voting.ballot_of(panel.round)
    return show(
        request, "decide_bid", form=form, panel=panel, round=panel.round, page=reading.page_of(bid),
        standing=next((row for row in standings if row.bid.pk == bid.pk), None),
        fits=bid.pk in scoring.where_the_pot_ends(panel, standings), voted=bid.pk in voting.suggested(ballot),
        ballot=ballot, counts=outcomes.counts(panel.round),
    )  # fmt: skip


def _how(panel: Panel) -> str:
    ballot = voting.ballot_of(panel.round)
    if ballot is not None and ballot.closed_at is not None:
        return HowDecided.EQUAL_SHARES.value
    return HowDecided.SCORED.value if panels.has_met(panel) else HowDecided.AGREED.value


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def conclude(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Finish the decision about the whole round: everybody can read how, by whom, and who disagreed."""
    form = asks.ConcludeForm(
        posted(request), initial={"how": _how(panel), "rung": "co_production"} | typed(request)
    )

    def write() -> object:
        return funding.conclude(panel.round, by=actors.of_request(request), **form.cleaned_data)

    if done(request, form, write):
        say(request, _("The decision is on record. Now tell everybody who applied."))
        return redirect("panel:run_panel", panel.round.slug)
    return ask(
        request, form, heading=_("Finish the decision"), submit=_("Put it on record"), caption=panel.round.title,
        back=reverse("panel:run_panel", args=[panel.round.slug]),
        intro=_("Everybody reads how it was decided, and how many people decided as what. Name nobody."),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def write_feedback(request: HttpRequest, panel: Panel, reference: str) -> HttpResponse:
    """Write what the applicants of one bid are told."""
    bid = desk_bid(request, panel.round, reference)
    decision = getattr(bid, "decision", None)
    if decision is None:
        raise Http404
    now = {"feedback": decision.feedback or decision.reason}
    form = saved_first.watch(asks.FeedbackForm(posted(request), initial=now | typed(request)))

    def write() -> object:
        return funding.write_feedback(bid, by=actors.of_request(request), **form.cleaned_data)

    if done(request, form, write):
        say(request, _("The feedback is kept. Read it once more, then send it."))
        return redirect("panel:feedback", panel.round.slug)
    return ask(
        request, form, heading=_("Feedback"), submit=_("Keep it"), caption=bid.title,
        back=reverse("panel:feedback", args=[panel.round.slug]), intro=decision.get_outcome_display(),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
def feedback(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Every bid with what its applicants are told, and which were told."""
    kept_out = hidden(request, panel.round)
    bids = [bid for bid in panels.bids(panel.round).select_related("decision") if bid.pk not in kept_out]
    return show(
        request, "feedback", panel=panel, round=panel.round, bids=bids, waiting=outcomes.waiting(panel.round),
        hidden=len(kept_out),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@require_POST
@of_the_panel
@once.guard
def send_feedback(request: HttpRequest, panel: Panel, reference: str) -> HttpResponse:
    """Tell everybody who works on the bid."""
    bid = desk_bid(request, panel.round, reference)
    pressed(
        request,
        lambda: funding.send_feedback(bid, by=actors.of_request(request)),
        _("Everybody who works on this bid is told."),
    )
    return redirect("panel:feedback", panel.round.slug)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def announce(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Let everybody read what is funded."""
    form = asks.AnnounceForm(posted(request), initial=typed(request))

    def write() -> object:
        return funding.announce(panel.round, by=actors.of_request(request), **form.cleaned_data)

    if done(request, form, write):
        say(request, _("The round is announced."))
        return redirect("panel:decided", panel.round.slug)
    return ask(
        request, form, heading=_("Announce the round"), submit=_("Let everybody read it"), caption=panel.round.title,
        back=reverse("panel:run_panel", args=[panel.round.slug]),
        intro=_("Everybody reads which bids are funded, and for how much. The others are only counted."),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def all_decided(request: HttpRequest) -> HttpResponse:
    """Every round that has closed, newest first: what came of it, and where feedback is late."""
    page = pages.paged(request, outcomes.closed_rounds(), PER_PAGE)
    rows = outcomes.states(page.object_list)
    runs = bool(doors.roles_of(request) & doors.COORDINATORS)
    return show(request, "all_decided", page=page, rows=rows, runs=runs)


@doors.open_to(doors.EVERYONE)
def decided(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of a round: what is funded, counts of the rest, how it was decided; and feedback that is late."""
    one_round = round_or_404(slug)
    waiting = outcomes.waiting(one_round)
    announced = getattr(one_round, "announcement", None)
    decision = one_round.conclusion.decision if hasattr(one_round, "conclusion") and announced else None
    return show(
        request, "decided", round=one_round, announced=announced, waiting=waiting, decision=decision,
        counts=outcomes.counts(one_round), funded=outcomes.funded(one_round) if announced else [],
        lived=outcomes.lived(decision) if decision else None, ballot=voting.public_ballot(one_round),
        voted=voting.ballot_of(one_round) if announced else None,
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def ballot_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The vote without names, as a Pabulib file."""
    ballot = _public(round_or_404(slug))
    return _file(ballot.result.pb, f"{slug}.pb")


@doors.open_to(doors.EVERYONE)
def recompute(request: HttpRequest, slug: str) -> HttpResponse:
    """The program that works the published file out again: one file, only the standard library."""
    _public(round_or_404(slug))
    return _file(equalshares.RECOMPUTE.read_text(encoding="utf-8"), "recompute.py")


def _public(one_round: Round) -> FundingBallot:
    ballot = voting.public_ballot(one_round)
    if ballot is None:
        raise Http404
    return ballot


def _file(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
