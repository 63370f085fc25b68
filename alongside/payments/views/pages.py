"""How the views of this room show a page; see `foundation.pages`."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from alongside.foundation import pages
from alongside.foundation.pages import paged, say
from alongside.people.models import Member
from alongside.people.queries import members

from ..models import Offer, TakingPart
from ..queries import choices

__all__ = ["me", "member_or_404", "offer_or_404", "paged", "say", "show", "warn"]


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `payments/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"payments/{name}", **context)


def warn(request: HttpRequest, sentence: str | Promise) -> None:
    """Tell on the next page why it did not work."""
    messages.warning(request, str(sentence))


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


def offer_or_404(pk: int, member: Member) -> Offer:
    """An offer that stands, or that this member has to do with. Raises Http404 for any other."""
    offer = get_object_or_404(Offer.objects.select_related("rate__card"), pk=pk)
    theirs = TakingPart.objects.filter(offer=offer, member=member).exists()
    if offer.ended_at and not theirs and choices.of(offer, member) is None:
        raise Http404
    return offer
