"""What people are told of where they stand: a place, or the waiting list. What is not true any more does not go out."""

from __future__ import annotations

from alongside.foundation import outbox
from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.foundation.record import key_of

from .. import emails
from ..models import Registration, Session


def tell(registration: Registration, *, by: Actor) -> None:
    """Write to somebody that they have a place, or that they are on the waiting list."""
    take_back(registration, by=by)
    if registration.is_placed:
        emails.placed(registration, by=by)
    else:
        emails.on_waiting_list(registration, by=by)


def tell_anew(session: Session, *, by: Actor) -> None:
    """What a letter, call or email that still waits says of the session changed: it is written anew."""
    for registration in _of(session):
        if take_back(registration, by=by):
            tell(registration, by=by)


def take_back(registration: Registration, *, by: Actor) -> bool:
    """Where they stood is not true any more: a letter, call or email that still says so does not go out."""
    taken = [
        outbox.take_back(message, by=by)
        for message in Message.objects.waiting().filter(about=key_of(registration))
        if emails.says_where_they_stand(message)
    ]
    return any(taken)


def take_back_all(session: Session, *, by: Actor) -> None:
    """A session will not take place: nothing else that waits goes out to those who registered."""
    about = [key_of(row) for row in session.registrations.filter(cancelled_at=None)]
    for message in Message.objects.waiting().filter(about__in=about):
        outbox.take_back(message, by=by)


def _of(session: Session) -> list[Registration]:
    """Registrations that stand and about which something waits to go out."""
    rows = session.registrations.filter(cancelled_at=None).select_related("member__supporter")
    found = {key_of(row): row for row in rows}
    waiting = Message.objects.waiting().filter(about__in=list(found)).order_by("pk")
    about = dict.fromkeys(waiting.values_list("about", flat=True))
    for key in about:
        found[key].session = session
    return [found[key] for key in about]
