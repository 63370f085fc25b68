"""What somebody on a panel does: say whether they have a conflict, read, score, and see what the panel sees."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alongside.foundation import actors, doors, once, pages, unsent
from alongside.foundation.components import Kind, Task
from alongside.payments.queries import offers

from .. import actions as funding
from ..forms import panels as asks
from ..models import PanelMember
from ..queries import conflicts, panels, reading, scoring, voting
from .pages import typed
from .panel_pages import Barred, ask, barred, done, mine_or_404, my_bid, posted, say, show

View = Callable[..., HttpResponseBase]


def on_the_panel(view: View) -> View:
    """Give a view the person on the panel who is here; a bid with a conflict is answered by a page that says so."""

    @wraps(view)
    @never_cache
    def entered(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = mine_or_404(request, slug)
        try:
            return view(request, person, *args, **kwargs)
        except Barred:
            if not conflicts.is_ready(person):
                return redirect("panel:declare", slug)
            return barred(request, person.panel.round)

    return entered


@doors.open_to(doors.SIGNED_IN)
@never_cache
def my_panels(request: HttpRequest) -> HttpResponse:
    """The panels that somebody is on."""
    return show(request, "my_panels", people=list(panels.of_member(pages.me(request))))


@doors.open_to(doors.SIGNED_IN)
@on_the_panel
def mine(request: HttpRequest, person: PanelMember) -> HttpResponse:
    """One panel: what to do next, the bids to read, and after the meeting has opened how they stand."""
    panel, ready = person.panel, conflicts.is_ready(person)
    met = panels.has_met(panel)
    rows = scoring.standings(panel, conflicts.barred(person)) if ready and met else []
    return show(
        request, "mine", person=person, panel=panel, round=panel.round, ready=ready, met=met,
        tasks=_tasks(person) if ready else [], rows=rows, progress=scoring.progress(person),
        hidden=len(conflicts.barred(person)), offer=offers.current(panel), ballot=voting.ballot_of(panel.round),
        paper=voting.paper_of(person),
    )  # fmt: skip


def _tasks(person: PanelMember) -> list[Task]:
    sheets, slug = scoring.sheets_of(person), person.panel.round.slug
    found = []
    for bid in conflicts.shown_to(person):
        sheet = sheets.get(bid.pk)
        sent = sheet is not None and sheet.sent_at is not None
        status = _("Scores sent") if sent else _("Draft") if sheet else _("To read")
        kind: Kind = "good" if sent else "waiting" if sheet else "attention"
        its_url = reverse("panel:read_bid", args=[slug, bid.reference])
        found.append(Task(bid.title, its_url, panels.who_asks(bid), status, kind))
    return found


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@on_the_panel
@once.guard
def declare(request: HttpRequest, person: PanelMember) -> HttpResponse:
    """For each bid, with nothing shown but its title and who asks: is there a conflict of interest?"""
    one_round = person.panel.round
    left = conflicts.unanswered(person) if one_round.is_closed else []
    form = asks.ConflictsForm(posted(request), bids=left, initial=typed(request))

    def write() -> object:
        return funding.declare_conflicts(person, form.said(), by=actors.of_request(request))

    if done(request, form, write):
        say(request, _("Thank you. It is on record."))
        return redirect("panel:mine", one_round.slug)
    return show(request, "declare", form=form, person=person, round=one_round, left=left)


@doors.open_to(doors.SIGNED_IN)
@on_the_panel
@once.guard
def declare_later(request: HttpRequest, person: PanelMember, reference: str) -> HttpResponse:
    """Somebody finds a conflict with a bid that they could read until now."""
    bid, slug = my_bid(person, reference), person.panel.round.slug
    form = asks.ConflictForm(posted(request))

    def write() -> object:
        said = funding.Said("conflict", form.cleaned_data["kind"], form.cleaned_data["words"])
        return funding.declare_conflicts(person, {bid.pk: said}, by=actors.of_request(request))

    if done(request, form, write):
        say(request, _("It is on record. What you scored is kept and does not count."))
        return redirect("panel:mine", slug)
    return ask(
        request, form, heading=_("I have a conflict of interest"), submit=_("Say so, and close this bid for me"),
        back=reverse("panel:read_bid", args=[slug, reference]), caption=bid.title,
        intro=_("This bid is then closed to you. Only a coordinator can open it again."),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@on_the_panel
def read_bid(request: HttpRequest, person: PanelMember, reference: str) -> HttpResponse:
    """One bid, with what is scored."""
    bid = my_bid(person, reference)
    return show(
        request, "read_bid", person=person, round=person.panel.round, page=reading.page_of(bid),
        criteria=list(person.panel.round.criteria.all()), sheet=scoring.sheet_of(person, bid),
        met=panels.has_met(person.panel),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@on_the_panel
@once.guard
def score_bid(request: HttpRequest, person: PanelMember, reference: str) -> HttpResponse:
    """Points for each criterion: a draft, or sent."""
    bid, one_round = my_bid(person, reference), person.panel.round
    sheet = scoring.sheet_of(person, bid)
    form = asks.ScoreForm(
        posted(request), criteria=one_round.criteria.all(), sheet=sheet, initial=typed(request)
    )
    send = bool(request.POST.get("send"))

    def write() -> object:
        return funding.score(person, bid, send=send, by=actors.of_request(request), **form.given())

    if done(request, form, write):
        say(request, _("Your scores are sent.") if send else _("Your draft is kept. Nobody sees it."))
        return redirect("panel:mine", one_round.slug)
    return show(request, "score_bid", form=form, bid=bid, round=one_round, sheet=sheet)
