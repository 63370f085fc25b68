"""Who of a sending must stay after all: asked again right before each batch leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from alongside.foundation.models import Message

from ..models import Basis, Digest, Purpose, Subscriber, Suppression
from .recipients import fingerprint, recipients, sendable

STOPPED, NOT_WRITTEN_TO = "They stopped it.", "We do not write to this address."
MARK = "subscriber:"
ROUND_UP = "outreach.digest:"


def key_of(subscriber: Subscriber) -> str:
    """The key under which a subscriber stands in a sending of the newsletter: a stop after queuing is found by it."""
    return f"{MARK}{subscriber.pk}"


def kept_back(messages: Sequence[Message]) -> Mapping[UUID, str]:
    """Of a batch, those who stopped the newsletter or whose address is not written to. Three queries at most.

    Only what goes to many is looked at: an answer that somebody asked for still reaches them.
    """
    bulk = [message for message in messages if message.mailing_id is not None]
    if not bulk:
        return {}
    marks = {message.pk: fingerprint(message.to) for message in bulk}
    held = Suppression.objects.filter(fingerprint__in=set(marks.values()), lifted_at=None)
    suppressed = set(held.values_list("fingerprint", flat=True))
    readers = {message.pk: _reader(message.key) for message in bulk}
    still = _still_get_it({pk for pk in readers.values() if pk is not None})
    reasons = {pk: STOPPED for pk, reader in readers.items() if reader is not None and reader not in still}
    return reasons | {pk: NOT_WRITTEN_TO for pk, mark in marks.items() if mark in suppressed}


def _reader(key: str) -> int | None:
    number = key.removeprefix(MARK)
    return int(number) if key.startswith(MARK) and number.isdecimal() else None


def _still_get_it(pks: set[int]) -> set[int]:
    """Of these subscribers, those who get the newsletter, on either basis."""
    if not pks:
        return set()
    here = Subscriber.objects.reachable().filter(pk__in=pks).exclude(confirmed_at=None)
    granting = [
        here.granting(Purpose.NEWSLETTER, basis).values_list("pk", flat=True) for basis in Basis.values
    ]
    return set(granting[0]) | set(granting[1])


def unwanted_round_ups(messages: Sequence[Message]) -> Mapping[UUID, str]:
    """Of a batch, the round-ups of those who stopped them after theirs was written. Three queries at most."""
    written = {
        one.pk: int(one.about.removeprefix(ROUND_UP)) for one in messages if one.about.startswith(ROUND_UP)
    }
    if not written:
        return {}
    members = dict(Digest.objects.filter(pk__in=written.values()).values_list("pk", "member"))
    wanting = recipients(Purpose.DIGEST, Basis.CONSENT).filter(member__in=members.values())
    still = {one.member_id for one in sendable(wanting)}
    return {message: STOPPED for message, digest in written.items() if members.get(digest) not in still}
