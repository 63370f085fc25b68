"""Who may be written to: computed from the ledger each time, never kept."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef
from django.utils.crypto import salted_hmac

from .. import rules
from ..models import Subscriber, SubscriberQuerySet, Suppression, SuppressionReason, Way
from . import reaching

SALT = "outreach.suppression"


def fingerprint(address: str) -> str:
    """The keyed hash under which an address is suppressed; case, spaces and line ends make no difference."""
    plain = "".join(address.casefold().split())
    return salted_hmac(SALT, plain, algorithm="sha256").hexdigest()


def is_suppressed(address: str) -> bool:
    """Whether this address is not to be written to."""
    return Suppression.objects.filter(fingerprint=fingerprint(address), lifted_at=None).exists()


def recipients(purpose: str, basis: str, *, topics: Collection[str] = ()) -> SubscriberQuerySet:
    """Who gets a sending for a purpose on one basis: confirmed, here, and their latest ledger row grants it.

    With `topics` (slugs), those who chose one of them, or none at all. Suppressed addresses are taken out by
    `sendable`, because only hashes of them are known. A member under 16 is among them once a guardian agreed. Nobody
    is found on a basis that does not hold for this centre (see `rules.may_send_on`).
    """
    if not rules.may_send_on(basis):
        return Subscriber.objects.none()
    found = Subscriber.objects.reachable().granting(purpose, basis).exclude(confirmed_at=None)
    if topics:
        picked = Subscriber.topics.through.objects.filter(subscriber=OuterRef("pk"))
        found = found.filter(Exists(picked.filter(topic__slug__in=list(topics))) | ~Exists(picked))
    return found.select_related("member__guardian", "member__supporter")


def sendable(subscribers: SubscriberQuerySet) -> list[Subscriber]:
    """These subscribers without those who cannot be reached, or whose address is suppressed. Two queries.

    Who asked to be forgotten stays forgotten at an email address. A phone or a street may be that of others too.
    """
    rows = Suppression.objects.filter(lifted_at=None).values_list("fingerprint", "reason")
    suppressed = dict(rows)
    found = [(one, reaching.of(one)) for one in subscribers]
    return [one for one, reach in found if reach and not _is_kept_out(reach, suppressed)]


def _is_kept_out(reach: reaching.Reach, suppressed: dict[str, str]) -> bool:
    reason = suppressed.get(fingerprint(reach.to)) if suppressed else None
    return reason is not None and (reach.way == Way.EMAIL or reason != SuppressionReason.ERASED)
