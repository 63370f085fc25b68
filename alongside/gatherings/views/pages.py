"""How the views of this room show a page and find a session; see `foundation.pages`."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation import doors, pages
from alongside.foundation.doors import Role
from alongside.foundation.pages import UNCHANGED, paged, say
from alongside.people.models import Member

from .. import rules
from ..models import Session
from ..queries import listing

__all__ = ["UNCHANGED", "me", "paged", "running_or_404", "say", "session_or_404", "session_to_show", "show"]


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `gatherings/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"gatherings/{name}", **context)


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member = pages.me(request)
    return member


def session_or_404(pk: int) -> Session:
    """A session that everybody may see, cancelled ones too, with its series and offer. Raises Http404."""
    return _one(Session.objects.announced(), pk)


def session_to_show(pk: int) -> Session:
    """The same, for its own page: it knows which parts of the page have anything to show. Raises Http404."""
    return _one(listing.with_what_there_is(Session.objects.announced()), pk)


def _one(rows: QuerySet[Session], pk: int) -> Session:
    try:
        return rows.select_related("series", "offer").get(pk=pk)
    except Session.DoesNotExist:
        raise Http404 from None


def running_or_404(request: HttpRequest, pk: int) -> Session:
    """A session, drafts too, for those who run it; auditors may look. Raises Http404 for everybody else."""
    session = Session.objects.select_related("series", "offer").filter(pk=pk).first()
    if session is None:
        raise Http404
    looks = Role.AUDITOR in doors.roles_of(request) and request.method in doors.READING
    if not looks and not rules.runs(request, getattr(request, "member", None), session):
        raise Http404
    return session
