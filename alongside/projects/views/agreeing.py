"""Agreeing on a draft, of a theory or of a plan: each for themselves, or as they told us."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, unsent
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as projects
from ..forms import theory as asks
from ..models import Agreement, Plan, Project, Status, Theory
from .pages import ask, found_or_404, me, posted, press, project_or_404, typed, working_or_404
from .team import FOR_SOMEBODY

KINDS: dict[str, type[Theory] | type[Plan]] = {"theory": Theory, "plan": Plan}
WAYS = {"theory": "projects:draft", "plan": "projects:plan_draft"}


def _draft(project: Project, what: str) -> Any:
    """The draft of a theory or a plan. Raises Http404 where there is none."""
    model: Any = KINDS[what]
    rows = model.objects.filter(project=project, status=Status.DRAFT)
    return found_or_404(rows.select_related("project"))


def _there(slug: str, what: str) -> str:
    return reverse(WAYS[what], args=[slug])


def _roles(project: Project, member: Member) -> list[str]:
    return list(project.team.here().filter(member=member).values_list("role", flat=True))


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def say_what_changed(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Say what is other than in the version before, and why."""
    draft = _draft(working_or_404(request, slug), what)
    now = {"what_changed": draft.what_changed, "why": draft.why}
    form = asks.WhatChangedForm(posted(request), initial=now | typed(request))
    return ask(
        request, form,
        lambda: projects.say_what_changed(draft, by=actors.of_request(request), **form.cleaned_data),
        done=_("Written down."), to=_there(slug, what), heading=_("What changed, and why"), submit=_("Save"),
        project=draft.project,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def agree(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Agree to the draft, for myself."""
    member = me(request)
    project = working_or_404(request, slug)
    draft = _draft(project, what)
    form = asks.AgreeForm(posted(request), roles=_roles(project, member))
    return ask(
        request, form,
        lambda: projects.agree(
            draft, member, role=form.cleaned_data["role"], by=actors.of_request(request)
        ),
        done=_("You agreed. Thank you."), to=reverse(f"projects:{what}", args=[slug]),
        heading=_("Agree to version %(number)d") % {"number": draft.number}, submit=_("I agree"),
        project=project, back_url=_there(slug, what),
        intro=_("It counts once somebody with lived experience and somebody in another role agreed."),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def record_agreement(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Write down that somebody in the team agrees, as they told us."""
    project = project_or_404(request, slug)
    draft = _draft(project, what)
    rows = project.team.here().select_related("member")
    team = [(row.member, row.role) for row in rows]
    form = asks.RecordAgreementForm(posted(request), draft=draft, team=team)

    def act() -> Any:
        member, role = form.cleaned_data["who"]
        return projects.agree(
            draft, member, role=role, told=people.Told(**form.told()), by=actors.of_request(request)
        )

    return ask(
        request, form, act, done=_("Written down. It has the same standing as on the web."),
        to=reverse(f"projects:{what}", args=[slug]), heading=_("Somebody told us that they agree"),
        submit=_("Save"), project=project, back_url=_there(slug, what),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_agreement_back(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """I do not agree to the draft any more."""
    draft = _draft(working_or_404(request, slug), what)
    row: Agreement = found_or_404(draft.agreements.all(), member=me(request))
    return press(
        request, lambda: projects.take_agreement_back(row, by=actors.of_request(request)),
        done=_("Taken back. You can agree again at any time."), to=_there(slug, what),
    )  # fmt: skip
