"""Documents, who edits them, and in which roles people sign them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public


class DocumentKind(models.TextChoices):
    PRINCIPLES = "principles", _("Principles")
    GUIDANCE = "guidance", _("Guidance")
    TRAINING = "training", _("Training module")
    OTHER = "other", _("Another text")


class DocumentQuerySet(models.QuerySet["Document"]):
    def shown(self) -> DocumentQuerySet:
        """Those that everybody may read."""
        return self.exclude(opened_at=None)


class Document(BaseModel):
    """A text that is written together.

    `opened_at` is when everybody could read it first; before that, only those who edit it can. While `signed` names a
    version, the text is that version and nobody changes it.
    """

    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    about = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    signed = models.ForeignKey(
        "documents.Version", on_delete=models.PROTECT, null=True, blank=True, related_name="signs"
    )

    objects = DocumentQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "kind": public(), "title": public(), "slug": public(),
        "language": public(), "about": public(), "opened_at": public(), "signed": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Editor(BaseModel):
    """A member who edits a document. Any member can; coordinators edit every document."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="editors")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="edits")

    privacy = {
        "id": public(), "created_at": public(), "document": personal(KEEP), "member": personal(DELETE),
    }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "member"], name="an_editor_once")]

    def __str__(self) -> str:
        return f"editor {self.pk} of {self.document_id}"


class SigningRole(BaseModel):
    """A role in which somebody signs a document, such as "chair of the working group", and who holds it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="signing_roles")
    name = models.CharField(max_length=120)
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="signing_roles"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "document": public(), "name": public(), "member": personal(),
        "ended_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"], condition=Q(ended_at=None), name="a_signing_role_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
