"""Evaluation plans: to read, and the draft, all by plain forms."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, saved_first, unsent

from .. import actions as projects
from .. import rules
from ..forms import plan as asks
from ..forms.theory import CompareForm
from ..models import Element, Measure, MeasureKind, Plan, Project, Question, Status
from ..queries import differences
from ..queries import plan as questions
from ..queries.projects import theory_in_force
from .pages import ask, found_or_404, posted, press, project_or_404, show, somebody, typed, working_or_404
from .theory import agreed_by


def _draft_of(slug: str) -> str:
    return reverse("projects:plan_draft", args=[slug])


def _versions(request: HttpRequest, project: Project) -> list[Plan]:
    rows = project.plans.order_by("-number")
    works = rules.works_on(request, somebody(request), project) or rules.audits(request)
    return list(rows if works else rows.exclude(status=Status.DRAFT))


def _shown(request: HttpRequest, project: Project, plan: Plan | None, versions: list[Plan]) -> HttpResponse:
    works = rules.works_on(request, somebody(request), project)
    if plan is not None:
        plan.project = project
    return show(
        request, "plan", project=project, theory=plan, versions=versions, works=works, runs=rules.runs(request),
        rows=questions.outline(plan, inside=works) if plan else [],
        agreements=agreed_by(plan) if plan else [], draft=next((v for v in versions if v.is_draft), None),
        missing=projects.missing(plan) if plan and plan.is_draft else [],
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The evaluation plan that is in force, with its approved readings."""
    project = project_or_404(request, slug)
    versions = _versions(request, project)
    agreed = next((one for one in versions if one.status == Status.AGREED), None)
    return _shown(request, project, agreed or next(iter(versions), None), versions)


@doors.open_to(doors.EVERYONE)
def plan_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of the plan. Old ones stay readable for ever."""
    project = project_or_404(request, slug)
    versions = _versions(request, project)
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise Http404
    return _shown(request, project, found, versions)


@doors.open_to(doors.EVERYONE)
def compare_plans(request: HttpRequest, slug: str) -> HttpResponse:
    """What differs between two versions of the plan, worked out from their rows."""
    project = project_or_404(request, slug)
    versions = {str(one.number): one for one in _versions(request, project)}
    choices = [(key, _("Version %(number)s") % {"number": key}) for key in versions]
    form = CompareForm(request.GET if "before" in request.GET else None, choices=choices)
    found = None
    if form.is_valid():
        before, after = (versions[form.cleaned_data[name]] for name in ("before", "after"))
        found = differences.compare_plans(before, after)
    return show(
        request, "compare_theories", project=project, form=form, found=found, back_label=_("Evaluation plan"),
        back_url=reverse("projects:plan", args=[slug]),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def start_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a draft: empty, or a copy of the plan that is agreed."""
    project = working_or_404(request, slug)
    return press(
        request, lambda: projects.start_plan(project, by=actors.of_request(request)),
        done=_("Here is the draft. Everybody in the team can change it."), to=_draft_of(slug),
    )  # fmt: skip


def _draft(request: HttpRequest, slug: str) -> Plan:
    found: Plan = found_or_404(
        working_or_404(request, slug).plans.select_related("project"), status=Status.DRAFT
    )
    return found


@doors.open_to(doors.SIGNED_IN)
def plan_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft of the plan, with everything that can be changed about it."""
    found, member = _draft(request, slug), somebody(request)
    return show(
        request, "plan_draft", project=found.project, theory=found, rows=questions.outline(found, inside=True),
        missing=projects.missing(found), runs=rules.runs(request), in_team=rules.in_team(member, found.project),
        agreements=[row.get_role_display() for row in found.agreements.all()],
        mine=found.agreements.filter(member=member).first() if member else None,
    )  # fmt: skip


def _elements(project: Project) -> list[Element]:
    theory = theory_in_force(project) or project.theories.order_by("-number").first()
    return list(theory.elements.all()) if theory else []


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the project wants to know."""
    found = _draft(request, slug)
    form = asks.QuestionForm(posted(request), elements=_elements(found.project), initial=typed(request))
    return ask(
        request, form,
        lambda: projects.add_question(found, by=actors.of_request(request), **form.cleaned_data),
        done=_("Saved in the draft."), to=_draft_of(slug), heading=_("A question"), submit=_("Save"),
        project=found.project,
    )  # fmt: skip


def _row(request: HttpRequest, slug: str, rows: str, pk: int) -> Any:
    found = _draft(request, slug)
    row = found_or_404(getattr(found, rows).all(), pk=pk)
    row.plan = found
    return row


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say a question in other words."""
    row: Question = _row(request, slug, "questions", pk)
    now = {"text": row.text, "elements": row.elements}
    form = saved_first.watch(
        asks.QuestionForm(posted(request), elements=_elements(row.plan.project), initial=now | typed(request))
    )
    return ask(
        request, form,
        lambda: projects.change_question(row, by=actors.of_request(request), **form.cleaned_data),
        done=_("Saved in the draft."), to=_draft_of(slug), heading=_("Change %(key)s") % {"key": row.key},
        submit=_("Save"), project=row.plan.project,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a question out of the draft, with its measures."""
    row: Question = _row(request, slug, "questions", pk)
    return press(
        request, lambda: projects.remove_question(row, by=actors.of_request(request)), done=_("Removed."),
        to=_draft_of(slug),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def choose_kind(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """First, what kind of answer a new measure gives."""
    row: Question = _row(request, slug, "questions", pk)
    form = asks.KindForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return redirect("projects:add_measure", slug, pk, form.cleaned_data["kind"])
    return show(
        request, "form", form=form, heading=_("A new measure"), submit=_("Go on"), project=row.plan.project,
        about=str(row), back_url=_draft_of(slug),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_measure(request: HttpRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    """Say how a question is answered."""
    row: Question = _row(request, slug, "questions", pk)
    if kind not in MeasureKind.values:
        raise Http404
    first = {"of_people": True, "direction": ""}
    form = asks.MeasureForm(posted(request), kind=kind, initial=first | typed(request))
    return ask(
        request, form, lambda: projects.add_measure(row, by=actors.of_request(request), **form.measure()),
        done=_("Saved in the draft."), to=_draft_of(slug), heading=MeasureKind(kind).label, submit=_("Save"),
        project=row.plan.project, about=str(row),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_measure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change how a question is answered."""
    row: Measure = _row(request, slug, "measures", pk)
    initial = {name: getattr(row, name) for name in asks.MeasureForm.base_fields}
    initial |= {name: value for name, value in row.baseline.items() if name != "yes"}
    if "yes" in row.baseline:
        initial["yes"] = "yes" if row.baseline["yes"] else "no"
    form = saved_first.watch(
        asks.MeasureForm(posted(request), kind=row.kind, initial=initial | typed(request))
    )
    return ask(
        request, form, lambda: projects.change_measure(row, by=actors.of_request(request), **form.measure()),
        done=_("Saved in the draft."), to=_draft_of(slug), heading=_("Change %(key)s") % {"key": row.key},
        submit=_("Save"), project=row.plan.project,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_measure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a measure out of the draft."""
    row: Measure = _row(request, slug, "measures", pk)
    return press(
        request, lambda: projects.remove_measure(row, by=actors.of_request(request)), done=_("Removed."),
        to=_draft_of(slug),
    )  # fmt: skip
