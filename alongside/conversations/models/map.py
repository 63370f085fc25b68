"""The opinion map as it was worked out: a row for each time, never changed afterwards."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .conversations import Conversation


class MapResult(BaseModel):
    """What came of the votes. `state` tells one set of votes from another, so that nothing is done twice.

    `result` holds sums and sentences' facts, nobody's votes; `manifest` says how it was made, with the seed,
    the fingerprints, and the key under which they are published; `fingerprint` is, under that key, SHA-256 of the
    canonical bytes of the result. In it people are numbers from 1, in the order of first votes; `parts` says which part
    has which number.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="results")
    state = models.CharField(max_length=64)
    result: Any = models.JSONField()
    manifest: Any = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    parts: Any = models.JSONField(default=list)

    privacy = {
        "id": public(), "created_at": public(), "conversation": public(), "state": public(),
        "result": personal(KEEP), "manifest": personal(KEEP), "fingerprint": public(),
        "parts": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"opinion map {self.pk}"
