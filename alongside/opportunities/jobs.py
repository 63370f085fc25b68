"""What the noticeboard does by itself: close what is past its last day, forget what was said for a draw."""

from datetime import timedelta

from alongside.foundation import jobs

from . import actions as opportunities


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("opportunities.close_past", opportunities.close_past, jobs.every(timedelta(hours=1)))
    jobs.register("opportunities.forget", opportunities.forget_what_is_due, jobs.every(timedelta(days=1)))
