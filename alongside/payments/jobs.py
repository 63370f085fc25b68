"""What the till does by itself: forget bank details and old receipts every day, publish figures each quarter."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from . import actions as payments


def register() -> None:
    """Called once, when the house starts."""
    daily = jobs.every(timedelta(days=1))
    jobs.register("payments.forget_old_details", forget_old_details, daily)
    jobs.register("payments.forget_old_receipts", forget_old_receipts, daily)
    jobs.register("payments.publish_figures", publish_figures, jobs.first_of_month)


def forget_old_details() -> None:
    """Delete bank details that were given 30 days ago."""
    payments.forget_old_details(by=actors.SYSTEM)


def forget_old_receipts() -> None:
    """Delete photos of receipts that nobody needs any more."""
    payments.forget_old_receipts(by=actors.SYSTEM)


def publish_figures() -> None:
    """Publish the quarter that is over, if that was not done yet."""
    payments.publish_figures(by=actors.SYSTEM)
