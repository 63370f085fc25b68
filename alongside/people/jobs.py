"""What the hall does by itself: count people in blocks every day, publish on the first of a month."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from . import actions as people


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("people.close_network_blocks", close_network_blocks, jobs.every(timedelta(days=1)))
    jobs.register("people.publish_network_tables", publish_network_tables, jobs.first_of_month)


def close_network_blocks() -> None:
    """Count the people who joined, in blocks of twenty."""
    people.close_network_blocks(by=actors.SYSTEM)


def publish_network_tables() -> None:
    """Publish what the network brings, as of the first of this month."""
    people.publish_network_tables(by=actors.SYSTEM)
