"""Addresses that are not written to because of what came back, in plain words, with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import Message

from ..models import MailReturn, Suppression, SuppressionReason
from .recipients import fingerprint

CAME_BACK = (SuppressionReason.BOUNCED, SuppressionReason.COMPLAINED)
WITHHELD = "This address came back, or its reader does not want our mail."

GONE = _("There is no such mailbox any more, or a letter of the address is wrong.")
NO_PLACE = _("The part after the @ does not exist.")
SHUT = _("The mailbox is shut.")
FULL = _("The mailbox is full.")
TOO_LARGE = _("Our mail was too large for them.")
REFUSED = _("Their mail server refused us. That says nothing about the person.")
AWAY = _("Their mail server could not be reached, several times.")
UNKNOWN = _("Their mail server did not take it, and gave no clear reason.")
UNWANTED = _("They told their mail provider that our mail is unwanted.")

ASK = _("Phone them, or write by post, and correct the address.")
WAIT = _("Tell them by phone. Lift this when there is room again.")
HELP = _("Ask whoever looks after our mail. Look at the page about the sender. Then lift this.")
LEAVE = _("Leave it. Write by email again only if they ask you to.")

MEANINGS: tuple[tuple[tuple[str, ...], Promise, Promise], ...] = (
    (("5.1.1", "5.1.0", "5.1.3", "5.1.6", "5.1.10"), GONE, ASK),
    (("5.1.2", "5.4.4", "5.4.1"), NO_PLACE, ASK),
    (("5.2.1",), SHUT, ASK),
    (("5.2.2", "4.2.2"), FULL, WAIT),
    (("5.2.3", "5.3.4"), TOO_LARGE, HELP),
    (("5.7.", "4.7."), REFUSED, HELP),
    (("4.",), AWAY, ASK),
)


@dataclass(frozen=True)
class Returned:
    """An address with the reason in plain words, and what to do. `address` is empty once the outbox forgot it."""

    suppression: Suppression
    address: str
    name: str
    why: Promise
    what_to_do: Promise
    last: MailReturn | None


def meaning(status: str, reason: str = SuppressionReason.BOUNCED) -> tuple[Promise, Promise]:
    """What a status means for somebody who looks after people, and what to do."""
    if reason == SuppressionReason.COMPLAINED:
        return UNWANTED, LEAVE
    for starts, why, what_to_do in MEANINGS:
        if any(status == start or (start.endswith(".") and status.startswith(start)) for start in starts):
            return why, what_to_do
    return UNKNOWN, ASK


def returned(held: Sequence[Suppression]) -> list[Returned]:
    """These suppressions as a coordinator reads them. Two queries, however many there are."""
    rows = MailReturn.objects.filter(fingerprint__in=[one.fingerprint for one in held]).select_related(
        "message"
    )
    last: dict[str, MailReturn] = {}
    for row in rows.order_by("arrived_at", "pk"):
        last[row.fingerprint] = row
    return [_returned(one, last.get(one.fingerprint)) for one in held]


def _returned(held: Suppression, last: MailReturn | None) -> Returned:
    status = held.detail.partition(" ")[0] or (last.status if last else "")
    message = last.message if last else None
    return Returned(
        held,
        message.to if message else "",
        message.to_name if message else "",
        *meaning(status, held.reason),
        last,
    )


def not_written_to() -> QuerySet[Suppression]:
    """What came back, newest first."""
    return Suppression.objects.filter(reason__in=CAME_BACK, lifted_at=None).order_by("-pk")


def withheld(messages: Sequence[Message]) -> dict[UUID, str]:
    """Of a batch that leaves: newsletters and other mail to many, to addresses that are not written to. One query.

    What somebody asked for by themselves, such as a code to sign in, still goes.
    """
    to_many = {
        message.pk: fingerprint(message.to)
        for message in messages
        if message.mailing_id is not None or "List-Unsubscribe" in message.headers
    }
    if not to_many:
        return {}
    held = set(
        Suppression.objects.filter(fingerprint__in=to_many.values(), lifted_at=None).values_list(
            "fingerprint", flat=True
        )
    )
    return {pk: WITHHELD for pk, found in to_many.items() if found in held}
