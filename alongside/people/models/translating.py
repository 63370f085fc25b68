"""Members who translate what the centre writes, and what they wrote."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .members import Member


class Translator(BaseModel):
    """A member who translates into one language, because the centre asked them, for a time."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="translates")
    language = models.CharField(max_length=16)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "language": personal(KEEP),
        "since": personal(KEEP), "until": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "language"],
                condition=Q(until=None),
                name="a_language_is_translated_once_by_each",
            )
        ]

    def __str__(self) -> str:
        return f"translator into {self.language}"


class Translation(BaseModel):
    """What a thing says in another language: a draft, and beside it what two people agreed on, which is shown.

    `texts` and `shown_texts` are {part: words}. `told_from` and `shown_from` are fingerprints of the source that each
    was made from; `source_texts` is that source, so that a translator sees what has changed. A draft that was agreed
    has the same words as what is shown.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=16)
    texts = models.JSONField(default=dict)
    told_from = models.CharField(max_length=64)
    source_texts = models.JSONField(default=dict)
    written_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="translations_written"
    )
    written_at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=40)
    shown_texts = models.JSONField(default=dict)
    shown_from = models.CharField(max_length=64, blank=True)
    shown_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="translations_shown"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "kind": public(), "key": public(), "language": public(),
        "texts": public(), "told_from": public(), "source_texts": public(), "written_by": personal(KEEP),
        "written_at": public(), "by": personal(KEEP), "shown_texts": public(), "shown_from": public(),
        "shown_by": personal(KEEP), "agreed_at": public(), "agreed_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["kind", "key", "language"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="a_thing_is_translated_once"),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by="", shown_from="")
                | Q(agreed_at__isnull=False) & ~Q(agreed_by="") & ~Q(shown_from=""),
                name="a_translation_is_agreed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} in {self.language}"

    @property
    def is_agreed(self) -> bool:
        """Whether the words of the draft are those that are shown."""
        return (
            self.agreed_at is not None
            and self.texts == self.shown_texts
            and self.told_from == self.shown_from
        )
