"""What theories and plans have in common: a number, a status, what changed and why; and who agreed to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, Declared, personal, public

VERSION_PRIVACY: dict[str, Declared] = {
    "id": public(), "created_at": public(), "project": public(), "number": public(), "status": public(),
    "what_changed": public(), "why": public(), "language": public(), "agreed_at": public(), "by": personal(KEEP),
}  # fmt: skip


class Status(models.TextChoices):
    """Where a version stands. A superseded one was agreed once, and stays readable for ever."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    SUPERSEDED = "superseded", _("Replaced by a newer version")


class Versioned(BaseModel):
    """A numbered version of something that a project agrees on. From version 2 on it says what changed, and why."""

    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    what_changed = models.TextField(blank=True)
    why = models.TextField(blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    agreed_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.status == Status.DRAFT
