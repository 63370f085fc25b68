"""What the room does by itself: remind people of what they have a place in, and ask how it was the day after."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from . import actions as gatherings
from .queries import feedback


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("gatherings.remind", remind, jobs.every(timedelta(minutes=10)))
    jobs.register("gatherings.ask_how_it_was", ask_how_it_was, jobs.every(timedelta(hours=1)))


def remind() -> None:
    """Write the reminders that are due, those too that fell due while nobody ran."""
    gatherings.remind(by=actors.SYSTEM)


def ask_how_it_was() -> None:
    """Ask those who were at sessions of yesterday and before."""
    for session in feedback.sessions_to_ask():
        gatherings.ask_feedback(session, by=actors.SYSTEM)
