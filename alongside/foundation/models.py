"""The cellar's tables: the centre, the record of actions, the outbox, and small keepers of order."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import clock, deeds
from .doors import Role
from .privacy import KEEP, Declared, personal, public


class BaseModel(models.Model):
    """What every row of the house has: when it was made, and what its fields declare."""

    created_at = models.DateTimeField(default=clock.now, editable=False)

    privacy: ClassVar[dict[str, Declared]] = {}

    class Meta:
        abstract = True


class Centre(BaseModel):
    """The centre that runs this house: one row, written by the set-up."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    purpose = models.TextField()
    area = models.CharField(max_length=60)
    languages = models.JSONField(default=list)
    help_email = models.EmailField(blank=True)
    help_phone = models.CharField(max_length=40, blank=True)
    help_post = models.TextField(blank=True)
    safeguarding_name = models.CharField(max_length=120, blank=True)
    safeguarding_phone = models.CharField(max_length=40, blank=True)
    safeguarding_email = models.EmailField(blank=True)
    ask_limit = models.PositiveSmallIntegerField(default=4)
    answer_within_days = models.PositiveSmallIntegerField(default=30)
    only = models.BooleanField(default=True, unique=True, editable=False)

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "short_name": public(), "purpose": public(),
        "area": public(), "languages": public(), "help_email": public(), "help_phone": public(),
        "help_post": public(), "safeguarding_name": public(), "safeguarding_phone": public(),
        "safeguarding_email": public(), "ask_limit": public(), "answer_within_days": public(), "only": public(),
    }  # fmt: skip

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_centre_only")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Centre | None:
        """The centre, or None before set-up."""
        return cls.objects.first()


class Event(models.Model):
    """One thing that somebody did. Append-only; each row carries the fingerprint of the one before."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=80, db_index=True)
    actor = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, db_index=True, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True)

    privacy = {
        "id": public(), "at": public(), "verb": public(), "actor": personal(KEEP), "subject": personal(KEEP),
        "detail": personal(KEEP), "previous": public(), "fingerprint": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("What happened stays as it was recorded.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("What happened stays as it was recorded.")

    @property
    def words(self) -> str | Promise:
        """What was done, in words; empty where no room has said it."""
        return deeds.words_of(self.verb)


class ChainTail(models.Model):
    """The last fingerprint of the record, locked while an event is added, so that the chain never forks."""

    fingerprint = models.CharField(max_length=64, blank=True)

    privacy = {"id": public(), "fingerprint": public()}

    def __str__(self) -> str:
        return self.fingerprint


class Channel(models.TextChoices):
    EMAIL = "email", _("Email")
    LETTER = "letter", _("Letter by post")
    CALL = "call", _("Phone call")


class MailingQuerySet(models.QuerySet["Mailing"]):
    def running(self) -> MailingQuerySet:
        """Those that may be sent now: begun, and neither paused nor stopped."""
        return self.filter(paused_at=None, stopped_at=None, not_before__lte=clock.now())


class Mailing(BaseModel):
    """One thing written to many. Its recipients are messages, one row each; its words stand here once.

    `versions` is {name: {"subject", "text", "html", "language"}} with slots (`foundation.sending.slots`) open.
    One worker at a time sends it, until `leased_until`; a worker that dies lets go by that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    versions = models.JSONField(default=dict)
    list_id = models.CharField(max_length=200, blank=True)
    headers = models.JSONField(default=dict)
    not_before = models.DateTimeField(default=clock.now)
    not_after = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=60, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    in_flight = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    objects = MailingQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "about": public(), "versions": public(),
        "list_id": public(), "headers": public(), "not_before": public(), "not_after": public(),
        "closed_at": public(), "paused_at": public(), "stopped_at": public(), "leased_by": public(),
        "leased_until": public(), "in_flight": public(), "problem": public(),
    }  # fmt: skip

    def __str__(self) -> str:
        return self.name


WAITING = models.Q(sent_at=None, missed_at=None, failed_at=None, withheld_at=None)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        """Messages that nobody has sent, missed, given up or withheld."""
        return self.filter(WAITING)

    def due(self) -> MessageQuerySet:
        """Emails that may go now; those of a mailing only while it runs."""
        free = models.Q(mailing=None) | models.Q(mailing__in=Mailing.objects.running())
        return self.waiting().filter(free, channel=Channel.EMAIL, not_before__lte=clock.now())

    def by_hand(self) -> MessageQuerySet:
        """Letters to post and calls to make now, oldest first."""
        waiting = self.waiting().exclude(channel=Channel.EMAIL)
        return waiting.filter(not_before__lte=clock.now()).order_by("created_at", "pk")

    def open_to(self, roles: Collection[Role]) -> MessageQuerySet:
        """Those that somebody with these roles may read: what is confidential is for the access role alone."""
        return self if Role.ACCESS in roles else self.filter(confidential=False)


WORDS_ARE_KEPT = 730  # days
SAID = personal(keep_days=WORDS_ARE_KEPT)
"""What a message says, and to whom: kept for two years."""


class Message(BaseModel):
    """One message to one person: an email, a letter to post, or a call to make.

    One of a mailing has its words there: `version` says which, `fill` what goes into the slots, and `key`
    names the recipient, once in each mailing. `withheld_at`: a hook said that they are not to be written to.
    `refused_address`: the mail server said that there is no such mailbox.

    `reader` is the row of whoever it is for, as the record names it: what has not gone yet follows their address.

    With `forget`, what it says (a code, a link that signs in) is emptied once it was sent. A `confidential`
    one tells what somebody needs to take part: of the staff, only the access role sees that it is there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    to_name = models.CharField(max_length=200, blank=True)
    to = models.TextField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    language = models.CharField(max_length=16, default="en")
    headers = models.JSONField(default=dict)
    forget = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    mailing = models.ForeignKey(
        Mailing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        db_index=False,
    )
    version = models.CharField(max_length=40, blank=True)
    fill = models.JSONField(default=dict)
    key = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    reader = models.CharField(max_length=80, blank=True, default="", db_default="")
    not_before = models.DateTimeField(default=clock.now)
    not_after = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=40, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    withheld_at = models.DateTimeField(null=True, blank=True)
    refused_address = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "channel": public(), "to_name": SAID, "to": SAID,
        "subject": SAID, "text": SAID, "html": SAID, "calendar": SAID,
        "language": public(),
        "headers": SAID, "forget": public(), "confidential": public(), "about": personal(KEEP),
        "mailing": personal(KEEP), "version": personal(KEEP), "fill": SAID, "key": personal(KEEP),
        "reader": personal(KEEP),
        "withheld_at": public(), "refused_address": personal(KEEP), "not_before": public(),
        "not_after": public(), "claimed_at": public(), "claimed_by": public(), "sent_at": public(),
        "sent_by": personal(KEEP), "missed_at": public(), "failed_at": public(), "attempts": public(),
        "last_error": SAID,
    }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["sent_at", "not_before"], name="outbox_due"),
            models.Index(fields=["mailing", "id"], condition=WAITING, name="mailing_waiting"),
            models.Index(
                fields=["mailing", "channel"],
                condition=models.Q(mailing__isnull=False, sent_at__isnull=False),
                name="mailing_sent",
            ),
            models.Index(
                fields=["about", "sent_at"],
                condition=models.Q(channel__in=[Channel.LETTER, Channel.CALL]),
                name="by_hand_about",
            ),
            models.Index(
                fields=["created_at"],
                condition=models.Q(failed_at__isnull=False) | models.Q(missed_at__isnull=False),
                name="outbox_stopped",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "key"],
                condition=models.Q(mailing__isnull=False),
                name="a_mailing_reaches_nobody_twice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"


class OnceKey(models.Model):
    """A form that was sent: its key, and where its first sending led."""

    key = models.UUIDField(primary_key=True)
    used_at = models.DateTimeField(default=clock.now)
    led_to = models.CharField(max_length=500, blank=True)

    privacy = {"key": public(), "used_at": public(), "led_to": public()}

    def __str__(self) -> str:
        return str(self.key)


class Heartbeat(models.Model):
    """When a long-running part of the house was last alive."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    privacy = {"name": public(), "at": public()}

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """A recurring job and when it is due next; a job whose time passed while nobody ran is still done."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    privacy = {"name": public(), "due_at": public(), "ran_at": public(), "problem": public()}

    def __str__(self) -> str:
        return self.name
