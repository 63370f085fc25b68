"""What the gallery does by itself."""

from datetime import timedelta

from alongside.foundation import jobs

from . import actions as funding


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("funding.shortfalls", funding.work_out_shortfalls, jobs.every(timedelta(minutes=5)))
