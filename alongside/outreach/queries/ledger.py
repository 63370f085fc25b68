"""Reading the ledger of consents."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.foundation.components import Text
from alongside.people.queries import listing

from .. import rules
from ..models import Basis, ConsentEvent, Purpose, Subscriber


@dataclass(frozen=True)
class Line:
    """One line of a ledger, with who wrote it in words."""

    event: ConsentEvent
    by: Text


def latest(subscriber: Subscriber, purpose: str = Purpose.NEWSLETTER) -> ConsentEvent | None:
    """The newest line for a purpose: the one that counts."""
    return ConsentEvent.objects.filter(subscriber=subscriber, purpose=purpose).order_by("-pk").first()


def gets(subscriber: Subscriber, purpose: str = Purpose.NEWSLETTER) -> bool:
    """Whether this subscriber is written to for a purpose, on a basis that holds for this centre today."""
    line = latest(subscriber, purpose)
    return _stands(line, subscriber) and line is not None and rules.may_send_on(line.basis)


def is_held(subscriber: Subscriber, purpose: str = Purpose.NEWSLETTER) -> bool:
    """Whether nothing is sent although nobody said no: the basis does not hold for this centre any more."""
    line = latest(subscriber, purpose)
    return _stands(line, subscriber) and line is not None and not rules.may_send_on(line.basis)


def _stands(line: ConsentEvent | None, subscriber: Subscriber) -> bool:
    return bool(line and line.granted and subscriber.confirmed_at and not subscriber.erased_at)


def gets_on_consent(subscriber: Subscriber, purpose: str = Purpose.NEWSLETTER) -> bool:
    """Whether the newest line grants a purpose because they agreed."""
    line = latest(subscriber, purpose)
    return bool(line and line.granted and line.basis == Basis.CONSENT)


def lines(subscriber: Subscriber) -> list[Line]:
    """Everything in somebody's ledger, newest first. Two queries."""
    events = list(ConsentEvent.objects.filter(subscriber=subscriber).order_by("-pk"))
    names = listing.names_of_actors(event.recorded_by for event in events)
    return [Line(event, names[event.recorded_by]) for event in events]
