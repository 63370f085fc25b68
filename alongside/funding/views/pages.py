"""How the views of this room show a page, find its rows, and say why something was not done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop

from alongside.foundation import doors, pages
from alongside.foundation.pages import paged, posted, refuse, say, typed
from alongside.people.models import Member

from .. import rules
from ..models import ApplicantRole, Bid, Programme, Round
from ..queries import bids, conflicts

__all__ = ["me", "paged", "posted", "refuse", "say", "show", "typed"]

LOOKED_AFTER = gettext_noop("Coordinators look after rounds. Members make the criteria with them.")
PRIVATE = gettext_noop("Bids are private to those who write them, until people decide about them.")
CONFLICT = gettext_noop("There is a conflict of interest with this bid, so it is closed to you.")
WRITTEN_DOWN = gettext_noop("Members do this for themselves. Here it is written down for somebody else.")


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `funding/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"funding/{name}", **context)


def ask(
    request: HttpRequest, form: Any, *, heading: str, submit: str, back_url: str, **context: Any
) -> HttpResponse:
    """A page with one form."""
    return show(request, "ask", form=form, heading=heading, submit=submit, back_url=back_url, **context)


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member = pages.me(request)
    return member


def somebody(request: HttpRequest) -> Member | None:
    """The member who is here, if any."""
    return getattr(request, "member", None)


def programme_or_404(slug: str) -> Programme:
    """A programme."""
    return get_object_or_404(Programme, slug=slug)


def round_or_404(request: HttpRequest, slug: str) -> Round:
    """A round that this person may read. Raises Http404 for a draft."""
    found = get_object_or_404(Round.objects.select_related("programme"), slug=slug)
    if not rules.may_read(doors.roles_of(request), found):
        raise Http404
    return found


def bid_or_404(request: HttpRequest, reference: str, *, role: str = ApplicantRole.VIEW) -> Bid:
    """A bid that this person may work on in this role, or read. Raises Http404 for everybody else's.

    Raises PermissionDenied for somebody with a conflict of interest, whatever their role.
    """
    found = get_object_or_404(bids.with_everything(), reference=reference.upper())
    member, roles = somebody(request), doors.roles_of(request)
    if found.submitted_at and not rules.works_on(member, found) and conflicts.must_not_see(member, found):
        raise PermissionDenied(CONFLICT)
    looks = role == ApplicantRole.VIEW or (doors.Role.AUDITOR in roles and request.method in doors.READING)
    if looks and rules.may_read_bid(member, roles, found):
        return found
    if rules.works_on(member, found, role) or rules.writes_down(roles, found):
        return found
    raise Http404
