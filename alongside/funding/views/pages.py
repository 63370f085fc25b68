"""How the views of this room show a page, find its rows, and say why something was not done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop

from alongside.foundation import doors, pages, unsent
from alongside.foundation.pages import paged, say
from alongside.people.models import Member

from .. import rules
from ..models import ApplicantRole, Bid, Programme, Round
from ..queries import bids, conflicts

__all__ = ["me", "paged", "say", "show"]

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


def refuse(form: Any, error: ValidationError) -> None:
    """Put what an action refused beside the fields of a form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)
