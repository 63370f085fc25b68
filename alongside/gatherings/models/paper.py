"""Forms on paper: printed with a code, handed out, filled in, and keyed in once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .sessions import Session


class PaperKind(models.TextChoices):
    """The same forms as on the web."""

    REGISTRATION = "registration", _("Coming to the session")
    CONTRIBUTION = "contribution", _("Something to say")
    FEEDBACK = "feedback", _("How it was")


class PrintSize(models.TextChoices):
    """The size of the letters, in points."""

    LARGE = "18", _("Large print (18 point)")
    LARGER = "24", _("Very large print (24 point)")
    USUAL = "14", _("Smaller print (14 point)")


class PaperBatch(BaseModel):
    """Forms that were printed together. Once closed, those that did not come back wait for nobody."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="paper_batches")
    kind = models.CharField(max_length=12, choices=PaperKind.choices)
    size = models.CharField(max_length=2, choices=PrintSize.choices, default=PrintSize.LARGE)
    version = models.PositiveSmallIntegerField(default=0)
    printed_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "kind": public(), "size": public(),
        "version": public(), "printed_by": personal(KEEP), "closed_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} forms of {self.session_id}"


class PaperForm(BaseModel):
    """One form. Its code is on the paper; with a member it is that member's own form."""

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="forms")
    code = models.CharField(max_length=6, unique=True)
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="paper_forms"
    )
    keyed_at = models.DateTimeField(null=True, blank=True)
    keyed_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "batch": personal(KEEP), "code": public(),
        "member": personal(), "keyed_at": personal(KEEP), "keyed_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(keyed_at=None, keyed_by="") | (Q(keyed_at__isnull=False) & ~Q(keyed_by="")),
                name="keyed_in_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"paper form {self.code}"
