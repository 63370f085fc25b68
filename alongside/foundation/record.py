"""The record of actions: append-only, in the same transaction as the change, hash-chained."""

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC
from typing import Any

from django.db import models, transaction

from . import clock
from .actors import Actor
from .doors import Role
from .models import ChainTail, Event

AT_ONCE = 5_000
"""So many events of work in bulk are written at once."""

_gathered: ContextVar[list[Event] | None] = ContextVar("_gathered", default=None)


def key_of(subject: models.Model | None) -> str:
    """How a row is named on record: "people.member:12"."""
    return f"{subject._meta.label_lower}:{subject.pk}" if subject is not None else ""


def record(verb: str, subject: models.Model | None, *, by: Actor, **detail: Any) -> Event:
    """Write down that somebody did something. `detail` holds JSON facts and ids, never names or addresses."""
    event = Event(at=clock.now(), verb=verb, actor=by.key, subject=key_of(subject), detail=detail)
    held = _gathered.get()
    if held is not None:
        held.append(event)
        if len(held) >= AT_ONCE:
            _write(held)
        return event
    with transaction.atomic(savepoint=False):
        tail = _locked_tail()
        event.previous = tail.fingerprint
        event.fingerprint = fingerprint(event)
        event.save(force_insert=True)
        tail.fingerprint = event.fingerprint
        tail.save(update_fields=["fingerprint"])
        return event


@contextmanager
def gathered() -> Iterator[None]:
    """For work in bulk: what is recorded within is written together, in the same order and in the same chain.

    It is one transaction, which holds the end of the chain: whoever else records something waits until it is over.
    Within another, it is part of that one.
    """
    if _gathered.get() is not None:
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        _locked_tail()
        token = _gathered.set([])
        try:
            yield
            _write(_gathered.get() or [])
        finally:
            _gathered.reset(token)


def _write(events: list[Event]) -> None:
    tail = _locked_tail()
    for event in events:
        event.previous = tail.fingerprint
        event.fingerprint = tail.fingerprint = fingerprint(event)
    Event.objects.bulk_create(events, batch_size=500)
    tail.save(update_fields=["fingerprint"])
    events.clear()


def fingerprint(event: Event) -> str:
    """SHA-256 over what the event says and the fingerprint before it."""
    said = [
        event.at.astimezone(UTC).isoformat(),
        event.verb,
        event.actor,
        event.subject,
        event.detail,
        event.previous,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def broken_links(using: str = "default") -> Iterator[Event]:
    """Events whose fingerprint or link to the one before does not hold: none, unless a row was altered."""
    previous = ""
    for event in Event.objects.using(using).order_by("pk").iterator():
        if event.previous != previous or event.fingerprint != fingerprint(event):
            yield event
        previous = event.fingerprint


def is_whole(using: str = "default") -> bool:
    """Whether nobody altered, removed or added a row behind our back, the newest included.

    `using` names a copy of the main database, where one is to be judged.
    """
    last = Event.objects.using(using).order_by("-pk").values_list("fingerprint", flat=True).first() or ""
    tail = ChainTail.objects.using(using).values_list("fingerprint", flat=True).first() or ""
    return last == tail and next(broken_links(using), None) is None


def history(subject: models.Model) -> models.QuerySet[Event]:
    """Everything on record about one row, newest first."""
    return Event.objects.filter(subject=key_of(subject)).order_by("-pk")


_apart: set[str] = set()


def keep_apart(prefix: str) -> None:
    """Say that verbs which begin like this tell of somebody's access needs, even without a name."""
    _apart.add(prefix)


def open_to(roles: Collection[Role]) -> models.QuerySet[Event]:
    """What somebody with these roles may read of the record; what is kept apart is for the access role."""
    events = Event.objects.all()
    if Role.ACCESS in roles:
        return events
    for prefix in sorted(_apart):
        events = events.exclude(verb__startswith=prefix)
    return events


def _locked_tail() -> ChainTail:
    tail = ChainTail.objects.select_for_update().filter(pk=1)
    held = tail.first()
    if held is None:
        ChainTail.objects.get_or_create(pk=1)
        held = tail.get()
    return held
