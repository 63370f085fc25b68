"""A member's own calendar address, and the reminders that were written for a registration."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public

from .registrations import Registration


class CalendarFeed(BaseModel):
    """An address from which a calendar reads one member's sessions. Only the hash of its secret is kept."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(DELETE), "member": personal(DELETE), "token_hash": personal(DELETE),
        "ended_at": personal(DELETE),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_at=None), name="one_calendar_address_each"
            )
        ]

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"


class ReminderKind(models.TextChoices):
    WEEK = "week", _("Seven days before")
    DAY = "day", _("The day before")


class Reminder(BaseModel):
    """A reminder was written, once, for a registration and the time that the session then had.

    Without a message nobody could be reached, or it was not needed: a notice of the new time had just gone out.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=4, choices=ReminderKind.choices)
    message = models.ForeignKey(
        "foundation.Message", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    privacy = {
        "id": public(), "created_at": personal(KEEP), "registration": personal(KEEP), "kind": personal(KEEP),
        "message": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "kind"], name="each_reminder_is_written_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} reminder of {self.registration_id}"
