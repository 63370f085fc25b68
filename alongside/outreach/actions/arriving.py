"""The row of somebody on the list: a member's own, that of an address, or a new one."""

from __future__ import annotations

from typing import Any

from alongside.foundation import clock, draws
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member, new_reference

from ..models import Subscriber
from . import suppressing


def subscriber_of(member: Member, *, by: Actor) -> Subscriber:
    """The place of a member on the list, made if there is none; one under the member's address becomes theirs."""
    held = Subscriber.objects.filter(member=member).first()
    if held is None:
        held = Subscriber.objects.filter(email=member.email, member=None).first() if member.email else None
        held = held or Subscriber(language=member.language)
        held.member, held.erased_at = member, None
        held.email = held.phone = held.address = held.called = ""
        draws.until_free(lambda reference: _save(held, reference), new_reference)
        record("outreach.member_on_the_list", held, by=by)
    _fold(member, held, by)
    suppressing.forget_erasure(member.email, by=by)
    return held


def _fold(member: Member, held: Subscriber, by: Actor) -> None:
    """Another place on the list under the member's own address ends: nobody gets the same thing twice."""
    others = Subscriber.objects.here().filter(email=member.email, member=None).exclude(pk=held.pk)
    for other in others if member.email else ():
        other.email, other.erased_at = "", clock.now()
        other.save(update_fields=["email", "erased_at"])
        record("outreach.folded", other, by=by, into=held.pk)


def arrive(member: Member | None, by: Actor, *, known: Subscriber | None = None, **fields: Any) -> Subscriber:
    """The row of somebody who comes to the list: a member's own, `known`, that of an address, or a new one."""
    if member is not None:
        subscriber = subscriber_of(member, by=by)
        subscriber.language, subscriber.easy_read = fields["language"], fields["easy_read"]
        subscriber.save(update_fields=["language", "easy_read"])
        return subscriber
    unsaid = (
        ("",) if known is None else ("", False)
    )  # a second sheet takes no choice back that it does not ask about
    if known is None and fields.get("email"):
        known = Subscriber.objects.filter(email=fields["email"]).first()
    subscriber = known or Subscriber()
    for name, value in fields.items():
        if value not in unsaid or not subscriber.pk:
            setattr(subscriber, name, value)
    subscriber.erased_at = None
    draws.until_free(lambda reference: _save(subscriber, reference), new_reference)
    if fields.get("email"):
        suppressing.forget_erasure(fields["email"], by=by)
    return subscriber


def _save(subscriber: Subscriber, reference: str) -> None:
    if subscriber.pk is None:
        subscriber.reference = reference
    subscriber.save()
