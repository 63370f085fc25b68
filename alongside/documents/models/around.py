"""What stands around a text: where clauses came from, other formats of it, and how people lived its principles."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Attribution, Mode

from .clauses import Clause
from .documents import Document
from .remarks import NAMED_BY
from .versions import Version


class Source(BaseModel):
    """Where a clause came from: something in another room, or words and a link for what stands elsewhere.

    `kind` and `key` name it as `foundation.sources` does ("session", "12"); `label` and `url` are as they were.
    """

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=200)
    url = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=300, blank=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sources")
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "clause": public(), "kind": public(), "key": public(),
        "label": public(), "url": public(), "note": public(), "version": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "key"], name="sources_backwards")]
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "kind", "key"], condition=~Q(key=""), name="a_source_of_a_clause_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class FormatKind(models.TextChoices):
    EASY_READ = "easy_read", _("Easy Read")
    AUDIO = "audio", _("Audio")
    BSL = "bsl", _("British Sign Language")
    TRANSLATION = "translation", _("Translation")


class Format(BaseModel):
    """Another format of one version: words to read on the page, or a link to a film, recording or file."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="formats")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="formats")
    kind = models.CharField(max_length=12, choices=FormatKind.choices)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "document": public(), "version": public(), "kind": public(),
        "language": public(), "text": public(), "url": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["kind", "language", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text="") & ~Q(url="") | ~Q(text="") & Q(url=""),
                name="a_format_is_words_or_a_link",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.version_id}"


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def standing(self) -> ReflectionQuerySet:
        """Not taken back by who said it, and not held back by us."""
        return self.filter(withdrawn_at=None, held_back_at=None)

    def to_check(self) -> ReflectionQuerySet:
        """Standing, and nobody has looked at it yet."""
        return self.standing().filter(checked_at=None)

    def public(self) -> ReflectionQuerySet:
        """What everybody may read, newest first."""
        return self.standing().exclude(checked_at=None).order_by("-created_at", "-pk")


class Reflection(BaseModel):
    """How somebody lived a principle. It cites the principle as it read in one frozen version.

    `kind`, `key`, `label` and `url` say where they lived it, as a source does; all may be empty.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="reflections")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="reflections")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reflections")
    text = models.TextField()
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="reflections"
    )
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    named = models.CharField(max_length=12, choices=NAMED_BY, default=Attribution.NONE)
    role_text = models.CharField(max_length=120, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=40, blank=True)
    held_back_at = models.DateTimeField(null=True, blank=True)
    held_back_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReflectionQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "document": public(), "clause": public(),
        "version": public(), "text": personal(), "kind": public(), "key": public(), "label": personal(),
        "url": personal(), "member": personal(), "how": personal(KEEP), "named": personal(KEEP),
        "role_text": personal(), "checked_at": public(), "checked_by": personal(KEEP),
        "held_back_at": public(), "held_back_because": personal(), "withdrawn_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(named="none"),
                name="no_reflection_is_named_without_a_member",
            )
        ]

    def __str__(self) -> str:
        return f"reflection {self.pk}"
