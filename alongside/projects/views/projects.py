"""Projects as everybody reads them; starting, changing and publishing them; partners and milestones."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once, sources, unsent

from .. import actions as projects
from .. import rules
from ..forms import projects as asks
from ..models import Milestone, Partner
from ..queries import projects as questions
from .pages import (
    REFUSALS,
    RUN_HERE,
    ask,
    found_or_404,
    leading_or_404,
    paged,
    posted,
    press,
    project_or_404,
    refuse,
    say,
    show,
    somebody,
    typed,
    working_or_404,
)

PER_PAGE = 20


def home_of(slug: str) -> str:
    """Where the team of a project works."""
    return reverse("projects:together", args=[slug])


@doors.open_to(doors.EVERYONE)
def all_projects(request: HttpRequest) -> HttpResponse:
    """The projects: all public ones, and those of whoever is here."""
    runs = rules.runs(request) or rules.audits(request)
    page = paged(request, questions.listed(somebody(request), runs=runs), PER_PAGE)
    return show(request, "projects", page=page, runs=rules.runs(request), today=clock.today())


@doors.open_to(doors.EVERYONE)
def project(request: HttpRequest, slug: str) -> HttpResponse:
    """One project: what it is, who made it, with whom, what it means to reach, and what came of it."""
    found = project_or_404(request, slug)
    member = somebody(request)
    return show(
        request, "project", project=found, credits=questions.credits(found),
        lived=rules.has_lived_experience(found), partners=found.partners.select_related("organisation"),
        milestones=found.milestones.all(), theory=questions.theory_in_force(found),
        plan=questions.plan_in_force(found), came_of=sources.came_of(questions.KIND, str(found.pk)),
        works=rules.works_on(request, member, found), runs=rules.runs(request),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=RUN_HERE)
@once.guard
def start_project(request: HttpRequest) -> HttpResponse:
    """Start a project."""
    form = asks.StartForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        lead = form.cleaned_data["lead"]
        try:
            made = projects.start_project(
                by=actors.of_request(request), leads=[lead] if lead else [], **form.what()
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Started. Ask people to be in the team now."))
            return redirect("projects:team", made.slug)
    return show(
        request, "form", form=form, heading=_("Start a project"), submit=_("Start it"),
        back_url=reverse("projects:projects"),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_project(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a project is called and about."""
    found = leading_or_404(request, slug)
    named = ("title", "about", "language", "starts_on", "ends_on")
    now = {name: getattr(found, name) for name in named} | {"in_short": found.summary}
    form = asks.ProjectForm(posted(request), initial=now | typed(request))
    return ask(
        request, form,
        lambda: projects.change_project(found, by=actors.of_request(request), **form.what()),
        done=_("Changed."), to=home_of(slug), heading=_("What this project is"), submit=_("Save"),
        project=found,
    )  # fmt: skip


@doors.open_to(
    doors.COORDINATORS, why_not_members=gettext_noop("The centre looks once more before everybody reads it.")
)
@require_POST
def publish_project(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a project to everybody."""
    found = project_or_404(request, slug)
    return press(
        request, lambda: projects.publish_project(found, by=actors.of_request(request)),
        done=_("Everybody can read about it now."), to=home_of(slug),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_partner(request: HttpRequest, slug: str) -> HttpResponse:
    """Name an organisation that works with the project."""
    found = leading_or_404(request, slug)
    form = asks.PartnerForm(posted(request))
    return ask(
        request, form,
        lambda: projects.add_partner(found, by=actors.of_request(request), **form.cleaned_data),
        done=_("Named as a partner."), to=home_of(slug), heading=_("A partner"), submit=_("Save"), project=found,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_partner(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An organisation works with the project no more."""
    row: Partner = found_or_404(leading_or_404(request, slug).partners.select_related("project"), pk=pk)
    return press(
        request, lambda: projects.remove_partner(row, by=actors.of_request(request)),
        done=_("Removed."), to=home_of(slug),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_milestone(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the project means to reach, and by when."""
    found = working_or_404(request, slug)
    form = asks.MilestoneForm(posted(request))
    return ask(
        request, form,
        lambda: projects.add_milestone(found, by=actors.of_request(request), **form.cleaned_data),
        done=_("Written down."), to=home_of(slug), heading=_("A milestone"), submit=_("Save"), project=found,
    )  # fmt: skip


def _milestone(request: HttpRequest, slug: str, pk: int) -> Milestone:
    row: Milestone = found_or_404(working_or_404(request, slug).milestones.select_related("project"), pk=pk)
    return row


@doors.open_to(doors.SIGNED_IN)
@once.guard
def reach_milestone(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say when a milestone was reached."""
    row = _milestone(request, slug, pk)
    form = asks.ReachForm(posted(request), initial={"on": row.done_on or clock.today()})
    return ask(
        request, form,
        lambda: projects.reach_milestone(row, by=actors.of_request(request), **form.cleaned_data),
        done=_("Written down."), to=home_of(slug), heading=_("It was reached"), submit=_("Save"),
        project=row.project, about=row.what,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_milestone(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A milestone is not meant any more."""
    row = _milestone(request, slug, pk)
    return press(
        request, lambda: projects.remove_milestone(row, by=actors.of_request(request)),
        done=_("Removed."), to=home_of(slug),
    )  # fmt: skip
