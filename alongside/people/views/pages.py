"""How the views of this room show a page; see `foundation.pages`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation import pages
from alongside.foundation.pages import paged, say

from ..models import Member
from ..queries import members

__all__ = ["me", "member_or_404", "paged", "say", "show"]


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `people/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"people/{name}", **context)


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member = pages.me(request)
    return member


def member_or_404(reference: str) -> Member:
    """The member with this reference. Raises Http404 for one who left or never was."""
    member = members.by_reference(reference).first()
    if member is None:
        raise Http404
    return member
