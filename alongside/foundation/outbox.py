"""The outbox: every message is a row, written in the transaction of the action that sends it.

A person reached by post or phone gets a letter or a call instead, with the same standing: staff tick them
off. The worker (`deliver_due`) claims emails, sends each, and marks it. After a kill the claim grows stale
and the email goes again under the same Message-ID; at most those in flight repeat, and none is lost.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction

from . import clock
from .actors import Actor
from .models import Channel, Message
from .record import key_of, record

log = logging.getLogger(__name__)

CLAIM_GROWS_STALE_AFTER = timedelta(minutes=10)
TRIES = 6
BATCH = 20


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
) -> Message:
    """Put an email in the outbox. After `not_after` it is shown as missed and not sent late.

    `calendar` is an iCalendar text whose METHOD goes into the header of its part (RFC 6047).

    With `forget`, its words are emptied once it was sent: for codes and links that let somebody in.
    """
    return _write(
        Channel.EMAIL, by, about, to=to, subject=subject, text=text, html=html, to_name=to_name,
        language=language, not_before=not_before or clock.now(), not_after=not_after,
        headers=dict(headers or {}), forget=forget, calendar=calendar, confidential=confidential,
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
) -> Message:
    """Put a letter on the list of those that staff print and post."""
    return _write(Channel.LETTER, by, about, to=address, to_name=to_name, subject=subject, text=text,
                  language=language, not_before=not_before or clock.now(), not_after=not_after,
                  confidential=confidential)  # fmt: skip


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
) -> Message:
    """Put a call on the list of those that staff make; `text` is what to say."""
    return _write(Channel.CALL, by, about, to=phone, to_name=to_name, subject=subject, text=text,
                  language=language, not_before=not_before or clock.now(), not_after=not_after,
                  confidential=confidential)  # fmt: skip


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
    return theirs.update(subject="", text="", html="", calendar="", headers={})


def take_back(message: Message, *, by: Actor) -> bool:
    """Remove a message that is no longer wanted. False when it was sent, or is being sent at this moment."""
    stale = clock.now() - CLAIM_GROWS_STALE_AFTER
    free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=stale)
    with transaction.atomic():
        removed, _rows = Message.objects.waiting().filter(free, pk=message.pk).delete()
        if removed:
            record("foundation.message_taken_back", message, by=by, about=message.about)
        return bool(removed)


def count_as_delivered(*, by: Actor) -> int:
    """Count every message that is due as delivered, without sending any. Returns how many.

    For a demonstration that lives through years in seconds: nobody is to be written to about them.
    """
    with transaction.atomic():
        due = Message.objects.waiting().filter(not_before__lte=clock.now())
        count = due.update(sent_at=models.F("not_before"), sent_by=by.key)
        record("foundation.messages_counted_as_delivered", None, by=by, count=count)
        return count


def deliver_due(worker: str) -> int:
    """Send what is due, a batch at most, each claimed before and marked after. Returns how many were sent."""
    _mark_missed()
    claimed = _claim(worker)
    if not claimed:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as problem:
        _wait_for_the_server(claimed, problem)
        return 0
    try:
        return sum(_deliver(message, connection) for message in claimed)
    finally:
        connection.close()


def _write(channel: Channel, by: Actor, about: models.Model | None, **fields: object) -> Message:
    with transaction.atomic():
        fields["subject"] = str(fields["subject"])[:200]
        message = Message.objects.create(channel=channel, about=key_of(about), **fields)
        record("foundation.message_written", message, by=by, channel=str(channel), about=message.about)
        return message


def _mark_missed() -> None:
    """A message whose time has passed is not sent late, and no letter or call is asked for: it shows as
    missed.
    """
    Message.objects.waiting().filter(not_after__lt=clock.now()).update(missed_at=clock.now())


def _claim(worker: str) -> list[Message]:
    """Take up to a batch of due emails; a claim older than ten minutes was left by a worker that died."""
    stale = clock.now() - CLAIM_GROWS_STALE_AFTER
    free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=stale) | models.Q(claimed_by=worker)
    with transaction.atomic():
        due = Message.objects.due().filter(free).select_for_update(skip_locked=_can_skip_locked())
        batch = list(due.order_by("not_before", "pk")[:BATCH])
        Message.objects.filter(pk__in=[message.pk for message in batch]).update(
            claimed_at=clock.now(), claimed_by=worker
        )
    return batch


def _can_skip_locked() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)


def _deliver(message: Message, connection: BaseEmailBackend) -> bool:
    try:
        as_mail(message, connection).send()
    except (SMTPException, OSError, ValueError) as problem:
        _put_back(message, problem)
        return False
    sent = Message.objects.filter(pk=message.pk)
    sent.update(sent_at=clock.now(), sent_by="system", last_error="")
    if message.forget:
        sent.update(text="", html="")
    return True


def _wait_for_the_server(messages: list[Message], problem: Exception) -> None:
    """The mail server cannot be reached: nobody's email is to blame, so no try is counted."""
    log.warning("The mail server cannot be reached, next try in a minute: %s", problem)
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(
        claimed_at=None,
        claimed_by="",
        not_before=clock.now() + timedelta(minutes=1),
        last_error=str(problem)[:500],
    )


def _put_back(message: Message, problem: Exception) -> None:
    """Try again later, each time after a longer wait; after the last try a person has to look."""
    tries = message.attempts + 1
    log.warning("Email %s was not sent (try %s): %s", message.pk, tries, problem)
    wait = timedelta(minutes=2**tries)
    Message.objects.filter(pk=message.pk).update(
        attempts=tries,
        last_error=str(problem)[:500],
        claimed_at=None,
        claimed_by="",
        not_before=clock.now() + wait,
        failed_at=clock.now() if tries >= TRIES else None,
    )


def as_mail(message: Message, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The email itself. Its Message-ID comes from the row, so that a repeat is known as one."""
    domain = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
    headers = {"Message-ID": f"<{message.pk}@{domain}>", "Content-Language": message.language}
    mail = EmailMultiAlternatives(
        subject=message.subject.replace("\n", " ").replace("\r", " "),
        body=message.text,
        to=[message.to],
        headers=headers | message.headers,
        connection=connection,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    if message.calendar:
        mail.attach_alternative(message.calendar, f"text/calendar; method={_method(message.calendar)}")
    return mail


def _method(calendar: str) -> str:
    """The METHOD of an iCalendar text; PUBLISH where it names none."""
    named = [line.partition(":")[2] for line in calendar.splitlines() if line.startswith("METHOD:")]
    return named[0].strip() if named else "PUBLISH"
