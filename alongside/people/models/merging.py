"""Two entries of one person that were put together."""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .members import Member, Mode


class MergedEntry(BaseModel):
    """This entry was the same person as `into`, and is empty since. Its reference still finds them.

    `asked` is how the person was asked, `reason` how staff know.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="merged")
    into = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="merged_entries")
    asked = models.CharField(max_length=10, choices=Mode.choices)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "into": personal(KEEP),
        "asked": personal(KEEP), "reason": personal(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(member=models.F("into")), name="nobody_is_merged_with_themselves"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} into {self.into}"
