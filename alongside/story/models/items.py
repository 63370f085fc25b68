"""What a coordinator arranges: claims, quotes and milestones, each in at least one strand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class Strand(models.TextChoices):
    """The three things that a centre for co-production does."""

    LEARNING = "learning", _("Generate and share learning")
    PROJECTS = "projects", _("Facilitate co-production projects")
    MOVEMENT = "movement", _("Build the co-production movement")


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("The day")
    MONTH = "month", _("The month")
    YEAR = "year", _("The year")


IN_A_STRAND = Q(in_learning=True) | Q(in_projects=True) | Q(in_movement=True)
REMOVED_BY_SOMEBODY = Q(removed_at=None, removed_by="") | (Q(removed_at__isnull=False) & ~Q(removed_by=""))
ITEM = {
    "id": public(), "created_at": public(), "in_learning": public(), "in_projects": public(),
    "in_movement": public(), "language": public(), "order": public(), "removed_at": public(),
    "removed_by": personal(KEEP),
}  # fmt: skip


class ItemQuerySet(models.QuerySet[Any]):
    def on_page(self) -> ItemQuerySet:
        """Items that the page shows; removed ones stay in the table, with who removed them and when."""
        return self.filter(removed_at=None)

    def removed(self) -> ItemQuerySet:
        """Items that somebody took off the page, newest first."""
        return self.exclude(removed_at=None).order_by("-removed_at", "-pk")


class Item(BaseModel):
    """What every part of the story has: strands, language, place, and its removal if there was one."""

    in_learning = models.BooleanField(default=False)
    in_projects = models.BooleanField(default=False)
    in_movement = models.BooleanField(default=False)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    order = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=40, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    @property
    def in_short(self) -> str:
        """A few words that tell this from its neighbours in a list."""
        told = getattr(self, "title", "") or getattr(self, "heading", "") or getattr(self, "text", "")
        return Truncator(told).words(8)

    @property
    def strands(self) -> list[Strand]:
        """The strands that this belongs to: at least one, as the table itself asks."""
        return [strand for strand in Strand if getattr(self, f"in_{strand.value}")]

    @strands.setter
    def strands(self, chosen: Collection[str]) -> None:
        for strand in Strand:
            setattr(self, f"in_{strand.value}", strand.value in chosen)


def kept_in_order(name: str) -> list[models.BaseConstraint]:
    """The two promises of every part: it is in a strand, and a removal says who did it."""
    return [
        models.CheckConstraint(condition=IN_A_STRAND, name=f"{name}_in_a_strand"),
        models.CheckConstraint(condition=REMOVED_BY_SOMEBODY, name=f"{name}_removed_by_somebody"),
    ]


class Claim(Item):
    """One thing that the centre says of itself. Figures in it are placeholders; see `wording`."""

    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    did_not_work = models.BooleanField(default=False)

    privacy = ITEM | {"heading": public(), "text": public(), "did_not_work": public()}

    class Meta(Item.Meta):
        constraints = kept_in_order("claim")

    def __str__(self) -> str:
        return self.heading or self.text[:60]


class Quote(Item):
    """Somebody's own words. Public only while their consent lives; who said it is the consent's to say."""

    text = models.TextField()
    about = models.CharField(max_length=200, blank=True)
    consent = models.ForeignKey("people.Consent", on_delete=models.PROTECT, related_name="quotes")

    privacy = ITEM | {"text": personal(), "about": personal(), "consent": personal(KEEP)}

    class Meta(Item.Meta):
        constraints = kept_in_order("quote")

    def __str__(self) -> str:
        return f"quote {self.pk}"


class Milestone(Item):
    """A dated moment on the way. `precision` says how much of the date is known."""

    title = models.CharField(max_length=160)
    on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    text = models.TextField(blank=True)
    source_label = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    privacy = ITEM | {
        "title": public(), "on": public(), "precision": public(), "text": public(), "source_label": public(),
        "source_url": public(),
    }  # fmt: skip

    class Meta(Item.Meta):
        ordering = ["on", "pk"]
        constraints = kept_in_order("milestone")

    def __str__(self) -> str:
        return self.title
