"""Planning a session: drafting it, each part of it on a page of its own, and who helps."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, forms, once

from .. import actions as gatherings
from ..forms.offers import OfferForm
from ..forms.offers import as_initial as offer_as_initial
from ..forms.people import HelperForm
from ..forms.plans import PlanForm, written
from ..forms.sessions import (
    AccessOfferForm,
    DraftForm,
    GroundRulesForm,
    RegistrationClosesForm,
    SeriesForm,
    WhenForm,
    WhereForm,
    WordsForm,
    as_initial,
)
from ..models import Helper, Series, Session
from ..queries import plans
from . import posted
from .pages import UNCHANGED, running_or_404, say, show

KEPT = gettext_noop(
    "Coordinators turn ideas into sessions. Members can propose a session, chair it, and help to run it."
)

PARTS: dict[str, str | Promise] = {
    "words": _("What it is about"),
    "when": _("When it is"),
    "where": _("How and where people meet"),
    "registration": _("Until when people can register"),
    "access": _("What is there for everybody"),
    "rules": _("Ground rules"),
}


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def draft_session(request: HttpRequest) -> HttpResponse:
    """Plan a session. Nobody sees it until it is announced."""
    all_series = list(Series.objects.all())
    if not all_series:
        return redirect("gatherings:add_series")
    form = DraftForm(posted(request), all_series=all_series)
    if request.method == "POST" and form.is_valid():
        series = form.chosen_series()
        assert series is not None
        drafted = gatherings.draft_session(series, by=actors.of_request(request), **form.changes())
        say(request, _("The session is planned. Nobody sees it until you announce it."))
        return redirect("gatherings:run_session", drafted.pk)
    return show(request, "draft_session", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def add_series(request: HttpRequest) -> HttpResponse:
    """Begin a series of numbered sessions."""
    form = SeriesForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.add_series(by=actors.of_request(request), **form.cleaned_data)
        except gatherings.NotNow as refusal:
            form.add_error("name", str(refusal))
        else:
            say(request, _("The series is here. You can plan its sessions now."))
            return redirect("gatherings:draft_session")
    return show(request, "add_series", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def change_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the name of a series, or what it is about."""
    series = get_object_or_404(Series, pk=pk)
    form = SeriesForm(posted(request), initial={"name": series.name, "about": series.about})
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.change_series(series, by=actors.of_request(request), **form.cleaned_data)
        except gatherings.NotNow as refusal:
            form.add_error("name", str(refusal))
        else:
            say(request, _("The series is put right."))
            return redirect("gatherings:sessions")
    return show(request, "change_series", form=form, series=series)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_session(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Change one part of a session. People who registered hear of what matters to them."""
    session = running_or_404(request, pk)
    if part not in PARTS:
        raise Http404
    form = _form_of(part, request, session)
    if request.method == "POST" and form.is_valid():
        changes = form.changes()
        changed = any(getattr(session, name) != value for name, value in changes.items())
        try:
            gatherings.change_session(session, by=actors.of_request(request), **changes)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The session is changed.") if changed else UNCHANGED)
            return redirect("gatherings:run_session", pk)
    return show(request, "change_session", form=form, session=session, heading=PARTS[part])


def _form_of(part: str, request: HttpRequest, session: Session) -> Any:
    data, initial = posted(request), as_initial(session)
    plain: dict[str, type[forms.Form]] = {
        "words": WordsForm, "access": AccessOfferForm, "rules": GroundRulesForm
    }  # fmt: skip
    of_session: dict[str, Any] = {
        "when": WhenForm,
        "where": WhereForm,
        "registration": RegistrationClosesForm,
    }
    if part in plain:
        return plain[part](data, initial=initial)
    return of_session[part](data, initial=initial, session=session)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def set_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the plan for the day, breaks included."""
    session = running_or_404(request, pk)
    kept = list(session.plan.all())
    minutes = plans.length(session)
    start = written(kept or plans.to_start_from(minutes))
    form = PlanForm(posted(request), session=session, initial={"plan": start})
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.set_plan(session, items=form.items(), by=actors.of_request(request))
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The plan is on the session’s page."))
            return redirect("gatherings:run_session", pk)
    return show(request, "set_plan", form=form, session=session, is_new=not kept, minutes=minutes)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def helpers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who chairs, facilitates, writes and supports; any member can."""
    session = running_or_404(request, pk)
    form = HelperForm(posted(request), session=session)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.add_helper(
                session, member=form.cleaned_data["member"], role=form.cleaned_data["role"],
                by=actors.of_request(request),
            )  # fmt: skip
        except gatherings.NotNow as refusal:
            form.add_error("member", str(refusal))
        else:
            say(request, _("They help with this session. We told them."))
            return redirect("gatherings:helpers", pk)
    named = list(session.helpers.select_related("member"))
    return show(request, "helpers", form=form, session=session, helpers=named)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@require_POST
@once.guard
def remove_helper(request: HttpRequest, pk: int, helper: int) -> HttpResponse:
    """Somebody no longer helps."""
    row = get_object_or_404(Helper.objects.select_related("session"), pk=helper, session=pk)
    gatherings.remove_helper(row, by=actors.of_request(request))
    say(request, _("They no longer help with this."))
    return redirect("gatherings:helpers", pk)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def offer_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is paid, before anybody signs up."""
    session = running_or_404(request, pk)
    form = OfferForm(posted(request), initial=offer_as_initial(session.offer))
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.offer_payment(session, by=actors.of_request(request), **form.offer())
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("What is paid is on the session’s page."))
            return redirect("gatherings:run_session", pk)
    return show(request, "offer_payment", form=form, session=session)
