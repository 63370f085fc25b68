"""What the room does by itself: ask what happened since a project closed, and remind twice at most."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from . import actions as projects


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("projects.ask_follow_ups", ask_follow_ups, jobs.every(timedelta(hours=6)))


def ask_follow_ups() -> None:
    """Ask what is due, those too that fell due while nobody ran."""
    projects.ask_follow_ups(by=actors.SYSTEM)
