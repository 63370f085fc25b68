"""The ledger of consents, append-only, and the addresses that are not written to again."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Mode


class Purpose(models.TextChoices):
    NEWSLETTER = "newsletter", _("The newsletter")
    DIGEST = "digest", _("A round-up of what is new for me")


class Basis(models.TextChoices):
    """On what the law lets us write. The two populations never share a sending."""

    CONSENT = "consent", _("They agreed")
    SOFT_OPT_IN = "soft_opt_in", _("They showed interest in a charity and were offered to say no")


class ConsentEvent(BaseModel):
    """One line of the ledger: somebody granted or took back a purpose, in these words. Never changed."""

    subscriber = models.ForeignKey("outreach.Subscriber", on_delete=models.PROTECT, related_name="ledger")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    granted = models.BooleanField()
    wording = models.TextField()
    how = models.CharField(max_length=10, choices=Mode.choices)
    at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "subscriber": personal(KEEP), "purpose": personal(KEEP),
        "basis": personal(KEEP), "granted": personal(KEEP), "wording": public(), "how": personal(KEEP),
        "at": personal(KEEP), "recorded_by": personal(KEEP), "note": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subscriber", "purpose", "-id"], name="ledger_latest")]

    def __str__(self) -> str:
        return f"{self.purpose} {'granted' if self.granted else 'taken back'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The ledger is never changed. Write a new line.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The ledger is never changed. Write a new line.")


class SuppressionReason(models.TextChoices):
    BOUNCED = "bounced", _("Mail to it comes back")
    COMPLAINED = "complained", _("Its reader called our mail unwanted")
    ERASED = "erased", _("Its owner asked to be forgotten")
    ASKED = "asked", _("Its owner asked us never to write")


class Suppression(BaseModel):
    """An address that is not written to again. Only its keyed hash is kept, so that it cannot be read from here."""

    fingerprint = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=10, choices=SuppressionReason.choices)
    detail = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=40)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "fingerprint": personal(KEEP), "reason": personal(KEEP),
        "detail": personal(KEEP), "by": personal(KEEP), "lifted_at": personal(KEEP), "lifted_by": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return self.reason
