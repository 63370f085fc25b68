"""How the views about outcomes and what came after find a project, show a page, and say why something was not done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.foundation import clock, pages
from alongside.foundation.pages import found_or_404, posted, refuse, typed
from alongside.people import actions as people
from alongside.people.models import Member

from .. import rules
from ..actions.refusals import CannotChange
from ..models import Outcome, Project

__all__ = ["found_or_404", "posted", "refuse", "typed"]
REFUSALS = (ValidationError, CannotChange, people.CannotRecord)
LOOKED_AT = gettext_noop(
    "What teams write down is looked at once before everybody reads it, so that it names nobody. Good and bad news are "
    "shown alike, and any member of a team can write it."
)
FOR_SOMEBODY = gettext_noop(
    "This is for writing down what somebody told us by phone, by post or in person. A member of the team can write it "
    "themselves."
)


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `projects/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"projects/{name}", **context)


def somebody(request: HttpRequest) -> Member | None:
    """The member who is here, if any."""
    return getattr(request, "member", None)


def seen_at(request: HttpRequest) -> datetime | None:
    """The moment at which the page was shown on which somebody pressed "Let everybody read it"; None without one."""
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None
    return min(seen, clock.now()) if seen is not None and seen.tzinfo else None


def project_to_read(request: HttpRequest, slug: str) -> Project:
    """A project that whoever is here may read. Raises Http404."""
    project: Project = found_or_404(Project.objects.all(), slug=slug)
    if not rules.reads(request, somebody(request), project):
        raise Http404
    return project


def project_to_work_on(request: HttpRequest, slug: str) -> Project:
    """A project whose team whoever is here belongs to, or which they run. Raises Http404, PermissionDenied."""
    project = project_to_read(request, slug)
    if not rules.works_on(request, somebody(request), project):
        raise PermissionDenied(_("Only the team of this project can do this. Ask its lead, or ask us."))
    return project


def outcome_to_work_on(request: HttpRequest, pk: int) -> Outcome:
    """An outcome of a project that whoever is here works on. Raises Http404, PermissionDenied."""
    rows = Outcome.objects.standing().select_related("project", "member")
    outcome: Outcome = found_or_404(rows, pk=pk)
    project_to_work_on(request, outcome.project.slug)
    return outcome
