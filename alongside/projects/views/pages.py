"""How the views of this room show a page, find a row, and say why something was not done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_noop

from alongside.documents import actions as documents
from alongside.foundation import doors, pages
from alongside.foundation.pages import found_or_404, paged, posted, refuse, say, typed
from alongside.learning import actions as learning
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as projects
from .. import rules
from ..models import Project

__all__ = ["found_or_404", "paged", "posted", "refuse", "say", "typed"]
REFUSALS = (
    ValidationError,
    projects.CannotChange,
    documents.CannotSay,
    learning.CannotSay,
    people.CannotRecord,
)
RUN_HERE = gettext_noop("The centre starts projects, so that each has a contract and a contact.")


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
