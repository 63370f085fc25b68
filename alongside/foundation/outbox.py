"""The outbox: every message is a row, written in the transaction of the action that sends it.

A person reached by post or phone gets a letter or a call instead, with the same standing: staff tick them
off. The worker (`deliver_due`) sends emails and marks each as it is taken by the mail server (`foundation.sending`).
After a kill what was in flight goes again under the same Message-ID, and none is lost. Something written to many
is a mailing (`start_mailing`): its words stand once, and each recipient has a row.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from threading import Event

from django.conf import settings
from django.db import models, transaction
from django.utils import translation

from . import clock
from .actors import Actor
from .following import NO_WAY, hold_for, readdress, release_for, unsent_to
from .mailings import (
    CannotChangeMailing,
    Progress,
    State,
    add_late,
    add_recipients,
    change_words,
    close_list,
    mailing_progress,
    pause_mailing,
    resume_mailing,
    retry_failed,
    start_mailing,
    stop_mailing,
)
from .models import WAITING, WORDS_ARE_KEPT, Channel, Mailing, Message
from .record import key_of, record
from .sending import To, Version, by_backend, engine, ledger
from .sending.ledger import CLAIM_GROWS_STALE_AFTER, TRIES

RESTORED = (
    "The house was restored from a backup. This may have been sent before; send it again only if it was not."
)
SMTP = "django.core.mail.backends.smtp.EmailBackend"

__all__ = [
    "CLAIM_GROWS_STALE_AFTER",
    "NO_WAY",
    "TRIES",
    "CannotChangeMailing",
    "Progress",
    "State",
    "To",
    "Version",
    "add_late",
    "add_recipients",
    "call",
    "change_words",
    "close_list",
    "count_as_delivered",
    "deliver_due",
    "email",
    "forget_words",
    "hold_for",
    "letter",
    "mailing_progress",
    "pause_mailing",
    "readdress",
    "release_for",
    "resume_mailing",
    "retry_failed",
    "set_aside_after_restore",
    "start_mailing",
    "stop_mailing",
    "take_back",
    "take_back_about",
    "tick_off",
    "unsent_to",
]


def email(
    *,
    to: str,
    subject: str,
    text: str,
    by: Actor,
    html: str = "",
    to_name: str = "",
    language: str = "en",
    about: models.Model | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    headers: Mapping[str, str] | None = None,
    forget: bool = False,
    calendar: str = "",
    confidential: bool = False,
    reader: models.Model | None = None,
) -> Message:
    """Put an email in the outbox. After `not_after` it is shown as missed and not sent late.

    `calendar` is an iCalendar text whose METHOD goes into the header of its part (RFC 6047).

    With `forget`, its words are emptied once it was sent: for codes and links that let somebody in. `reader` is the
    row of whoever it is for: with it, what has not gone yet can follow them to another address (`unsent_to`).
    """
    return _write(
        Channel.EMAIL, by, about, to=to, subject=subject, text=text, html=html, to_name=to_name,
        language=language, not_before=not_before or clock.now(), not_after=not_after,
        headers=dict(headers or {}), forget=forget, calendar=calendar, confidential=confidential,
        reader=key_of(reader),
    )  # fmt: skip


def letter(
    *,
    to_name: str,
    address: str,
    subject: str,
    text: str,
    by: Actor,
    language: str = "en",
    about: models.Model | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    confidential: bool = False,
    reader: models.Model | None = None,
) -> Message:
    """Put a letter on the list of those that staff print and post."""
    return _write(Channel.LETTER, by, about, to=address, to_name=to_name, subject=subject, text=text,
                  language=language, not_before=not_before or clock.now(), not_after=not_after,
                  confidential=confidential, reader=key_of(reader))  # fmt: skip


def call(
    *,
    to_name: str,
    phone: str,
    subject: str,
    text: str,
    by: Actor,
    language: str = "en",
    about: models.Model | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    confidential: bool = False,
    reader: models.Model | None = None,
) -> Message:
    """Put a call on the list of those that staff make; `text` is what to say."""
    return _write(Channel.CALL, by, about, to=phone, to_name=to_name, subject=subject, text=text,
                  language=language, not_before=not_before or clock.now(), not_after=not_after,
                  confidential=confidential, reader=key_of(reader))  # fmt: skip


def tick_off(message: Message, *, by: Actor) -> None:
    """Staff posted the letter or made the call. Ticking twice changes nothing."""
    with transaction.atomic():
        ticked = Message.objects.by_hand().filter(pk=message.pk).update(sent_at=clock.now(), sent_by=by.key)
        if ticked:
            record("foundation.message_ticked_off", message, by=by)


def forget_words(about: Iterable[str]) -> int:
    """Empty what messages about these rows say, and never send those that still wait. Gives their number.

    `about` holds keys as the record has them ("gatherings.adjustment:7"). That something was sent stays.
    """
    theirs = Message.objects.filter(about__in=list(about))
    theirs.waiting().update(missed_at=clock.now())
    return theirs.update(subject="", text="", html="", calendar="", headers={}, fill={})


def too_old(now: datetime) -> models.QuerySet[Message]:
    """Messages that are over for longer than their words are kept, and still say something."""
    ended = Message.objects.exclude(WAITING).filter(created_at__lt=now - timedelta(days=WORDS_ARE_KEPT))
    return ended.exclude(to="", text="")


def forget_old() -> int:
    """Empty what messages said two years ago, and to whom. That one was sent stays. Gives how many."""
    words = {"to_name": "", "to": "", "subject": "", "text": "", "html": "", "calendar": "", "last_error": ""}
    return too_old(clock.now()).update(**words, headers={}, fill={})


def take_back(message: Message, *, by: Actor) -> bool:
    """Remove a message that is no longer wanted. False when it was sent, or is being sent at this moment."""
    stale = clock.now() - CLAIM_GROWS_STALE_AFTER
    free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=stale)
    with transaction.atomic():
        removed, _rows = Message.objects.waiting().filter(free, pk=message.pk).delete()
        if removed:
            record("foundation.message_taken_back", message, by=by, about=message.about)
        return bool(removed)


def take_back_about(
    rows: Iterable[models.Model], *, by: Actor, only: Callable[[Message], bool] = lambda message: True
) -> bool:
    """Remove what waits about these rows, or those messages that `only` picks. True when one at least was removed.

    `only` is asked in the language of each message, so that it can compare words.
    """
    about = [key_of(row) for row in rows]
    removed = False
    for message in Message.objects.waiting().filter(about__in=about):
        with translation.override(message.language):
            wanted = only(message)
        if wanted:
            removed |= take_back(message, by=by)
    return removed


def count_as_delivered(*, by: Actor, channel: Channel | None = None) -> int:
    """Count every message that is due, or those of one channel, as delivered, without sending any. Returns how many.

    For a demonstration that lives through years in seconds: nobody is to be written to about them.
    """
    with transaction.atomic():
        due = Message.objects.waiting().filter(not_before__lte=clock.now())
        if channel is not None:
            due = due.filter(channel=channel)
        count = due.update(sent_at=models.F("not_before"), sent_by=by.key)
        record("foundation.messages_counted_as_delivered", None, by=by, count=count)
        return count


def set_aside_after_restore(*, by: Actor) -> int:
    """Emails that wait in a backup may have gone after it was made: those due until now are shown as missed instead.

    Mailings are paused, until somebody has looked. What is due later, letters and calls wait as before. Gives the
    number of emails set aside.
    """
    with transaction.atomic():
        now = clock.now()
        waiting = Message.objects.waiting().filter(channel=Channel.EMAIL, mailing=None, not_before__lte=now)
        count = waiting.update(missed_at=now, last_error=RESTORED, claimed_at=None, claimed_by="")
        for mailing in Mailing.objects.filter(paused_at=None, stopped_at=None):
            if mailing.messages.waiting().exists() or not mailing.closed_at:
                pause_mailing(mailing, by=by)
        record("foundation.emails_set_aside_after_restore", None, by=by, count=count)
        return count


def deliver_due(worker: str, stop: Event | None = None) -> int:
    """Send what is due, for half a minute at most, and write down what became of each. Returns how many were sent.

    When `stop` is set, what is in flight is finished and nothing else is begun.
    """
    ledger.mark_missed()
    if settings.EMAIL_BACKEND == SMTP:
        return engine.deliver(worker, stop)
    return by_backend.deliver(worker)


def _write(channel: Channel, by: Actor, about: models.Model | None, **fields: object) -> Message:
    with transaction.atomic():
        fields["subject"] = str(fields["subject"])[:200]
        message = Message.objects.create(channel=channel, about=key_of(about), **fields)
        record("foundation.message_written", message, by=by, channel=str(channel), about=message.about)
        return message
