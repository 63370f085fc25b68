"""Minutes: written, open for correction to those who were there, agreed; and the items that came of a session."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Mode

from .sessions import Session


class Minutes(BaseModel):
    """The minutes of one session. Drafted, then open to those who were there until a day, then agreed."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="minutes")
    opened_at = models.DateTimeField(null=True, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "opened_at": public(), "open_until": public(),
        "agreed_at": public(),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at=None, open_until=None) | Q(open_until__gt=models.F("opened_at")),
                name="open_minutes_say_until_when",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(opened_at__isnull=False), name="agreed_minutes_were_open"
            ),
        ]

    def __str__(self) -> str:
        return f"minutes of {self.session_id}"

    @property
    def is_open(self) -> bool:
        """Whether those who were there can suggest corrections now."""
        return self.agreed_at is None and self.open_until is not None and clock.now() < self.open_until


class MinutesVersion(BaseModel):
    """The words of the minutes at one time. Every version is kept."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "minutes": public(), "number": public(), "text": personal(KEEP),
        "written_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="a_version_has_a_number_of_its_own")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.minutes_id}"


class Correction(BaseModel):
    """Somebody who was there suggests a change, by any way, and gets an answer with a reason."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="corrections")
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    words = models.TextField()
    accepted = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    version = models.ForeignKey(
        MinutesVersion, on_delete=models.SET_NULL, null=True, blank=True, related_name="corrections"
    )

    privacy = {
        "id": public(), "created_at": personal(KEEP), "minutes": personal(KEEP), "member": personal(KEEP),
        "how": personal(KEEP), "words": personal(), "accepted": personal(KEEP), "reason": personal(),
        "answered_at": personal(KEEP), "answered_by": personal(KEEP), "version": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, accepted=None, answered_by="")
                | Q(answered_at__isnull=False, accepted__isnull=False) & ~Q(answered_by=""),
                name="a_correction_is_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"correction {self.pk}"


class ItemKind(models.TextChoices):
    DECISION = "decision", _("Decision")
    ACTION = "action", _("Action")


class MinuteItemQuerySet(models.QuerySet["Item"]):
    def to_do(self) -> MinuteItemQuerySet:
        """Actions that are not done yet, soonest first; those without a day last."""
        waiting = self.filter(kind=ItemKind.ACTION, done_at=None)
        return waiting.order_by(models.F("due").asc(nulls_last=True), "pk")


class Item(BaseModel):
    """What came of a session: something decided, or something that somebody will do by a day."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=8, choices=ItemKind.choices)
    words = models.TextField()
    owner = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="items"
    )
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=40, blank=True)

    objects = MinuteItemQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "kind": public(), "words": personal(KEEP),
        "owner": personal(), "due": public(), "done_at": public(), "done_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="action") | Q(due=None, done_at=None), name="only_actions_are_done_by_a_day"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by="") | Q(done_at__isnull=False) & ~Q(done_by=""),
                name="an_item_is_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
