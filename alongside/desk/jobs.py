"""Background work of the desk: telling webhooks, and forgetting what they were told."""

from datetime import timedelta

from alongside.foundation import jobs

from . import actions as desk


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("desk.send_webhooks", desk.send_due, jobs.every(timedelta(seconds=15)))
    jobs.register("desk.forget_deliveries", desk.forget_deliveries, jobs.every(timedelta(days=1)))
