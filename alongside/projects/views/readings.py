"""Readings: the team writes them, somebody else looks at them, and then everybody reads them with the plan."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, saved_first, unsent
from alongside.people import actions as people

from .. import actions as projects
from .. import rules
from ..forms import plan as asks
from ..models import Measure, Reading, Status
from ..queries import plan as questions
from .pages import (
    ask,
    found_or_404,
    leading_or_404,
    paged,
    posted,
    press,
    show,
    somebody,
    typed,
    working_or_404,
)
from .team import FOR_SOMEBODY


@doors.open_to(doors.SIGNED_IN)
def readings(request: HttpRequest, slug: str) -> HttpResponse:
    """What the measures of the plan said, for the team; and which measures there are to read."""
    project = working_or_404(request, slug)
    page = paged(
        request, project.readings.select_related("measure").prefetch_related("evidence", "groups"), 20
    )
    plan = project.plans.filter(status=Status.AGREED).first()
    return show(
        request, "readings", project=project, page=page, runs=rules.runs(request),
        said=[questions.as_said(row, True) for row in page.object_list],
        measures=plan.measures.all() if plan else [], works=rules.works_on(request, somebody(request), project),
    )  # fmt: skip


def _measure(request: HttpRequest, slug: str, pk: int) -> Measure:
    project = working_or_404(request, slug)
    rows = Measure.objects.filter(plan__project=project, plan__status=Status.AGREED)
    found: Measure = found_or_404(rows.select_related("plan__project"), pk=pk)
    return found


def _one(slug: str, reading: Reading) -> str:
    return reverse("projects:reading", args=[slug, reading.pk])


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def write_reading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down what a measure said."""
    row = _measure(request, slug, pk)
    form = asks.ReadingForm(posted(request), measure=row, initial=typed(request))
    return ask(
        request, form,
        lambda: projects.write_reading(
            row, somebody(request), by=actors.of_request(request), **form.reading()
        ),
        done=_("Kept as a draft. Add what it rests on, then send it."),
        to=reverse("projects:readings", args=[slug]), heading=_("What does the measure say?"), submit=_("Save"),
        project=row.plan.project, about=str(row),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def record_reading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down what a measure said, as somebody told us."""
    row = _measure(request, slug, pk)
    form = asks.RecordReadingForm(posted(request), measure=row, initial=typed(request))
    return ask(
        request, form,
        lambda: projects.write_reading(
            row, form.cleaned_data["member"], by=actors.of_request(request), told=people.Told(**form.told()),
            **form.reading(),
        ),
        done=_("Written down. It has the same standing as on the web."),
        to=reverse("projects:readings", args=[slug]), heading=_("A reading, as somebody told us"),
        submit=_("Save"), project=row.plan.project, about=str(row),
    )  # fmt: skip


def _reading(request: HttpRequest, slug: str, pk: int) -> Reading:
    rows = working_or_404(request, slug).readings.select_related("measure", "project")
    found: Reading = found_or_404(rows, pk=pk)
    return found


@doors.open_to(doors.SIGNED_IN)
def reading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One reading, for the team: its value, what it rests on, and what happens with it."""
    row = _reading(request, slug, pk)
    member = somebody(request)
    me = actors.of_request(request).key
    others = me not in (row.by, row.looked_by) and (row.member is None or row.member != member)
    may_approve = rules.leads(request, member, row.project)
    if row.looked_at:
        may_approve = rules.works_on(request, member, row.project)
    return show(
        request, "reading", project=row.project, reading=row, one=questions.as_said(row, True),
        public=questions.as_said(row, False), may_look=row.status == "pending" and others and may_approve,
        opened=row.status in ("draft", "returned") and rules.works_on(request, member, row.project),
        back_url=reverse("projects:readings", args=[slug]),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_reading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a reading that is a draft or was returned."""
    row = _reading(request, slug, pk)
    now: dict[str, Any] = {"since": row.since, "until": row.until, "remark": row.note} | row.value
    if row.yes is not None:
        now["yes"] = "yes" if row.yes else "no"
    form = saved_first.watch(
        asks.ReadingForm(posted(request), measure=row.measure, initial=now | typed(request))
    )
    return ask(
        request, form, lambda: projects.change_reading(row, by=actors.of_request(request), **form.reading()),
        done=_("Changed."), to=_one(slug, row), heading=_("Correct this reading"), submit=_("Save"),
        project=row.project, about=str(row.measure),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def send_reading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send a reading to be looked at by somebody else."""
    row = _reading(request, slug, pk)
    return press(
        request, lambda: projects.send_reading(row, by=actors.of_request(request)),
        done=_("Sent. Somebody else looks at it now."), to=_one(slug, row),
    )  # fmt: skip


def _looked_at(request: HttpRequest, slug: str, pk: int) -> Reading:
    leading_or_404(request, slug)
    return _reading(request, slug, pk)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def approve_reading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let everybody read it: for leads and the centre, never for whoever wrote it."""
    row = _looked_at(request, slug, pk)
    return press(
        request, lambda: projects.approve_reading(row, by=actors.of_request(request)),
        done=_("Approved. Everybody can read it with the plan.")
        if row.looked_at or row.measure.kind != "story"
        else _("Approved. Everybody can read the story once a second person approves it too."), to=_one(slug, row),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def approve_story_too(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Approve a story as the second person: for the team and the centre, never for whoever wrote it."""
    row = _reading(request, slug, pk)
    return press(
        request, lambda: projects.approve_story_too(row, by=actors.of_request(request)),
        done=_("Approved. Everybody can read it with the plan."), to=_one(slug, row),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def return_reading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give it back with a reason."""
    row = _reading(request, slug, pk)
    if not row.looked_at:
        leading_or_404(request, slug)
    form = asks.ReturnForm(posted(request))
    return ask(
        request, form,
        lambda: projects.return_reading(row, by=actors.of_request(request), **form.cleaned_data),
        done=_("Returned with your reason."), to=_one(slug, row), heading=_("Return this reading"),
        submit=_("Return it"), project=row.project, about=str(row.measure),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_reading_evidence(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what a reading rests on."""
    row = _reading(request, slug, pk)
    form = asks.EvidenceForm(posted(request))
    return ask(
        request, form,
        lambda: projects.add_reading_evidence(row, by=actors.of_request(request), **form.cleaned_data),
        done=_("Written down."), to=_one(slug, row), heading=_("What does it rest on?"), submit=_("Save"),
        project=row.project, about=str(row.measure),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_reading_group(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Break a percentage down by a group."""
    row = _reading(request, slug, pk)
    form = asks.GroupForm(posted(request))
    return ask(
        request, form,
        lambda: projects.add_reading_group(row, by=actors.of_request(request), **form.cleaned_data),
        done=_("Written down. It is shown only where nobody can be worked out."), to=_one(slug, row),
        heading=_("A group"), submit=_("Save"), project=row.project, about=str(row.measure),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_reading_evidence(request: HttpRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Take a piece of evidence away."""
    found = _reading(request, slug, pk)
    evidence = found_or_404(found.evidence.select_related("reading"), pk=row)
    return press(
        request, lambda: projects.remove_reading_evidence(evidence, by=actors.of_request(request)),
        done=_("Removed."), to=_one(slug, found),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_reading_group(request: HttpRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Take a group away."""
    found = _reading(request, slug, pk)
    group = found_or_404(found.groups.select_related("reading"), pk=row)
    return press(
        request, lambda: projects.remove_reading_group(group, by=actors.of_request(request)),
        done=_("Removed."), to=_one(slug, found),
    )  # fmt: skip
