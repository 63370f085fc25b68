"""Statements: one idea each, in one language or several, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public
from alongside.people.models import Member, Mode, Recording

from .conversations import Conversation

MOST_LETTERS = 280


class StatementQuerySet(models.QuerySet["Statement"]):
    def standing(self) -> StatementQuerySet:
        """Neither taken back, nor declined, nor merged into another."""
        return self.filter(withdrawn_at=None, declined_at=None, merged_into=None)

    def to_look_at(self) -> StatementQuerySet:
        """Standing, and nobody who looks after the conversation has read it yet."""
        return self.standing().filter(accepted_at=None)

    def accepted(self) -> StatementQuerySet:
        """What everybody may read and vote on, oldest first."""
        return self.standing().exclude(accepted_at=None).order_by("pk")

    def loose(self) -> StatementQuerySet:
        """Accepted, and in no theme yet: nobody can answer it."""
        return self.accepted().filter(theme=None)


class Statement(BaseModel):
    """One idea, in at most 280 letters. No name ever stands beside it.

    `due_on` is the day by which it is answered; it never moves. `declined_because` and `merged_because` are
    what its author was told. `answered_at` is the first answer other than "still thinking".
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="statements")
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    text = models.CharField(max_length=MOST_LETTERS)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)
    due_on = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=40, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    theme = models.ForeignKey(
        "conversations.Theme", on_delete=models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "conversation": personal(KEEP), "member": personal(),
        "text": personal(), "language": public(), "how": personal(KEEP), "recording": personal(KEEP),
        "due_on": public(), "accepted_at": public(), "accepted_by": personal(KEEP), "declined_at": public(),
        "declined_because": personal(), "merged_into": public(), "withdrawn_at": personal(KEEP),
        "theme": public(), "answered_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["conversation", "due_on"], name="statements_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_because="") | Q(declined_at__isnull=False),
                name="declined_because_it_was_declined",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"


class Wording(BaseModel):
    """The same statement in another language, read by somebody who knows both. Votes are counted together."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=16)
    text = models.CharField(max_length=MOST_LETTERS)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "statement": public(), "language": public(),
        "text": personal(DELETE), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "language"], name="one_wording_in_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.statement_id}"
