"""The shared place of a team: what it keeps there, its milestones, and its log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, unsent
from alongside.learning.models import HowItWent
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as projects
from .. import rules
from ..forms import together as asks
from ..models import LogEntry, Pin, PinKind, Project, TeamRole
from .pages import (
    ask,
    found_or_404,
    paged,
    posted,
    press,
    project_or_404,
    show,
    somebody,
    typed,
    working_or_404,
)
from .projects import home_of
from .team import FOR_SOMEBODY

PER_PAGE = 10


@doors.open_to(doors.SIGNED_IN)
def together(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the team works: what is next, who does what, links and notes, milestones, the last meeting."""
    found = working_or_404(request, slug)
    member = somebody(request)
    pins = list(found.pins.filter(done_at=None).select_related("member", "member__leaving"))
    return show(
        request, "together", project=found, milestones=found.milestones.all(),
        dates=[pin for pin in pins if pin.kind == PinKind.DATE],
        tasks=[pin for pin in pins if pin.kind == PinKind.TASK],
        kept=[pin for pin in pins if pin.kind in (PinKind.LINK, PinKind.NOTE)],
        done=found.pins.exclude(done_at=None).count(), log=lines(found.log.all()[:2]),
        theory=found.theories.order_by("-number").first(), plan=found.plans.order_by("-number").first(),
        partners=found.partners.select_related("organisation"), runs=rules.runs(request),
        leads=rules.leads(request, member, found), lived=rules.has_lived_experience(found),
        works=rules.works_on(request, member, found),
    )  # fmt: skip


def lines(entries: Any) -> list[tuple[LogEntry, list[tuple[Any, int]]]]:
    """Entries of a log with who was there: role in words, and how many."""
    return [
        (entry, [(TeamRole(role).label, count) for role, count in entry.there.items()]) for entry in entries
    ]


def _team(project: Project) -> list[Member]:
    rows = project.team.here().select_related("member")
    return list(dict.fromkeys(row.member for row in rows))


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def pin(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep something where the whole team finds it."""
    found = working_or_404(request, slug)
    first = {"kind": request.GET.get("kind", "")}
    form = asks.PinForm(posted(request), team=_team(found), initial=first | typed(request))
    return ask(
        request, form, lambda: projects.pin(found, by=actors.of_request(request), **form.cleaned_data),
        done=_("Kept for the team."), to=home_of(slug), heading=_("Keep something for the team"),
        submit=_("Keep it"), project=found,
    )  # fmt: skip


def _pin(request: HttpRequest, slug: str, pk: int) -> Pin:
    row: Pin = found_or_404(working_or_404(request, slug).pins.select_related("project"), pk=pk)
    return row


@doors.open_to(doors.SIGNED_IN)
@require_POST
def do_pin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A task is done, or a date is over."""
    row = _pin(request, slug, pk)
    return press(
        request,
        lambda: projects.do_pin(row, by=actors.of_request(request)),
        done=_("Done."),
        to=home_of(slug),
    )


@doors.open_to(doors.SIGNED_IN)
@require_POST
def unpin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take something out of the shared place."""
    row = _pin(request, slug, pk)
    return press(
        request,
        lambda: projects.unpin(row, by=actors.of_request(request)),
        done=_("Removed."),
        to=home_of(slug),
    )


@doors.open_to(doors.SIGNED_IN)
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """What the team wrote down after each meeting."""
    found = working_or_404(request, slug)
    page = paged(request, found.log.select_related("learning"), PER_PAGE)
    return show(
        request, "log", project=found, page=page, entries=lines(page.object_list), went=HowItWent.choices,
        runs=rules.runs(request), works=rules.works_on(request, somebody(request), found),
    )  # fmt: skip


def _roles(project: Project) -> list[str]:
    """The roles that are in the team, in their order; they come first to mind after a meeting."""
    held = set(project.team.filter(left_on=None).values_list("role", flat=True))
    return [role for role in TeamRole.values if role in held] or list(TeamRole.values)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def write_log(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a meeting, in a minute."""
    found = working_or_404(request, slug)
    form = asks.LogForm(posted(request), roles=_roles(found), initial=typed(request))
    return ask(
        request, form,
        lambda: projects.write_log(
            found, somebody(request), by=actors.of_request(request), **form.entry()
        ),
        done=_("Written down. Only the team and the centre read it."),
        to=reverse("projects:log", args=[slug]), heading=_("After a meeting"), submit=_("Write it down"),
        project=found,
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def record_log(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a meeting, as somebody in the team told us."""
    found = project_or_404(request, slug)
    form = asks.RecordLogForm(posted(request), roles=_roles(found))
    return ask(
        request, form,
        lambda: projects.write_log(
            found, form.cleaned_data["member"], by=actors.of_request(request),
            told=people.Told(**form.told()), **form.entry(),
        ),
        done=_("Written down. It has the same standing as on the web."),
        to=reverse("projects:log", args=[slug]), heading=_("A meeting, as somebody told us"),
        submit=_("Write it down"), project=found,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def make_learning(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a learning item of what was written down after a meeting: one press says how it went."""
    entry: LogEntry = found_or_404(working_or_404(request, slug).log.all(), pk=pk)
    went = request.POST.get("how_it_went", "")
    return press(
        request,
        lambda: projects.make_learning(entry, how_it_went=went, by=actors.of_request(request)),
        done=_("Thank you. Somebody looks at it first, then everybody can read it."),
        to=reverse("projects:log", args=[slug]),
    )  # fmt: skip
