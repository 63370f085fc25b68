"""Annual reports for a funder: drafts made of records and words, and what was published, frozen for ever."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    def published(self) -> AnnualReportQuerySet:
        """Those that everybody may read, newest first."""
        return self.exclude(published_at=None).order_by("-ends", "-pk")

    def drafts(self) -> AnnualReportQuerySet:
        """Those that are being written."""
        return self.filter(published_at=None).order_by("-ends", "-pk")


class AnnualReport(BaseModel):
    """A report on the days from `begins` to `ends`. Once published, nothing of it changes.

    `content` holds all of it by language, `fingerprint` is the SHA-256 of `content` as sorted JSON, in hexadecimal.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    begins = models.DateField()
    ends = models.DateField()
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    by = models.CharField(max_length=40)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=40, blank=True)
    content: Any = models.JSONField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    objects = AnnualReportQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "slug": public(), "title": public(), "begins": public(),
        "ends": public(), "language": public(), "by": personal(KEEP), "published_at": public(),
        "published_by": personal(KEEP), "content": public(), "fingerprint": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-ends", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="a_report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(published_at=None, fingerprint="", published_by="")
                | Q(published_at__isnull=False) & ~Q(fingerprint="") & ~Q(published_by=""),
                name="a_published_report_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and AnnualReport.objects.filter(pk=self.pk, published_at__isnull=False).exists():
            raise TypeError("A report stays as it was published. Write a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.published_at is not None:
            raise TypeError("A report stays as it was published. Write a new one.")
        return super().delete(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it, and nobody can change it."""
        return self.published_at is not None


class ReportWords(BaseModel):
    """What the centre says in words in one chapter of a draft. No figure is typed in it."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="words")
    chapter = models.SlugField(max_length=20)
    text = models.TextField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "report": public(), "chapter": public(), "text": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "chapter"], name="words_of_a_chapter_once"),
            models.CheckConstraint(condition=~Q(text=""), name="words_of_a_chapter_are_there"),
        ]

    def __str__(self) -> str:
        return f"{self.chapter} of {self.report_id}"


class ReportFile(BaseModel):
    """The PDF of a published report in one language, byte for byte as it was made."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=16)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    privacy = {
        "id": public(), "created_at": public(), "report": public(), "language": public(), "content": public(),
        "sha256": public(),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "language"], name="one_file_of_a_report_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.report_id}"
