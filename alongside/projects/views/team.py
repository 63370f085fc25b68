"""Who is in a team: asking, answering, being named, leaving; and the same by phone, by post and in person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, forms, once
from alongside.foundation.models import Centre
from alongside.people import actions as people

from .. import actions as projects
from .. import rules
from ..forms import projects as asks
from ..models import TeamMember
from ..queries import projects as questions
from .pages import (
    ask,
    found_or_404,
    leading_or_404,
    me,
    posted,
    press,
    project_or_404,
    show,
    somebody,
    working_or_404,
)

FOR_SOMEBODY = gettext_noop("Members speak for themselves; this is for what somebody told us.")


@doors.open_to(doors.SIGNED_IN)
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in the team, and who was asked; for the team itself."""
    found = working_or_404(request, slug)
    rows = found.team.filter(left_on=None).select_related("member", "member__leaving")
    here = [(row, questions.name_of(row)) for row in rows if row.agreed_at]
    return show(
        request, "team", project=found, here=here, asked=[row for row in rows if row.agreed_at is None],
        leads=rules.leads(request, somebody(request), found), runs=rules.runs(request),
        lived=rules.has_lived_experience(found),
        young=Centre.current() if questions.has_young(found) else None,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def ask_to_join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a member to be in the team. They answer themselves."""
    found = leading_or_404(request, slug)
    form = asks.AskForm(posted(request))
    return ask(
        request, form,
        lambda: projects.ask_to_join(found, by=actors.of_request(request), **form.cleaned_data),
        done=_("Asked by their own way. They answer themselves."), to=reverse("projects:team", args=[slug]),
        heading=_("Ask somebody to be in the team"), submit=_("Ask them"), project=found,
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def record_joining(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down that somebody is in the team, as they told us."""
    found = project_or_404(request, slug)
    form = asks.RecordJoiningForm(posted(request))

    def act() -> Any:
        given = form.cleaned_data
        wanted = {name: given[name] for name in ("role", "leads", "named", "role_text")}
        return projects.add_to_team(
            found, given["member"], told=people.Told(**form.told()), by=actors.of_request(request), **wanted
        )

    return ask(
        request, form, act, done=_("Written down. It has the same standing as on the web."),
        to=reverse("projects:team", args=[slug]), heading=_("Somebody told us that they are in the team"),
        submit=_("Save"), project=found,
    )  # fmt: skip


def _row(request: HttpRequest, slug: str, pk: int) -> TeamMember:
    found = leading_or_404(request, slug)
    row: TeamMember = found_or_404(found.team.filter(left_on=None).select_related("member", "project"), pk=pk)
    return row


@doors.open_to(doors.SIGNED_IN)
@require_POST
def set_lead(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let somebody change who is in the team, or not any more."""
    row = _row(request, slug, pk)
    return press(
        request, lambda: projects.set_lead(row, leads=not row.leads, by=actors.of_request(request)),
        done=_("Changed."), to=reverse("projects:team", args=[slug]),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def leave_team_for(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down that somebody leaves the team, or says no, as they told us."""
    row = _row(request, slug, pk)
    form = forms.ToldForm(posted(request))
    return ask(
        request, form,
        lambda: projects.leave_team(
            row, told=people.Told(**form.told()), by=actors.of_request(request)
        ),
        done=_("Written down. It has the same standing as on the web."), to=reverse("projects:team", args=[slug]),
        heading=_("They leave the team, or say no"), submit=_("Save"), project=row.project,
        about=row.member.called,
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def name_in_team_for(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down how somebody wants to be named."""
    row = _row(request, slug, pk)
    form = asks.RecordNamingForm(
        posted(request), young=row.member.is_young, initial={"named": row.named, "role_text": row.role_text}
    )
    return ask(
        request, form,
        lambda: projects.name_in_team(
            row, told=people.Told(**form.told()), by=actors.of_request(request), **form.naming()
        ),
        done=_("Changed. Every page shows it from now on."), to=reverse("projects:team", args=[slug]),
        heading=_("How they want to be named"), submit=_("Save"), project=row.project, about=row.member.called,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def my_projects(request: HttpRequest) -> HttpResponse:
    """The projects that I am in, and those that I am asked to be in."""
    rows = TeamMember.objects.filter(member=me(request), left_on=None).select_related(
        "project", "member__leaving"
    )
    here = [(row, questions.name_of(row)) for row in rows if row.agreed_at]
    return show(request, "my_projects", here=here, asked=[row for row in rows if row.agreed_at is None])


def _mine(request: HttpRequest, pk: int) -> TeamMember:
    rows = TeamMember.objects.filter(member=me(request), left_on=None).select_related("project", "member")
    row: TeamMember = found_or_404(rows, pk=pk)
    return row


@doors.open_to(doors.SIGNED_IN)
@once.guard
def join_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to being in a team, and how I am named."""
    row = _mine(request, pk)
    form = asks.NamingForm(posted(request), young=row.member.is_young)
    return ask(
        request, form,
        lambda: projects.join_team(row, by=actors.of_request(request), **form.naming()),
        done=_("Welcome to the team."), to=reverse("projects:my_projects"),
        heading=_("Say yes to being in the team"), submit=_("Yes, I am in the team"), about=row.project.title,
        intro=_("You would be in it as: %(role)s") % {"role": row.get_role_display()},
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def name_in_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how I am named in one team."""
    row = _mine(request, pk)
    form = asks.NamingForm(
        posted(request), young=row.member.is_young, initial={"named": row.named, "role_text": row.role_text}
    )
    return ask(
        request, form,
        lambda: projects.name_in_team(row, by=actors.of_request(request), **form.naming()),
        done=_("Changed. Every page shows it from now on."), to=reverse("projects:my_projects"),
        heading=_("How I am named"), submit=_("Save"), about=row.project.title,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def leave_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a team, or say no to being in it."""
    row = _mine(request, pk)
    return press(
        request, lambda: projects.leave_team(row, by=actors.of_request(request)),
        done=_("Done. You are not in this team."), to=reverse("projects:my_projects"),
    )  # fmt: skip
