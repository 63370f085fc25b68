"""Coordinators write down who was chosen, hold the draw, and note what became of places."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as opportunities
from .. import rules
from ..forms import choosing as asks
from ..forms.writing import ReasonForm
from ..models import Opportunity, Place
from ..queries import listing, people, pools, wording
from .pages import LOOKED_AFTER, PERSONAL, opportunity_or_404, say, show
from .public import as_file, pool_or_404

SEALED = gettext_noop(
    "The file holds answers of few people. Auditors check it; everybody checks the public one."
)


@doors.open_to(doors.COORDINATORS, why_not_members=PERSONAL)
@once.guard
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down who was chosen, who decided and why; everybody gets an answer."""
    found = opportunity_or_404(request, pk)
    form = asks.DecisionForm(request.POST or None, waiting=list(people.reserve(found)[:300]))
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.decide(found, by=actors.of_request(request), **form.decision())
        except opportunities.CannotDecide as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The choice is on record, and everybody was told."))
            return redirect("opportunities:run", found.pk)
    return show(
        request, "decide", form=form, opportunity=found, left=listing.places_left(found),
        words=[(one.member.called, one.words) for one in form.waiting if one.words],
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def mark_filled(request: HttpRequest, pk: int) -> HttpResponse:
    """There will be no more people than now."""
    found = opportunity_or_404(request, pk)
    try:
        opportunities.mark_filled(found, by=actors.of_request(request))
    except opportunities.CannotDecide as refusal:
        messages.error(request, str(refusal))
    else:
        say(request, _("It is marked as filled."))
    return redirect("opportunities:run", found.pk)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def close_pool(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the pool and publish all panels, before anything is drawn. Quotas that cannot be met are explained."""
    found = opportunity_or_404(request, pk)
    changes: list[dict[str, Any]] = []
    problem = ""
    if request.method == "POST":
        try:
            opportunities.close_pool(found, by=actors.of_request(request))
        except opportunities.CannotDraw as refusal:
            problem, changes = str(refusal), _in_words(found, refusal)
        else:
            say(request, _("The pool is closed and everything is published. Now you can draw."))
            return redirect("opportunities:draw_page", found.pk)
    return show(
        request, "close_pool", opportunity=found, problem=problem, changes=changes,
        form=ReasonForm() if changes else None, chosen_lines=wording.chosen_lines(found),
        waiting=people.reserve(found).count(), may_have_more_time=rules.may_have_more_time(found),
    )  # fmt: skip


def _in_words(found: Opportunity, refusal: opportunities.CannotDraw) -> list[dict[str, Any]]:
    rows = []
    for change in refusal.relaxations:
        category, value = pools.relaxation_words(found, change)
        rows.append({"category": category, "value": value, "change": change})
    return rows


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def relax(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the smallest change that makes a panel possible, with a reason that everybody can read."""
    found = opportunity_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.relax_as_needed(found, by=actors.of_request(request), **form.cleaned_data)
        except (opportunities.CannotDraw, opportunities.CannotChange) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The numbers are changed. Everybody who is interested was told why."))
            return redirect("opportunities:close_pool", found.pk)
    return show(request, "relax", form=form, opportunity=found)


@doors.open_to(doors.COORDINATORS, why_not_members=gettext_noop("Anybody can watch. One person types in."))
@once.guard
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in what was drawn in public: the seed is published, places are offered, everybody is told."""
    found = opportunity_or_404(request, pk)
    pool = pool_or_404(found)
    form = asks.DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.draw(found, by=actors.of_request(request), **form.cleaned_data)
        except opportunities.CannotDraw as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Drawn. Everybody was told, chosen or not."))
            return redirect("opportunities:draw_page", found.pk)
    return show(request, "draw", form=form, opportunity=found, pool=pool)


@doors.open_to(doors.COORDINATORS, why_not_members=SEALED)
def sealed_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same file with everybody's answers in codes: for trustees and auditors, until the answers are deleted."""
    pool = pool_or_404(opportunity_or_404(request, pk))
    if pool.sealed_file is None:
        raise Http404
    response = as_file(pool.sealed_file, f"sealed-draw-{pk}.json")
    del response["Access-Control-Allow-Origin"]
    return response


@doors.open_to(
    doors.COORDINATORS, why_not_members=gettext_noop("Payment follows, so somebody else notes it.")
)
@once.guard
def note_took_part(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Note that somebody took part: what was offered is owed."""
    found = opportunity_or_404(request, pk)
    row = _place_or_404(found, place)
    form = asks.TookPartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.note_took_part(row, by=actors.of_request(request), **form.cleaned_data)
        except opportunities.CannotAnswer as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Noted. If something is paid, it is on its way."))
            return redirect("opportunities:run", found.pk)
    return show(request, "note_took_part", form=form, opportunity=found, place=row)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def mark_no_answer(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Nobody answered in time: the place goes to whoever comes next."""
    found = opportunity_or_404(request, pk)
    try:
        opportunities.mark_no_answer(_place_or_404(found, place), by=actors.of_request(request))
    except opportunities.CannotAnswer as refusal:
        messages.error(request, str(refusal))
    else:
        say(request, _("The place goes to whoever comes next."))
    return redirect("opportunities:run", found.pk)


def _place_or_404(found: Opportunity, pk: int) -> Place:
    rows = found.places_given.select_related("interest__member", "opportunity")
    return get_object_or_404(rows, pk=pk, interest__member__leaving=None)
