"""What the ledger of reach does by itself: once a day it asks the platforms that tell everybody."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from .actions import polling


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("outreach.ask_channels", ask_channels, jobs.every(timedelta(days=1)))


def ask_channels() -> None:
    """Write down how many follow each channel today, or why nobody can say."""
    polling.ask_channels(by=actors.SYSTEM)
