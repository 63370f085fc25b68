"""Finding subscribers: by an address, and for the list of coordinators."""

from __future__ import annotations

from django.db.models import Q

from alongside.people.models import Member

from ..models import Subscriber


def by_email(address: str) -> Subscriber | None:
    """The subscriber who is written to at an email address: their own, or that of the member they are."""
    address = address.strip().lower()
    if not address:
        return None
    theirs = Q(email=address) | Q(member__email__iexact=address)
    return Subscriber.objects.here().filter(theirs).select_related("member").order_by("pk").first()


def member_by_email(address: str) -> Member | None:
    """The member who is here with this address, the one who signs in with it first."""
    found = Member.objects.here().filter(Q(email__iexact=address) | Q(account__email__iexact=address))
    return found.order_by("account__email", "pk").first() if address else None
