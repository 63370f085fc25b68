"""Which moments of the records stand on the timeline, where a coordinator chose otherwise than the rooms."""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class MomentChoice(BaseModel):
    """A coordinator chose that a moment of the records is on the timeline, or is not."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    shown = models.BooleanField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "kind": public(), "key": public(), "shown": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="a_moment_is_chosen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.key}"
