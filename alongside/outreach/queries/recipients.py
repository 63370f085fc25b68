"""Who may be written to: computed from the ledger each time, never kept."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.crypto import salted_hmac

from ..models import Subscriber, SubscriberQuerySet, Suppression, Way

SALT = "outreach.suppression"


def fingerprint(address: str) -> str:
    """The keyed hash under which an address is suppressed; case and spaces around it make no difference."""
    return salted_hmac(SALT, address.strip().casefold(), algorithm="sha256").hexdigest()


def is_suppressed(address: str) -> bool:
    """Whether this address is not to be written to."""
    return Suppression.objects.filter(fingerprint=fingerprint(address), lifted_at=None).exists()


def recipients(purpose: str, basis: str, *, topics: Collection[str] = ()) -> SubscriberQuerySet:
    """Who gets a sending for a purpose on one basis: confirmed, here, and their latest ledger row grants it.

    With `topics` (slugs), those who chose one of them, or none at all. Suppressed addresses are taken out by
    `sendable`, because only hashes of them are known.
    """
    found = Subscriber.objects.here().granting(purpose, basis).exclude(confirmed_at=None)
    if topics:
        chose = found.filter(topics__slug__in=list(topics)).values("pk")
        found = found.filter(pk__in=chose) | found.filter(topics=None)
    return found.distinct().select_related("member")


def sendable(subscribers: SubscriberQuerySet) -> list[Subscriber]:
    """These subscribers without those whose address is suppressed. Two queries."""
    suppressed = set(Suppression.objects.filter(lifted_at=None).values_list("fingerprint", flat=True))
    return [one for one in subscribers if one.way != Way.EMAIL or fingerprint(one.email) not in suppressed]
