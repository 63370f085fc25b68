"""Ballots on paper: statements printed with a code, handed out, filled in, and keyed in once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Member

from .conversations import Conversation
from .votes import Part


class PrintSize(models.TextChoices):
    """The size of the letters, in points."""

    LARGE = "18", _("Large print (18 point)")
    LARGER = "24", _("Very large print (24 point)")
    USUAL = "14", _("Smaller print (14 point)")


class BallotBatch(BaseModel):
    """Ballots that were printed together: the same statements in the same order, in one language."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="ballot_batches")
    size = models.CharField(max_length=2, choices=PrintSize.choices, default=PrintSize.LARGE)
    language = models.CharField(max_length=16)
    statements = models.JSONField()
    printed_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "conversation": public(), "size": public(),
        "language": public(), "statements": public(), "printed_by": personal(KEEP), "closed_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"ballots of {self.conversation_id}"


class Ballot(BaseModel):
    """One ballot. Its code is on the paper; with a member it is that member's own."""

    batch = models.ForeignKey(BallotBatch, on_delete=models.CASCADE, related_name="ballots")
    code = models.CharField(max_length=6, unique=True)
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="ballots"
    )
    part = models.ForeignKey(Part, on_delete=models.SET_NULL, null=True, blank=True, related_name="ballots")
    keyed_at = models.DateTimeField(null=True, blank=True)
    keyed_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "batch": personal(KEEP), "code": public(),
        "member": personal(), "part": personal(), "keyed_at": personal(KEEP), "keyed_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(keyed_at=None, keyed_by="") | (Q(keyed_at__isnull=False) & ~Q(keyed_by="")),
                name="a_ballot_is_keyed_in_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"ballot {self.code}"
