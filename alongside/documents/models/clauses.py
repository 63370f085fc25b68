"""Clauses and every wording that they ever had; what came of which; and words that met somebody else's change."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .documents import Document
from .versions import Version

MOST_LETTERS = 4000
"""A clause longer than this is hard to talk about, and is asked to be split."""


class ClauseQuerySet(models.QuerySet["Clause"]):
    def standing(self) -> ClauseQuerySet:
        """Those that are in the text now, in order."""
        return self.filter(removed_at=None).order_by("place")


class Clause(BaseModel):
    """One clause. Its id never changes; `place` is its number in the text now, and empty once it was taken out.

    Its words are the wording with its `revision`, the newest. A clause is never deleted.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="clauses")
    place = models.PositiveIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_because = models.TextField(blank=True)

    objects = ClauseQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "document": public(), "place": public(), "revision": public(),
        "removed_at": public(), "removed_because": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["document", "place", "pk"]
        indexes = [models.Index(fields=["document", "place"], name="clauses_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, place__isnull=False) | Q(removed_at__isnull=False, place=None),
                name="a_clause_has_a_place_or_is_taken_out",
            )
        ]

    def __str__(self) -> str:
        return f"clause {self.pk}"


class Wording(BaseModel):
    """The words of a clause at one time. Every wording is kept, with the version in which it was written."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="wordings")
    revision = models.PositiveIntegerField()
    heading = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="wordings")
    because = models.TextField(blank=True)
    remark = models.ForeignKey(
        "documents.Remark", on_delete=models.PROTECT, null=True, blank=True, related_name="wordings"
    )
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "clause": public(), "revision": public(), "heading": public(),
        "text": public(), "version": public(), "because": public(), "remark": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["clause", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["clause", "revision"], name="a_wording_has_one_revision"),
        ]

    def __str__(self) -> str:
        return f"wording {self.revision} of {self.clause_id}"


class DescentKind(models.TextChoices):
    SPLIT = "split", _("split")
    MERGE = "merge", _("joined")


class Descent(BaseModel):
    """Words went from one clause to another: the later part of a split one, or a clause that was joined to another."""

    source = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="gave")
    target = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="came_from")
    kind = models.CharField(max_length=5, choices=DescentKind.choices)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="descents")

    privacy = {
        "id": public(), "created_at": public(), "source": public(), "target": public(), "kind": public(),
        "version": public(),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind}: {self.source_id} to {self.target_id}"


class Settled(models.TextChoices):
    MINE = "mine", _("My words")
    THEIRS = "theirs", _("The words that were saved first")
    MERGED = "merged", _("Both, put together")


class SetAside(BaseModel):
    """Words for a clause that met a change which somebody else saved first. Kept for good; the writer chooses."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="set_aside")
    base = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    heading = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="set_aside"
    )
    by = models.CharField(max_length=40)
    settled = models.CharField(max_length=6, choices=Settled.choices, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "clause": public(), "base": public(), "met": public(),
        "heading": personal(), "text": personal(), "member": personal(), "by": personal(KEEP),
        "settled": public(), "settled_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled="", settled_at=None) | ~Q(settled="") & Q(settled_at__isnull=False),
                name="what_was_set_aside_is_settled_at_some_time",
            )
        ]

    def __str__(self) -> str:
        return f"words set aside {self.pk}"
