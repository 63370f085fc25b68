"""What the room does by itself: remind people of what they have a place in."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from . import actions as gatherings


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("gatherings.remind", remind, jobs.every(timedelta(minutes=10)))


def remind() -> None:
    """Write the reminders that are due, those too that fell due while nobody ran."""
    gatherings.remind(by=actors.SYSTEM)
