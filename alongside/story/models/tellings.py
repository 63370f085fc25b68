"""The same claim or milestone told in another way: in another language, or in Easy Read."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .items import Claim, Item, Milestone


class Picture(models.TextChoices):
    """Drawings of our own that stand beside Easy Read. The words carry everything; a picture says it again."""

    PEOPLE = "people", _("People together")
    TALK = "talk", _("People who talk")
    MONEY = "money", _("Money")
    BOOK = "book", _("A book")
    PLAN = "plan", _("A plan on paper")
    STAR = "star", _("A star")
    CLOCK = "clock", _("Time")
    WORLD = "world", _("Many places")
    LEARN = "learn", _("An idea")
    BROKEN = "broken", _("Something that broke")


class Telling(BaseModel):
    """Words for a claim or a milestone in a language; `easy` is Easy Read, one short sentence on each line.

    `told_from` is the SHA-256 of the words that it tells again: when these change, it is out of date and not shown.
    `machine` says that a machine drafted it; until somebody has read it over, the page says so.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="tellings")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="tellings"
    )
    language = models.CharField(max_length=16)
    easy = models.BooleanField(default=False)
    heading = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    picture = models.CharField(max_length=10, choices=Picture.choices, blank=True)
    machine = models.BooleanField(default=False)
    told_from = models.CharField(max_length=64)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "claim": public(), "milestone": public(), "language": public(),
        "easy": public(), "heading": public(), "text": public(), "picture": public(), "machine": public(),
        "told_from": public(), "reviewed_at": public(), "reviewed_by": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["easy", "language", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, milestone__isnull=False) | Q(claim__isnull=False, milestone=None),
                name="a_telling_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["claim", "language", "easy"], condition=Q(claim__isnull=False), name="a_claim_is_told_once"
            ),
            models.UniqueConstraint(
                fields=["milestone", "language", "easy"], condition=Q(milestone__isnull=False),
                name="a_milestone_is_told_once",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by="") | Q(reviewed_at__isnull=False) & ~Q(reviewed_by=""),
                name="a_telling_is_read_over_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.language} {'easy ' if self.easy else ''}{self.pk}"

    @property
    def unchecked(self) -> bool:
        """Whether a machine drafted it and nobody has read it over."""
        return self.machine and self.reviewed_at is None

    def is_of(self, item: Item) -> bool:
        """Whether it still tells what the item says today."""
        return self.told_from == words_of(item)


def words_of(item: Item) -> str:
    """The SHA-256 of what an item says, so that a telling knows when it is out of date."""
    said = [str(getattr(item, name, "")) for name in ("heading", "title", "text")]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
