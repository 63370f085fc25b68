"""What the room does by itself: remind people, ask how it was, count who was in the room and publish it."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from . import actions as gatherings
from .queries import feedback


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("gatherings.remind", remind, jobs.every(timedelta(minutes=10)))
    jobs.register("gatherings.ask_how_it_was", ask_how_it_was, jobs.every(timedelta(hours=1)))
    jobs.register("gatherings.close_room_blocks", close_room_blocks, jobs.every(timedelta(days=1)))
    jobs.register("gatherings.publish_room_tables", publish_room_tables, jobs.first_of_month)


def remind() -> None:
    """Write the reminders that are due, those too that fell due while nobody ran."""
    gatherings.remind(by=actors.SYSTEM)


def ask_how_it_was() -> None:
    """Ask those who were at sessions of yesterday and before."""
    for session in feedback.sessions_to_ask():
        gatherings.ask_feedback(session, by=actors.SYSTEM)


def close_room_blocks() -> None:
    """Count the people who came, in blocks of twenty."""
    gatherings.close_room_blocks(by=actors.SYSTEM)


def publish_room_tables() -> None:
    """Publish what people came as, as of the first of this month."""
    gatherings.publish_room_tables(by=actors.SYSTEM)
