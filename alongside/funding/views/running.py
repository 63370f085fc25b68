"""Coordinators write programmes and rounds, and run a round from one page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, saved_first, spreadsheet, unsent
from alongside.foundation.pages import UNCHANGED

from .. import actions as funding
from ..forms import rounds as asks
from ..models import Round
from ..queries import bids, conflicts, rounds
from .pages import (
    LOOKED_AFTER,
    PRIVATE,
    ask,
    paged,
    posted,
    programme_or_404,
    refuse,
    round_or_404,
    say,
    show,
    somebody,
    typed,
)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
def run_funding(request: HttpRequest) -> HttpResponse:
    """Every programme with its rounds, drafts too."""
    return show(request, "run_funding", page=paged(request, rounds.for_staff()))


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def start_programme(request: HttpRequest) -> HttpResponse:
    """Begin a fund with one purpose."""
    form = asks.ProgrammeForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = funding.start_programme(by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The programme is saved. Write its first round next."))
            return redirect("funding:start_round", made.slug)
    back_url = reverse("funding:run_funding")
    return ask(
        request, form, heading=_("Start a programme"), submit=_("Save the programme"), back_url=back_url
    )


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def change_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what a programme is in other words."""
    found = programme_or_404(slug)
    now = {name: getattr(found, name) for name in ("title", "about", "currency")}
    form = saved_first.watch(asks.ProgrammeForm(posted(request), initial=now | typed(request)))
    if request.method == "POST" and form.is_valid():
        try:
            funding.change_programme(found, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The change is saved."))
            return redirect("funding:run_funding")
    back_url = reverse("funding:run_funding")
    return ask(request, form, heading=_("Change the programme"), submit=_("Save"), back_url=back_url)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def start_round(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the next round of a programme, as a draft."""
    programme = programme_or_404(slug)
    form = asks.RoundForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = funding.start_round(programme, by=actors.of_request(request), **form.details())
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The draft is saved. Nobody else reads it before you open it."))
            return redirect("funding:run_round", made.slug)
    back_url = reverse("funding:run_funding")
    return ask(
        request, form, heading=_("Write a round"), submit=_("Save the draft"), back_url=back_url,
        caption=programme.title,
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def change_round(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a round; once it is open only what takes nothing away from people, with a reason."""
    found = round_or_404(request, slug)
    form = saved_first.watch(asks.RoundForm(posted(request), one_round=found, initial=typed(request)))
    if request.method == "POST" and form.is_valid():
        try:
            after = funding.change_round(found, by=actors.of_request(request), **form.details())
        except ValidationError as refusal:
            refuse(form, refusal)
        except funding.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _said_of_change(found, after))
            return redirect("funding:run_round", found.slug)
    back_url = reverse("funding:run_round", args=[found.slug])
    intro = _("The round is open. Words can change, dates can move later, and sums can grow.")
    return ask(
        request, form, heading=_("Change the round"), submit=_("Save"), back_url=back_url, caption=found.title,
        intro=intro if found.opened_at else "",
    )  # fmt: skip


def _said_of_change(before: Round, after: Round) -> str:
    if model_to_dict(before) == model_to_dict(after):
        return str(UNCHANGED)
    if before.opened_at:
        return _("The change is saved, and everybody with a bid is told.")
    return _("The change is saved.")


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
def run_round(request: HttpRequest, slug: str) -> HttpResponse:
    """The one place from which a round is run: what is missing, what it asks, and what came in."""
    found = round_or_404(request, slug)
    return show(
        request, "run_round", one_round=found, currency=found.programme.currency, carried=rounds.carried(found),
        not_ready=[] if found.opened_at else rounds.not_ready(found), criteria=rounds.criteria(found),
        questions=list(found.questions.all()), checks=list(found.self_checks.all()), counts=bids.counts(found),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def open_round(request: HttpRequest, slug: str) -> HttpResponse:
    """Let people apply, once everything that was carried here is answered."""
    found = round_or_404(request, slug)
    try:
        funding.open_round(found, by=actors.of_request(request))
    except funding.CannotOpen as refusal:
        response = show(request, "cannot_open", one_round=found, reasons=refusal.reasons,
                        carried=rounds.carried(found))  # fmt: skip
        response.status_code = 409
        return response
    say(request, _("The round is open. Everybody can read it and apply."))
    return redirect("funding:run_round", found.slug)


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
def bids_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What came in, and how many are still being written. What drafts say is private."""
    found = round_or_404(request, slug)
    kept_out = conflicts.hidden_from(somebody(request), found)
    page = paged(request, bids.submitted(found).exclude(pk__in=kept_out))
    rows = [(bid, bids.recipient(bid)) for bid in page.object_list]
    return show(
        request, "bids_desk", one_round=found, currency=found.programme.currency, page=page, rows=rows,
        counts=bids.counts(found), told=list(bids.written_down(found).exclude(pk__in=kept_out)[:100]),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
def bids_file(request: HttpRequest, slug: str) -> HttpResponse:
    """What came in, as a file for a spreadsheet; no names of people."""
    found = round_or_404(request, slug)
    rows = bids.submitted(found).exclude(pk__in=conflicts.hidden_from(somebody(request), found))
    content = spreadsheet.as_csv(bids.CSV_HEAD, bids.csv_rows(rows))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="bids-{found.slug}.csv"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
