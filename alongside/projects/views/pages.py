"""How the views of this room show a page, find a row, and say why something was not done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from alongside.documents import actions as documents
from alongside.foundation import doors, pages, unsent
from alongside.foundation.pages import paged, say
from alongside.learning import actions as learning
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as projects
from .. import rules
from ..models import Project

__all__ = ["paged", "say"]
REFUSALS = (
    ValidationError,
    projects.CannotChange,
    documents.CannotSay,
    learning.CannotSay,
    people.CannotRecord,
)
RUN_HERE = "The centre starts projects, so that each has a contract and a contact."


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `projects/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"projects/{name}", **context)


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member = pages.me(request)
    return member


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


def project_or_404(request: HttpRequest, slug: str) -> Project:
    """A project that this person may read. Raises Http404 for everybody else."""
    found: Project = found_or_404(Project.objects.all(), slug=slug)
    if not rules.reads(request, somebody(request), found):
        raise Http404
    return found


def looks(request: HttpRequest) -> bool:
    """Whether an auditor looks, and does nothing."""
    return rules.audits(request) and request.method in doors.READING


def working_or_404(request: HttpRequest, slug: str) -> Project:
    """A project, for its team and the centre; auditors may look. Raises Http404 for everybody else."""
    found = project_or_404(request, slug)
    if not looks(request) and not rules.works_on(request, somebody(request), found):
        raise Http404
    return found


def leading_or_404(request: HttpRequest, slug: str) -> Project:
    """A project, for those who lead its team and the centre; auditors may look."""
    found = project_or_404(request, slug)
    if not looks(request) and not rules.leads(request, somebody(request), found):
        raise Http404
    return found


def refuse(form: Any, refusal: Exception) -> None:
    """Put what an action refused beside the fields of a form."""
    if not isinstance(refusal, ValidationError):
        form.add_error(None, str(refusal))
        return
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, problems in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def ask(
    request: HttpRequest,
    form: Any,
    act: Callable[[], Any],
    *,
    done: Any,
    to: str,
    heading: Any,
    submit: Any,
    template: str = "form",
    **context: Any,
) -> HttpResponse:
    """A page with one form: shown, judged, one action, and then to the path `to`; refused, it stays as typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, done)
            return redirect(to)
    context = {"back_url": to} | context
    return show(request, template, form=form, heading=heading, submit=submit, **context)


def press(request: HttpRequest, act: Callable[[], Any], *, done: Any, to: str) -> HttpResponse:
    """A button: one action, and then to the path `to`, with what was refused said there."""
    try:
        act()
    except REFUSALS as refusal:
        sentences = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        messages.error(request, " ".join(sentences))
    else:
        say(request, done)
    return redirect(to)
