"""Coordinators make a panel, fill it, and write down what its people told them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alongside.foundation import actors, doors, once
from alongside.payments.queries import offers
from alongside.people.queries import listing, members

from .. import actions as funding
from ..forms import panels as asks
from ..models import Panel, PanelMember
from ..queries import conflicts, outcomes, panels, scoring, voting
from .panel_pages import (
    RUNS_PANELS,
    WRITTEN_DOWN,
    Barred,
    ask,
    barred,
    desk_bid,
    done,
    hidden,
    panel_or_404,
    person_or_404,
    posted,
    round_or_404,
    say,
    show,
)

MOST_SHOWN = 40
View = Callable[..., HttpResponseBase]


def of_the_panel(view: View) -> View:
    """Give a view the panel; a bid with a conflict of whoever is here is answered by a page that says so."""

    @wraps(view)
    @never_cache
    def entered(request: HttpRequest, slug: str, *args: object, **kwargs: object) -> HttpResponseBase:
        panel = panel_or_404(slug)
        try:
            return view(request, panel, *args, **kwargs)
        except Barred:
            return barred(request, panel.round)

    return entered


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@once.guard
def start_panel(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the panel of a round."""
    one_round = round_or_404(slug)
    if panels.panel_of(one_round) is not None:
        return redirect("panel:run_panel", slug)
    form = asks.PanelForm(posted(request), initial={"meets_on": one_round.decide_by})

    def write() -> object:
        return funding.start_panel(one_round, by=actors.of_request(request), **form.panel())

    if done(request, form, write):
        say(request, _("The panel is made. Add people to it."))
        return redirect("panel:run_panel", slug)
    return ask(
        request, form, heading=_("Make the panel"), submit=_("Make the panel"), caption=one_round.title,
        back=reverse("funding:run_round", args=[slug]),
        intro=_("These people read the bids, score them and decide together."),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
def run_panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The panel: who is on it, how far they are, the meeting, the vote, decisions and feedback."""
    kept_out, met = hidden(request, panel.round), panels.has_met(panel)
    people = scoring.how_far(panels.people(panel))
    bids = [bid for bid in panels.bids(panel.round).select_related("decision") if bid.pk not in kept_out]
    standings = scoring.standings(panel, kept_out) if met else []
    ballot = voting.ballot_of(panel.round)
    return show(
        request, "run_panel", panel=panel, round=panel.round, people=people, mix=panels.mix(panel), met=met,
        bids=bids, standings=standings, fits=scoring.where_the_pot_ends(panel, standings), ballot=ballot,
        suggested=voting.suggested(ballot), counts=outcomes.counts(panel.round), offer=offers.current(panel),
        waiting=outcomes.waiting(panel.round), hidden=len(kept_out),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def change_panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    """When and where the panel meets."""
    initial = {
        "meets_on": panel.meets_on,
        "where": panel.where,
        "opportunity": str(panel.opportunity_id or ""),
    }
    form = asks.PanelForm(posted(request), initial=initial)

    def write() -> object:
        return funding.change_panel(panel, by=actors.of_request(request), **form.panel())

    if done(request, form, write):
        say(request, _("It is changed."))
        return redirect("panel:run_panel", panel.round.slug)
    return ask(
        request,
        form,
        heading=_("Change the panel"),
        submit=_("Save"),
        caption=panel.round.title,
        back=_desk(panel),
    )


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def offer_payment(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Say what is paid for sitting on the panel."""
    form = asks.OfferForm(posted(request))

    def write() -> object:
        rate = form.rates[form.cleaned_data["rate"]]
        return funding.offer_for_panel(
            panel, rate=rate, expenses=["travel", "care", "support"], by=actors.of_request(request)
        )

    if done(request, form, write):
        say(request, _("It is offered. Each person chooses how they are paid."))
        return redirect("panel:run_panel", panel.round.slug)
    return ask(
        request, form, heading=_("Pay the people on the panel"), submit=_("Offer it"), caption=panel.round.title,
        back=_desk(panel), intro=_("Those who are at the meeting, or send every score, are owed this."),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
def find_person(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Find a member for the panel."""
    form = asks.FindForm(request.GET or None)
    rows = list(listing.find(words=form.cleaned_data["words"])[:MOST_SHOWN]) if form.is_valid() else []
    return show(request, "find_person", form=form, panel=panel, rows=rows, searched=bool(request.GET))


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def add_person(request: HttpRequest, panel: Panel, reference: str) -> HttpResponse:
    """Put a member on the panel."""
    member = get_object_or_404(members.by_reference(reference))
    form = asks.PersonForm(posted(request))

    def write() -> object:
        return funding.add_to_panel(panel, member, by=actors.of_request(request), **form.cleaned_data)

    if done(request, form, write):
        say(request, _("They are on the panel, and get a message."))
        return redirect("panel:run_panel", panel.round.slug)
    heading = _("Put %(called)s on the panel") % {"called": member.called}
    return ask(
        request, form, heading=heading, submit=_("Add them"), caption=panel.round.title,
        back=reverse("panel:find_person", args=[panel.round.slug]),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
def their_panel(request: HttpRequest, panel: Panel, pk: int) -> HttpResponse:
    """One person on the panel: what they declared, and what can be written down for them."""
    person, kept_out = person_or_404(panel, pk), hidden(request, panel.round)
    sheets, said = scoring.sheets_of(person), conflicts.answers(person)
    own = conflicts.worked_on(person.member, panel.round)
    rows = [(bid, said.get(bid.pk), bid.pk in own) for bid in panels.bids(panel.round)]
    ready = conflicts.is_ready(person)
    to_score = [(bid, sheets.get(bid.pk)) for bid in conflicts.shown_to(person) if bid.pk not in kept_out]
    return show(
        request, "their_panel", panel=panel, round=panel.round, person=person, rows=rows, ready=ready,
        to_score=to_score if ready and not panels.has_met(panel) else [], left=conflicts.unanswered(person),
        ballot=voting.ballot_of(panel.round), paper=voting.paper_of(person),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def change_person(request: HttpRequest, panel: Panel, pk: int) -> HttpResponse:
    """As what somebody is on the panel."""
    person = person_or_404(panel, pk)
    form = asks.PersonForm(posted(request), initial={"as_what": person.as_what, "remote": person.remote})

    def write() -> object:
        return funding.change_person(person, by=actors.of_request(request), **form.cleaned_data)

    if done(request, form, write):
        say(request, _("It is changed."))
        return redirect("panel:their_panel", panel.round.slug, pk)
    heading = _("As what %(called)s is on the panel") % {"called": person.member.called}
    return ask(
        request, form, heading=heading, submit=_("Save"), caption=panel.round.title, back=_theirs(person)
    )


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def remove_person(request: HttpRequest, panel: Panel, pk: int) -> HttpResponse:
    """Somebody leaves the panel: a page asks first."""
    person = person_or_404(panel, pk)
    form = asks.LeaveForm(posted(request))
    if done(request, form, lambda: funding.leave_panel(person, by=actors.of_request(request))):
        say(request, _("They are not on the panel any more."))
        return redirect("panel:run_panel", panel.round.slug)
    heading = _("Does %(called)s leave the panel?") % {"called": person.member.called}
    return ask(
        request, form, heading=heading, submit=_("They leave the panel"), kind="warning", back=_theirs(person),
        caption=panel.round.title,
        intro=_("What they declared stays on record. Scores that they sent stay and count."),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@of_the_panel
@once.guard
def declare_for(request: HttpRequest, panel: Panel, pk: int) -> HttpResponse:
    """Write down what somebody answered about conflicts of interest: first all that are missing, later any."""
    person = person_or_404(panel, pk)
    left = conflicts.unanswered(person)
    form = asks.ConflictsForForm(posted(request), bids=left or _to_change(person))
    if not left:
        _as_they_are(form, person)

    def write() -> object:
        return funding.declare_conflicts(
            person, form.said(), told=form.as_told(), by=actors.of_request(request)
        )

    if done(request, form, write):
        say(request, _("It is on record."))
        return redirect("panel:their_panel", panel.round.slug, pk)
    heading = _("Conflicts of interest of %(called)s") % {"called": person.member.called}
    return ask(
        request, form, heading=heading, submit=_("Write it down"), caption=panel.round.title, back=_theirs(person),
        intro=_("Read out only what stands here: titles, and who asks."),
    )  # fmt: skip


def _to_change(person: PanelMember) -> list[object]:
    own = conflicts.worked_on(person.member, person.panel.round)
    return [bid for bid in panels.bids(person.panel.round) if bid.pk not in own]


def _as_they_are(form: asks.ConflictsForForm, person: PanelMember) -> None:
    for pk, row in conflicts.answers(person).items():
        form.initial = {**form.initial, f"bid_{pk}": row.answer, f"kind_{pk}": row.kind}


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@of_the_panel
@once.guard
def score_for(request: HttpRequest, panel: Panel, pk: int, reference: str) -> HttpResponse:
    """Write down points that somebody told us. What they gave before is not shown."""
    person, bid = person_or_404(panel, pk), desk_bid(request, panel.round, reference)
    if bid.pk in conflicts.barred(person):
        raise Barred
    form = asks.ScoreForForm(posted(request), criteria=panel.round.criteria.all())

    def write() -> object:
        return funding.score(
            person, bid, send=True, told=form.as_told(), by=actors.of_request(request), **form.given()
        )

    if done(request, form, write):
        say(request, _("Their scores are sent."))
        return redirect("panel:their_panel", panel.round.slug, pk)
    heading = _("How %(called)s scores “%(bid)s”") % {"called": person.member.called, "bid": bid.title}
    return ask(
        request,
        form,
        heading=heading,
        submit=_("Send their scores"),
        caption=panel.round.title,
        back=_theirs(person),
    )


def _desk(panel: Panel) -> str:
    return reverse("panel:run_panel", args=[panel.round.slug])


def _theirs(person: PanelMember) -> str:
    return reverse("panel:their_panel", args=[person.panel.round.slug, person.pk])
