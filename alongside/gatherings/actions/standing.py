"""What people are told of where they stand: a place, or the waiting list. What is not true any more does not go out."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.foundation import outbox
from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.foundation.record import key_of

from .. import emails
from ..models import Registration, Session


def tell(registration: Registration, *, by: Actor) -> None:
    """Write to somebody that they have a place, or that they are on the waiting list.

    What waits to tell them of a change is written anew too: it says how they come.
    """
    waiting = _waiting(registration)
    _take_back_standing(waiting, by)
    untold = _take_back_changes(waiting, by)
    if registration.is_placed:
        emails.placed(registration, by=by)
    else:
        emails.on_waiting_list(registration, by=by)
    if untold:
        emails.changed(registration, what=untold, by=by)


def tell_anew(session: Session, *, by: Actor) -> None:
    """What a letter, call or email that still waits says of the session changed: it is written anew."""
    for registration in _of(session):
        if take_back(registration, by=by):
            tell(registration, by=by)


def take_back(registration: Registration, *, by: Actor) -> bool:
    """Where they stood is not true any more: a letter, call or email that still says so does not go out."""
    return _take_back_standing(_waiting(registration), by)


def _take_back_standing(waiting: Iterable[Message], by: Actor) -> bool:
    taken = [outbox.take_back(one, by=by) for one in waiting if emails.says_where_they_stand(one)]
    return any(taken)


def take_back_changes(session: Session, *, by: Actor) -> dict[int, list[str]]:
    """What still waits to tell of an earlier change does not go out. Gives what it would have said, by registration."""
    untold: dict[int, list[str]] = {}
    for registration in _of(session):
        if changes := _take_back_changes(_waiting(registration), by):
            untold[registration.pk] = changes
    return untold


def _take_back_changes(waiting: Iterable[Message], by: Actor) -> list[str]:
    untold: list[str] = []
    for message in waiting:
        if (said := emails.changes_in(message)) and outbox.take_back(message, by=by):
            untold += said
    return untold


def _waiting(registration: Registration) -> list[Message]:
    return list(Message.objects.waiting().filter(about=key_of(registration)).order_by("created_at", "pk"))


def take_back_all(registrations: Iterable[Registration], *, by: Actor) -> None:
    """They do not come, or nobody does: nothing else that waits about it goes out to them."""
    outbox.take_back_about(registrations, by=by)


def _of(session: Session) -> list[Registration]:
    """Registrations that stand and about which something waits to go out."""
    rows = session.registrations.filter(cancelled_at=None).select_related("member__supporter")
    found = {key_of(row): row for row in rows}
    waiting = Message.objects.waiting().filter(about__in=list(found)).order_by("pk")
    about = dict.fromkeys(waiting.values_list("about", flat=True))
    for key in about:
        found[key].session = session
    return [found[key] for key in about]
