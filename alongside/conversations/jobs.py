"""What the round table does by itself: draw the opinion map anew where votes changed."""

from __future__ import annotations

from datetime import timedelta

from alongside.foundation import jobs

from . import actions as conversations


def register() -> None:
    """Called once, when the house starts."""
    jobs.register(
        "conversations.work_out", conversations.work_out_what_changed, jobs.every(timedelta(minutes=2))
    )
