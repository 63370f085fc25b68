"""What the house does by itself to keep no more than it promised."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils.translation import gettext_lazy as _

from . import doctoring, jobs, outbox, processing, retention
from .models import Message


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("foundation.tidy", tidy, jobs.every(timedelta(days=1)))
    words = ("to_name", "to", "subject", "text", "html", "calendar", "headers", "fill", "last_error")
    retention.register(
        retention.Timer(Message, words, _("after the message was written"), outbox.too_old, "foundation.tidy")
    )
    doctoring.register(retention.kept_no_longer)
    processing.register(
        processing.Activity(
            room="foundation",
            title=_("Messages and the record of actions"),
            purpose=_("To write to people by the way they chose, and to be able to show who did what."),
            whose=_("Everybody whom we write to, and everybody who does something here."),
            holds=_("Address, words and day of each message; who did what and when, without names."),
            basis=processing.TASK,
            seen_by=_("Coordinators. Messages about access needs: only those who arrange them."),
            after=_(
                "That a message was sent, without address or words. The record of actions keeps "
                "numbers, no names."
            ),
            given_to=_("The centre’s mail provider, who delivers emails."),
        ),
    )


def tidy() -> None:
    """Empty what old messages said, and delete sessions that are over."""
    outbox.forget_old()
    SessionStore.clear_expired()
