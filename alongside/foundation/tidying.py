"""What the house does by itself to keep no more than it promised."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils.translation import gettext_lazy as _

from . import doctoring, jobs, outbox, retention
from .models import Message


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("foundation.tidy", tidy, jobs.every(timedelta(days=1)))
    words = ("to_name", "to", "subject", "text", "html", "calendar", "headers", "fill", "last_error")
    retention.register(
        retention.Timer(Message, words, _("after the message was written"), outbox.too_old, "foundation.tidy")
    )
    doctoring.register(retention.kept_no_longer)


def tidy() -> None:
    """Empty what old messages said, and delete sessions that are over."""
    outbox.forget_old()
    SessionStore.clear_expired()
