"""What people say about a clause: comments, and suggestions to change it. None is ever lost or moved elsewhere."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Attribution, Mode

from .clauses import Clause, Wording
from .documents import Document
from .versions import Version

NAMED_BY: list[tuple[str, Any]] = [
    (Attribution.FULL_NAME.value, _("My full name")),
    (Attribution.FIRST_NAME.value, _("The name I am called by")),
    (Attribution.ROLE.value, _("My role only")),
    (Attribution.NONE.value, _("No name")),
]


class RemarkKind(models.TextChoices):
    COMMENT = "comment", _("Comment")
    REPLACE = "replace", _("Other words")
    ADD = "add", _("A new clause after this one")
    REMOVE = "remove", _("Take this clause out")
    SPLIT = "split", _("Make two clauses of this one")
    MERGE = "merge", _("Join this clause with another")
    MOVE = "move", _("Move this clause")


class Outcome(models.TextChoices):
    ANSWERED = "answered", _("Answered")
    ACCEPTED = "accepted", _("Accepted")
    ADAPTED = "adapted", _("Accepted in other words")
    DECLINED = "declined", _("Declined")


class RemarkQuerySet(models.QuerySet["Remark"]):
    def standing(self) -> RemarkQuerySet:
        """Not taken back by who said it, and not held back by us."""
        return self.filter(withdrawn_at=None, held_back_at=None)

    def suggestions(self) -> RemarkQuerySet:
        """Those that would change the text."""
        return self.exclude(kind=RemarkKind.COMMENT)

    def comments(self) -> RemarkQuerySet:
        """Those that say something about it."""
        return self.filter(kind=RemarkKind.COMMENT)

    def unanswered(self) -> RemarkQuerySet:
        """Standing and without an answer, those that are due first before the others."""
        return self.standing().filter(outcome="").order_by("due_on", "pk")


class Remark(BaseModel):
    """One comment or suggestion, and its answer.

    `clause`, `version`, `revision` and `number_then` say what it was about, and stay so whatever happens to the text.
    `text` and `second_text` are the suggested words (the comment itself for a comment); `other` is the clause to
    join with, or the one to move after (none: to the beginning). `due_on` never moves.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="remarks")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="remarks")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="remarks")
    revision = models.PositiveIntegerField()
    number_then = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=RemarkKind.choices)
    heading = models.CharField(max_length=160, blank=True)
    text = models.TextField(blank=True)
    second_text = models.TextField(blank=True)
    other = models.ForeignKey(
        Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="named_in"
    )
    reason = models.TextField(blank=True)
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="remarks"
    )
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    named = models.CharField(max_length=12, choices=NAMED_BY, default=Attribution.NONE)
    role_text = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    held_back_at = models.DateTimeField(null=True, blank=True)
    held_back_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "document": public(), "clause": public(),
        "version": public(), "revision": public(), "number_then": public(), "kind": public(),
        "heading": personal(), "text": personal(), "second_text": personal(), "other": public(),
        "reason": personal(), "member": personal(), "how": personal(KEEP), "named": personal(KEEP),
        "role_text": personal(), "due_on": public(), "outcome": public(), "answer": personal(KEEP),
        "answered_at": public(), "answered_by": personal(KEEP), "held_back_at": public(),
        "held_back_because": personal(), "withdrawn_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["document", "outcome", "due_on"], name="remarks_to_answer"),
            models.Index(fields=["clause", "created_at"], name="remarks_of_a_clause"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(named="none"),
                name="no_remark_is_named_without_a_member",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None, answered_by="")
                | ~Q(outcome="") & Q(answered_at__isnull=False) & ~Q(answered_by=""),
                name="a_remark_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(answer=""), name="a_suggestion_is_declined_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind="comment") | Q(outcome__in=["", "answered"]), name="a_comment_is_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_comment(self) -> bool:
        """Whether it says something, and suggests no change."""
        return self.kind == RemarkKind.COMMENT

    @property
    def about(self) -> Wording | None:
        """The very words that it was about."""
        return Wording.objects.filter(clause=self.clause_id, revision=self.revision).first()
