"""What was published, frozen for ever: editions and their files, byte for byte."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class Sealed(BaseModel):
    """A row that stays as it was published, for ever."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("An edition stays as it was published. Publish a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("An edition stays as it was published. Publish a new one.")


class Edition(Sealed):
    """A frozen, dated publication of the story. `content` is all of it; `fingerprint` is its SHA-256."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    as_of = models.DateField()
    published_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)

    privacy = {
        "id": public(), "created_at": public(), "slug": public(), "title": public(), "as_of": public(),
        "published_at": public(), "by": personal(KEEP), "content": personal(KEEP), "fingerprint": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-as_of", "-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class FileKind(models.TextChoices):
    HTML = "html", _("Web page")
    PDF = "pdf", _("Leaflet, PDF")
    PNG = "png", _("Picture to share")
    JSON = "json", _("Data")
    CSS = "css", _("Style sheet of the web page")
    LARGE = "lpdf", _("Leaflet in large print, PDF")
    EASY = "easy", _("Easy Read, web page")
    EASY_PDF = "epdf", _("Easy Read leaflet, PDF")


class EditionFile(Sealed):
    """One file of an edition, byte for byte as it was published."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=FileKind.choices)
    language = models.CharField(max_length=16, blank=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    privacy = {
        "id": public(), "created_at": public(), "edition": public(), "kind": public(), "language": public(),
        "content": personal(KEEP), "sha256": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "language"], name="one_file_of_a_kind_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
