"""How the views of this room show a page, find a text, and say why something was not done."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation import doors, pages
from alongside.foundation.doors import Role
from alongside.foundation.pages import paged, posted, refuse, say, typed
from alongside.people.models import Member

from .. import actions as documents
from .. import rules
from ..models import Clause, Document, Version

__all__ = ["me", "paged", "posted", "refuse", "say", "show", "typed"]


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `documents/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"documents/{name}", **context)


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member = pages.me(request)
    return member


def somebody(request: HttpRequest) -> Member | None:
    """The member who is here, if any."""
    return getattr(request, "member", None)


def text_or_404(request: HttpRequest, slug: str) -> Document:
    """A text that this person may read. Raises Http404 for everybody else."""
    found = Document.objects.select_related("signed").filter(slug=slug).first()
    if found is None or not rules.reads(request, somebody(request), found):
        raise Http404
    return found


def editing_or_404(request: HttpRequest, slug: str) -> Document:
    """A text, for those who edit it; auditors may look. Raises Http404 for everybody else."""
    found = text_or_404(request, slug)
    looks = Role.AUDITOR in doors.roles_of(request) and request.method in doors.READING
    if not looks and not rules.edits(request, somebody(request), found):
        raise Http404
    return found


def clause_or_404(document: Document, pk: int) -> Clause:
    """A clause of this text, also one that was taken out."""
    found = Clause.objects.filter(document=document, pk=pk).first()
    if found is None:
        raise Http404
    found.document = document
    return found


def version_or_404(document: Document, number: int) -> Version:
    """A frozen version of this text."""
    found = Version.objects.frozen().filter(document=document, number=number).first()
    if found is None:
        raise Http404
    found.document = document
    return found


def not_changed(
    request: HttpRequest, document: Document, refusal: documents.CannotChange, form: Any = None
) -> HttpResponse:
    """The text stays as it is: why, and everything that was typed. 409."""
    fields = form.visible_fields() if form is not None else []
    written = [
        (bound.label, bound.value()) for bound in fields if isinstance(bound.value(), str) and bound.value()
    ]
    response = show(
        request, "not_changed", document=document, reason=str(refusal), written=written,
        signed=isinstance(refusal, documents.SignedOff), edits=rules.edits(request, somebody(request), document),
    )  # fmt: skip
    response.status_code = 409
    return response


def numbers(pages_there: int, asked: str | None) -> Page[Any]:
    """Page numbers for the foot of a page whose rows are shared out by weight."""
    return Paginator(range(max(1, pages_there)), 1).get_page(asked)
