"""Versions: one is worked on, the others are frozen; signatures under a version; and opening a signed text again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .documents import Document, SigningRole


class VersionQuerySet(models.QuerySet["Version"]):
    def frozen(self) -> VersionQuerySet:
        """Those that stay as they are, newest first."""
        return self.exclude(frozen_at=None).order_by("-number")


class Version(BaseModel):
    """A version of a document. The one without `frozen_at` is being worked on.

    `content` is frozen with it: a list of {"clause", "revision", "number", "heading", "text"} in order.
    `fingerprint` is the SHA-256 of its plain text file, in hexadecimal.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160, blank=True)
    summary = models.TextField(blank=True)
    content = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.CharField(max_length=40, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    contributors = models.PositiveIntegerField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "document": public(), "number": public(), "title": public(),
        "summary": public(), "content": public(), "fingerprint": public(), "frozen_at": public(),
        "frozen_by": personal(KEEP), "signed_at": public(), "contributors": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="a_version_of_a_text_has_one_number"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(frozen_at=None), name="one_version_is_worked_on"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None, fingerprint="") | Q(frozen_at__isnull=False) & ~Q(fingerprint=""),
                name="a_frozen_version_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(frozen_at__isnull=False), name="a_signed_version_is_frozen"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.document_id}"

    @property
    def is_frozen(self) -> bool:
        """Whether its words stay as they are."""
        return self.frozen_at is not None

    def words_of(self, clause: int) -> dict[str, Any] | None:
        """What a clause said in this frozen version; None where it was not in it."""
        return next((one for one in self.content if one["clause"] == clause), None)


class Signature(BaseModel):
    """Somebody signed a version in a named role. The name of the role is kept as it was.

    `told_on` is the day on which they signed by phone, by post or in person.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="signatures")
    role = models.ForeignKey(SigningRole, on_delete=models.PROTECT, related_name="signatures")
    role_name = models.CharField(max_length=120)
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="signatures"
    )
    how = models.CharField(max_length=10, default="web")
    told_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "version": public(), "role": public(), "role_name": public(),
        "member": personal(), "how": personal(KEEP), "told_on": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "role"], name="signed_once_in_a_role")]

    def __str__(self) -> str:
        return f"{self.role_name} under {self.version_id}"

    @property
    def signed_on(self) -> date:
        """The day on which they signed, where the centre is."""
        return self.told_on or timezone.localtime(self.created_at).date()


class Reopening(BaseModel):
    """A signed text was opened again, for a reason that everybody reads."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="reopenings")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="reopenings")
    because = models.TextField()
    by_role = models.CharField(max_length=120)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "document": public(), "version": public(), "because": public(),
        "by_role": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="reopened_for_a_reason")]

    def __str__(self) -> str:
        return f"reopening of {self.version_id}"
