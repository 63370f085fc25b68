"""What this room does by itself: end what was agreed for a time, and forget what nobody confirmed."""

from datetime import timedelta

from alongside.foundation import actors, jobs

from . import actions as outreach


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("outreach.forget_sign_ups", forget_sign_ups, jobs.every(timedelta(days=1)))
    jobs.register("outreach.end_consents", end_consents, jobs.every(timedelta(hours=1)))


def forget_sign_ups() -> None:
    """Delete addresses whose owners did not confirm, and lists that nobody took in."""
    outreach.forget_sign_ups(by=actors.SYSTEM)
    outreach.forget_old_lists(by=actors.SYSTEM)


def end_consents() -> None:
    """Stop the newsletter for members whose consent ended on its day."""
    outreach.end_consents(by=actors.SYSTEM)
