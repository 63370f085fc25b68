"""What the centre says it is, and lists of subscribers that were kept elsewhere before."""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class Charity(BaseModel):
    """Somebody said that this centre is a charity, under which number, until somebody takes it back."""

    number = models.CharField(max_length=40)
    by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "number": public(), "by": personal(KEEP), "ended_at": public(),
        "ended_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        verbose_name_plural = "charities"

    def __str__(self) -> str:
        return self.number


class SubscriberList(BaseModel):
    """A list from elsewhere, looked at line by line before it is taken in. Its lines are forgotten then."""

    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    uploaded_by = models.CharField(max_length=40)
    applied_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "file_name": personal(), "rows": personal(keep_days=30),
        "uploaded_by": personal(KEEP), "applied_at": public(), "discarded_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"list {self.pk}"
