"""Which news of a session goes to the people who registered. What it says stands in `emails`."""

from collections.abc import Collection

from alongside.foundation import clock
from alongside.foundation.actors import Actor

from .. import emails
from ..models import Session
from . import reminders, standing

MATTERS = frozenset({
    "title", "meeting", "starts_at", "ends_at", "venue", "address", "getting_there", "online_link", "dial_in",
    "access_offer", "language",
})  # fmt: skip
"""What somebody who means to come has to know; the rest is on the page for whoever looks."""


def changed(session: Session, *, fields: Collection[str], by: Actor) -> None:
    """Tell those who registered what changed, unless it is over or nobody knows of it yet."""
    what = sorted(MATTERS & set(fields))
    if what and session.announced_at and session.ends_at > clock.now():
        if "starts_at" in what:
            reminders.move_reminders(session, by=by)
        untold = standing.take_back_changes(session, by=by)
        standing.tell_anew(session, by=by)
        emails.session_changed(session, what=what, untold=untold, by=by)


def cancelled(session: Session, *, by: Actor) -> None:
    """Tell those who registered that it will not take place, unless nobody knows of it yet."""
    if session.announced_at:
        reminders.take_back_session_reminders(session, by=by)
        standing.take_back_all(session.registrations.filter(cancelled_at=None), by=by)
        emails.session_cancelled(session, by=by)
