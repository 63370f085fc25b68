"""Who takes part in a conversation, as what, and how they voted. None of it is ever shown of anybody."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public, special
from alongside.people.models import Member, Mode, Recording

from .conversations import Conversation, DeclaredCommunity
from .statements import Statement


class Value(models.IntegerChoices):
    """A vote; the numbers are those of the opinion map."""

    AGREE = 1, _("Agree")
    DISAGREE = -1, _("Disagree")
    PASS = 0, _("Pass")


class Part(BaseModel):
    """Somebody takes part in one conversation. A ballot without a name is a part without a member.

    Withdrawing deletes the part with its votes and what was declared.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="parts")
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="parts_taken"
    )

    privacy = {
        "id": public(), "created_at": personal(KEEP), "conversation": personal(KEEP), "member": personal(DELETE),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "member"],
                condition=Q(member__isnull=False),
                name="one_part_of_a_member",
            )
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"


class Vote(BaseModel):
    """What somebody thinks of a statement. The last one counts; `created_at` is the first."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField(choices=Value.choices)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "part": personal(KEEP), "statement": personal(KEEP),
        "value": personal(KEEP), "how": personal(KEEP), "recording": personal(KEEP),
        "changed_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["part", "statement"], name="one_vote_on_a_statement"),
            models.CheckConstraint(condition=Q(value__in=[-1, 0, 1]), name="a_vote_is_one_of_three"),
        ]

    def __str__(self) -> str:
        return f"vote {self.pk}"


class Declaration(BaseModel):
    """What somebody says of themselves for this conversation alone, in the words that they agreed to.

    Never an equality answer. Deleted when it is taken back.
    """

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="declarations")
    community = models.ForeignKey(DeclaredCommunity, on_delete=models.CASCADE, related_name="declarations")
    wording = models.TextField()
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "part": personal(KEEP), "community": special(DELETE),
        "wording": public(), "how": personal(KEEP), "recording": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["part", "community"], name="declared_once")]

    def __str__(self) -> str:
        return f"declaration {self.pk}"
