"""Webhooks: addresses that are told when something public happens, and every telling."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class Event(models.TextChoices):
    """What somebody can be told about."""

    SESSION_PUBLISHED = "session.published", _("A session was announced")
    SESSION_CHANGED = "session.changed", _("An announced session changed, or took place")
    SESSION_CANCELLED = "session.cancelled", _("A session was cancelled")
    SESSION_COMPLETED = "session.completed", _("A session was completed")
    DECISION_RECORDED = "decision.recorded", _("A decision was put on record")
    DECISION_CHANGED = "decision.changed", _("A decision was looked at again")


TEST = "test"
"""The event that a coordinator sends to see whether an address answers."""


def new_salt() -> str:
    """What makes the secret of one webhook another than that of the next."""
    return secrets.token_urlsafe(24)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def standing(self) -> WebhookQuerySet:
        """Those that were not removed; stopped ones too."""
        return self.filter(ended_at=None)

    def running(self) -> WebhookQuerySet:
        """Those to which something may be sent now."""
        return self.standing().filter(stopped_at=None)


class Webhook(BaseModel):
    """An address that is told. Its secret is worked out from `salt` and the key of the house, so no row holds it.

    After a new secret the one before signs too, until `old_salt_until`. `stopped_at` says that it did not answer for
    so long that we stopped; what happens meanwhile is written down and waits.
    """

    name = models.CharField(max_length=80)
    url = models.URLField(max_length=500)
    events = models.JSONField(default=list)
    salt = models.CharField(max_length=40, default=new_salt)
    old_salt = models.CharField(max_length=40, blank=True)
    old_salt_until = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)
    stopped_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "url": public(), "events": public(),
        "salt": public(), "old_salt": public(), "old_salt_until": public(), "by": personal(KEEP),
        "stopped_at": public(), "ended_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"], condition=Q(ended_at=None), name="an_address_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def event_labels(self) -> list[str]:
        """What it is told about, in words."""
        return [str(Event(one).label) for one in self.events if one in Event.values]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> DeliveryQuerySet:
        """Neither taken nor given up."""
        return self.filter(taken_at=None, given_up_at=None)

    def due(self, now: datetime) -> DeliveryQuerySet:
        """Those that may go now, the longest due first."""
        running = Webhook.objects.running()
        return self.waiting().filter(webhook__in=running, next_at__lte=now).order_by("next_at", "created_at")


class Delivery(BaseModel):
    """One telling: written with the change that it tells of, sent by the worker, and the same however often it is sent.

    `body` holds what everybody may read, and nothing else. `status` is what the address answered last; 0 for nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=24)
    body = models.TextField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "webhook": public(), "event": public(), "body": public(),
        "next_at": public(), "attempts": public(), "taken_at": public(), "given_up_at": public(),
        "status": public(), "problem": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["taken_at", "given_up_at", "next_at"], name="deliveries_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at=None) | Q(given_up_at=None), name="taken_or_given_up_not_both"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.id}"
