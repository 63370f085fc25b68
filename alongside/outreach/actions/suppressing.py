"""Addresses that are not written to again: put there, and lifted with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _t

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.models import Channel, Message
from alongside.foundation.record import record

from ..models import MailReturn, Suppression, SuppressionReason
from ..queries.recipients import fingerprint


class CannotLift(Exception):
    """The address stays on the list; the message is a sentence for the page."""


def suppress(address: str, *, reason: str, by: Actor, detail: str = "") -> Suppression:
    """Never write to this address again. Only its keyed hash is kept; one that is there already stays as it is.

    `reason` is a `SuppressionReason`; `detail` is for staff, such as "5.1.1" or "called us", and holds no address.
    """
    with transaction.atomic():
        if reason == SuppressionReason.ERASED:
            MailReturn.objects.filter(fingerprint=fingerprint(address)).delete()
        held, new = Suppression.objects.select_for_update().get_or_create(
            fingerprint=fingerprint(address),
            defaults={"reason": reason, "detail": detail[:200], "by": by.key},
        )
        if not new and held.lifted_at is not None:
            held.reason, held.detail, held.by = reason, detail[:200], by.key
            held.lifted_at, held.lifted_by = None, ""
            held.save()
            new = True
        if new:
            record("outreach.suppressed", held, by=by, reason=str(reason))
        return held


def lift(suppression: Suppression, *, reason: str, by: Actor) -> None:
    """Write to this address again. Raises CannotLift without a reason. Twice changes nothing."""
    if not reason.strip():
        raise CannotLift(_t("Write why this address may be written to again."))
    with transaction.atomic():
        held = Suppression.objects.filter(pk=suppression.pk, lifted_at=None)
        detail = f"{suppression.detail} → {reason.strip()}" if suppression.detail else reason.strip()
        if held.update(lifted_at=clock.now(), lifted_by=by.key, detail=detail[:200]):
            suppression.refresh_from_db()
            record("outreach.suppression_lifted", suppression, by=by)


def in_force(address: str) -> Suppression | None:
    """What keeps us from writing to an address, or None."""
    return (
        Suppression.objects.filter(fingerprint=fingerprint(address), lifted_at=None).first()
        if address
        else None
    )


def forget_erasure(address: str, *, by: Actor) -> None:
    """Somebody who had asked to be forgotten came back by themselves: they are written to again."""
    held = in_force(address)
    if held is not None and held.reason == SuppressionReason.ERASED:
        lift(held, reason=_t("They came back by themselves."), by=by)


def mails_lately(address: str, *, since: datetime) -> int:
    """How often a form made us write to an address since a moment."""
    asked = Message.objects.filter(channel=Channel.EMAIL, to=address, created_at__gte=since)
    return asked.filter(about__startswith="outreach.signup:").count()
