"""What the room does by itself: ask what happened since a close, remind twice, and forget whom it asked in vain."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from . import actions as projects


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("projects.ask_follow_ups", ask_follow_ups, jobs.every(timedelta(hours=6)))
    jobs.register("projects.forget_whom_we_asked", forget_whom_we_asked, jobs.every(timedelta(hours=24)))


def ask_follow_ups() -> None:
    """Ask what is due, those too that fell due while nobody ran."""
    projects.ask_follow_ups(by=actors.SYSTEM)


def forget_whom_we_asked() -> None:
    """Empty names and addresses of people outside the teams whose links ended."""
    projects.forget_whom_we_asked(by=actors.SYSTEM)
