"""How the views about outcomes and what came after find a project, show a page, and say why something was not done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.foundation import pages, unsent
from alongside.people import actions as people
from alongside.people.models import Member

from .. import rules
from ..actions.refusals import CannotChange
from ..models import Outcome, Project

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


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, however little, and None when nothing was."""
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest) -> dict[str, Any]:
    """What somebody had typed here before their session ran out, to begin a form with."""
    words = unsent.words(request) if request.method == "GET" else None
    if words is None:
        return {}
    request.words_were_kept = True  # type: ignore[attr-defined]  # `_kept.html` says so above the form
    return words.dict()


def found_or_404(rows: QuerySet[Any], **wanted: Any) -> Any:
    """The one row that is wanted. Raises Http404 where there is none."""
    row = rows.filter(**wanted).first()
    if row is None:
        raise Http404
    return row


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


def refuse(form: Any, refusal: Exception) -> None:
    """Put what an action refused beside the fields of a form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        return
    for name, problems in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)
