"""For those who run the room: to look at outcomes before everybody reads them, and to write down for somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once, unsent
from alongside.foundation.pages import paged, say
from alongside.people import actions as people

from ..actions import outcomes as acting
from ..actions import proving
from ..forms import outcomes as asks
from ..models import Confirmation, Outcome, Project
from ..queries import outcomes as questions
from .showing import FOR_SOMEBODY, LOOKED_AT, REFUSALS, found_or_404, posted, refuse, seen_at, show, typed


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
def run_outcomes(request: HttpRequest) -> HttpResponse:
    """Outcomes about which something waits to be looked at."""
    page = paged(request, questions.to_look_at(), 20)
    return show(request, "run_outcomes", page=page, shown=questions.shown(page.object_list, everything=True),
                seen=clock.now().isoformat())  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
@require_POST
def check_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read an outcome, with all that stood there when the page was shown."""
    row = found_or_404(Outcome.objects.standing(), pk=pk)
    seen = seen_at(request)
    if seen is None:
        say(request, _("Something was missing. Look at it once more, then press the button again."))
        return redirect("projects:run_outcomes")
    acting.check_outcome(row, seen=seen, by=actors.of_request(request))
    say(request, _("Everybody can read it now, once the project is public."))
    return redirect("projects:run_outcomes")


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
@once.guard
def hold_outcome_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not show an outcome, and tell whoever recorded it why."""
    row = found_or_404(Outcome.objects.standing().select_related("project", "member"), pk=pk)
    form = asks.HoldBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            acting.hold_outcome_back(row, because=form.cleaned_data["because"], by=actors.of_request(request))
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Held back. We tell the person who recorded it why."))
            return redirect("projects:run_outcomes")
    version = row.versions.get(number=row.number)
    return show(request, "hold_outcome_back", form=form, outcome=row, version=version)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def record_outcome_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down an outcome as somebody of the team told it."""
    project = found_or_404(Project.objects.all(), slug=slug)
    form = asks.RecordOutcomeForm(posted(request), initial=typed(request))

    def write(**given: Any) -> None:
        acting.record_outcome(project, role=form.cleaned_data["role"], **form.saying(), **given)

    leads = ("projects:project_outcomes", slug)
    return _for_somebody(
        request, form, write, leads, title=_("Write down what changed, for somebody"), project=project
    )


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def say_viewpoint_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how somebody of the team sees an outcome."""
    row = found_or_404(Outcome.objects.standing().select_related("project"), pk=pk)
    form = asks.RecordViewpointForm(posted(request), initial=typed(request))

    def write(**given: Any) -> None:
        acting.say_viewpoint(row, **form.saying(), **given)

    leads = ("projects:outcome", row.pk)
    return _for_somebody(
        request, form, write, leads, title=_("Write down how somebody sees it"), project=row.project
    )


def _for_somebody(
    request: HttpRequest, form: Any, write: Callable[..., None], leads: tuple[str, Any], **context: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            write(member=form.member, told=people.Told(**form.told()), by=actors.of_request(request))
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect(*leads)
    return show(request, "told_of_outcome", form=form, **context)


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def answer_confirmation_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what somebody outside the team told us, by phone, by post or in person."""
    row: Confirmation = found_or_404(
        Confirmation.objects.waiting().select_related("outcome__project", "since__project"), pk=pk
    )
    form = asks.RecordAnswerForm(posted(request), rates=row.outcome_id is not None)
    about = row.outcome or row.since
    assert about is not None
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name not in ("mode", "agreed")}
        try:
            proving.answer_confirmation(
                row, how=form.cleaned_data["mode"], by=actors.of_request(request), **given
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            if row.outcome_id:
                return redirect("projects:outcome", row.outcome_id)
            return redirect("projects:since", about.project.slug)
    title = _("Write down what somebody outside the team says")
    return show(request, "told_of_outcome", form=form, project=about.project, title=title, asked=row)
