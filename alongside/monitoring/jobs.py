"""Background work: on the first of each month the tables come out; blocks that nobody closed are closed."""

from alongside.foundation import actors, clock

from . import actions


def publish_tables() -> None:
    """Publish the tables of this month's first day; does nothing when they are out already."""
    actions.publish(clock.today().replace(day=1), by=actors.SYSTEM)


def close_blocks() -> None:
    """Close what twenty people wait in: two who answer at the same moment may each have seen nineteen."""
    actions.close_blocks()
