"""Awards as open data: who publishes, and what was published when."""

from __future__ import annotations

from django.db import models

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class Publisher(BaseModel):
    """The centre as it is known to 360Giving. One row, written by an administrator; nothing of it is made up.

    `prefix` was given to the centre by 360Giving ("360G-…"); `organisation_id` is the centre's own identifier, such as
    "GB-CHC-1234567".
    """

    prefix = models.CharField(max_length=40)
    organisation_id = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    only = models.BooleanField(default=True, unique=True, editable=False)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "prefix": public(), "organisation_id": public(), "name": public(),
        "only": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_publisher_only")]

    def __str__(self) -> str:
        return self.prefix


class Publication(BaseModel):
    """A file of awards as it was published: the newest is what everybody downloads. Never changed afterwards.

    `fingerprint` is the SHA-256 of `content`, which is the JSON file byte for byte; `spreadsheet` is the same as CSV.
    """

    content = models.TextField()
    spreadsheet = models.TextField()
    fingerprint = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "content": public(), "spreadsheet": public(),
        "fingerprint": public(), "count": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"publication {self.pk}"
