"""The meeting of the panel: opening it, placing bids after talking, closing it, and the pack that is on the table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import actors, doors, once, unsent
from alongside.foundation.pages import typed

from .. import actions as funding
from .. import papers
from ..forms import panels as asks
from ..models import Panel, PanelMember
from ..queries import conflicts, panels, reading, scoring
from .my_panel import on_the_panel
from .panel_desk import of_the_panel
from .panel_pages import RUNS_PANELS, Barred, ask, done, hidden, posted, say, show


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def open_meeting(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Who is there; then scores are fixed, and averages are shown."""
    has_met = panels.has_met(panel)
    former = dict(panel.meeting.present.values_list("person_id", "remote")) if has_met else None
    form = asks.PresentForm(posted(request), people=panels.people(panel), former=former)

    def write() -> object:
        by = actors.of_request(request)
        if has_met:
            return funding.note_present(panel.meeting, present=form.present(), by=by)
        return funding.open_meeting(panel, present=form.present(), by=by)

    if done(request, form, write):
        opened = _("The meeting is open. Scores stay as they are, and the panel sees the averages.")
        say(request, _("It is changed.") if has_met else opened)
        return redirect("panel:run_panel", panel.round.slug)
    return ask(
        request, form, heading=_("Who is at the meeting?"), caption=panel.round.title, back=_desk(panel),
        submit=_("Save") if has_met else _("Open the meeting"),
        intro="" if has_met else _("Once the meeting is open, nobody can change their scores."),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def place_bids(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Where people place bids after talking, and why one moved."""
    if not panels.has_met(panel):
        raise Http404
    rows = scoring.standings(panel, hidden(request, panel.round))
    form = asks.PlacesForm(posted(request), rows=rows)

    def write() -> object:
        return funding.place_bids(panel.meeting, by=actors.of_request(request), **form.places())

    if done(request, form, write):
        say(request, _("The places are kept, beside those by scores."))
        return redirect("panel:run_panel", panel.round.slug)
    return ask(
        request, form, heading=_("Place the bids"), submit=_("Keep the places"), caption=panel.round.title,
        back=_desk(panel), intro=_("Talk about each bid. Number 1 is first. Say why a bid moved."),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
@once.guard
def close_meeting(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Notes of the meeting; then it is closed, and people are owed what was offered."""
    if not panels.has_met(panel):
        raise Http404
    form = asks.CloseMeetingForm(posted(request), initial=typed(request))

    def write() -> object:
        return funding.close_meeting(panel.meeting, by=actors.of_request(request), **form.cleaned_data)

    if done(request, form, write):
        say(request, _("The meeting is closed. Those who took part are paid what was offered."))
        return redirect("panel:run_panel", panel.round.slug)
    return ask(
        request, form, heading=_("Close the meeting"), submit=_("Close the meeting"), caption=panel.round.title,
        back=_desk(panel),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
def desk_pack(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The pack as those who run the panel print it, without bids that are closed to them."""
    return _pack(request, panel, hidden(request, panel.round), _desk(panel), "panel:desk_pack_pdf")


@doors.open_to(doors.COORDINATORS, why_not_members=RUNS_PANELS)
@of_the_panel
def desk_pack_pdf(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The same as a PDF."""
    return _pdf(panel, hidden(request, panel.round))


@doors.open_to(doors.SIGNED_IN)
@on_the_panel
def my_pack(request: HttpRequest, person: PanelMember) -> HttpResponse:
    """The pack for somebody on the panel, without bids with which they have a conflict."""
    back = reverse("panel:mine", args=[person.panel.round.slug])
    return _pack(request, person.panel, _kept_out(person), back, "panel:my_pack_pdf")


@doors.open_to(doors.SIGNED_IN)
@on_the_panel
def my_pack_pdf(request: HttpRequest, person: PanelMember) -> HttpResponse:
    """The same as a PDF."""
    return _pdf(person.panel, _kept_out(person))


def _kept_out(person: PanelMember) -> set[int]:
    if not conflicts.is_ready(person):
        raise Barred
    return conflicts.barred(person)


def _pack(request: HttpRequest, panel: Panel, kept_out: set[int], back: str, pdf: str) -> HttpResponse:
    return show(
        request, "pack", panel=panel, round=panel.round, pack=reading.pack(panel, kept_out), back_url=back,
        pdf_url=reverse(pdf, args=[panel.round.slug]), criteria=list(panel.round.criteria.all()),
        hidden=len(kept_out),
    )  # fmt: skip


def _pdf(panel: Panel, kept_out: set[int]) -> HttpResponse:
    made = papers.pack_pdf(panel, reading.pack(panel, kept_out))
    name = f"{panel.round.slug}-pack.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _desk(panel: Panel) -> str:
    return reverse("panel:run_panel", args=[panel.round.slug])
