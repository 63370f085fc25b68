"""How the views of this room show a page; see `foundation.pages`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop

from alongside.foundation import doors, pages
from alongside.foundation.pages import paged, say
from alongside.people.models import Member

from .. import rules
from ..models import Interest, Invitation, Opportunity, Place

__all__ = ["me", "paged", "say", "show"]

LOOKED_AFTER = gettext_noop("Coordinators look after opportunities. Members can ask for one to be written.")
PERSONAL = gettext_noop("It shows who would like to take part, which is nobody else’s business.")
WRITTEN_DOWN = gettext_noop("Members do this for themselves. Here it is written down for somebody else.")


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `opportunities/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"opportunities/{name}", **context)


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member = pages.me(request)
    return member


def opportunity_or_404(request: HttpRequest, pk: int) -> Opportunity:
    """An opportunity that this person may read. Raises Http404 for a draft of somebody else's."""
    found = get_object_or_404(Opportunity.objects.with_states(), pk=pk)
    if not rules.may_read(doors.roles_of(request), found):
        raise Http404
    return found


def interest_or_404(opportunity: Opportunity, pk: int) -> Interest:
    """An interest in this opportunity."""
    rows = opportunity.interests.select_related("member", "place", "opportunity")
    return get_object_or_404(rows, pk=pk, member__leaving=None)


def my_interest_or_404(request: HttpRequest, pk: int) -> Interest:
    """An interest of the member who is here. Somebody else's does not exist for them."""
    return get_object_or_404(
        Interest.objects.select_related("opportunity", "place"), pk=pk, member=me(request)
    )


def my_place_or_404(request: HttpRequest, pk: int) -> Place:
    """A place of the member who is here."""
    rows = Place.objects.select_related("opportunity", "interest__member")
    return get_object_or_404(rows, pk=pk, interest__member=me(request))


def my_invitation_or_404(request: HttpRequest, pk: int) -> Invitation:
    """An invitation of the member who is here."""
    return get_object_or_404(Invitation.objects.select_related("opportunity"), pk=pk, member=me(request))
