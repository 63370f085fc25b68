"""What the room does by itself about round-ups: write those that are due today, forget what was opened long ago."""

import logging
from datetime import timedelta

from django.utils import timezone

from alongside.foundation import actors, clock, jobs

from . import actions as outreach
from .queries import digests

log = logging.getLogger(__name__)

BEGINS, ENDS = 7, 20
"""Round-ups are written from seven in the morning until eight in the evening, where the centre is."""


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("outreach.round_ups", write_round_ups, jobs.every(timedelta(hours=1)))
    jobs.register("outreach.forget_opened", forget_opened, jobs.every(timedelta(days=1)))


def write_round_ups() -> None:
    """Write every round-up of today that is not written yet. One that fails keeps nobody else from theirs.

    Raises the last problem when all were tried, so that the job is tried again.
    """
    if not BEGINS <= timezone.localtime(clock.now()).hour < ENDS:
        return
    problem: Exception | None = None
    for choice in digests.due_on(clock.today()):
        try:
            outreach.send_round_up(choice, by=actors.SYSTEM)
        except Exception as caught:
            log.exception("The round-up of member %s was not written", choice.member_id)
            problem = caught
    if problem:
        raise problem


def forget_opened() -> None:
    """Forget what was opened longer ago than any round-up looks back."""
    outreach.forget_opened(by=actors.SYSTEM)
