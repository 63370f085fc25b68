"""Mail that came back: what another server, or a reader's provider, said about one of our messages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class ReturnKind(models.TextChoices):
    FAILED = "failed", _("It was not delivered")
    DELAYED = "delayed", _("It was not delivered yet")
    COMPLAINT = "complaint", _("Its reader called it unwanted")
    OTHER = "other", _("Something else, for a person to read")


class MailReturnQuerySet(models.QuerySet["MailReturn"]):
    def to_read(self) -> MailReturnQuerySet:
        """What no machine understood, and nobody has looked at yet."""
        return self.filter(kind=ReturnKind.OTHER, looked_at=None)


KEPT_DAYS = 400
SAID = personal(keep_days=KEPT_DAYS)


class MailReturn(BaseModel):
    """One mail that came back. `status` is as RFC 3463 has it, such as 5.1.1; the address is kept as a keyed hash.

    The message still knows the address for as long as the outbox keeps it. A report that comes twice is kept once.
    """

    message = models.ForeignKey(
        "foundation.Message", on_delete=models.SET_NULL, null=True, blank=True, related_name="returns"
    )
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    kind = models.CharField(max_length=10, choices=ReturnKind.choices)
    status = models.CharField(max_length=12, blank=True)
    diagnostic = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    arrived_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.CharField(max_length=40, blank=True)

    objects = MailReturnQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "message": personal(KEEP), "fingerprint": SAID,
        "kind": personal(KEEP), "status": personal(KEEP), "diagnostic": SAID,
        "subject": SAID, "text": SAID, "arrived_at": personal(KEEP), "looked_at": public(), "looked_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-arrived_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}".strip()
