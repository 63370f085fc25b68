"""Learning items: what happened, why it matters, what comes next; said by any way, looked at, then public."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.documents.models import NAMED_BY
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Attribution, Mode


class Strand(models.TextChoices):
    """The strands of the story so far, in the words that it tells them in."""

    LEARNING = "learning", _("Generate and share learning")
    PROJECTS = "projects", _("Facilitate co-production projects")
    MOVEMENT = "movement", _("Build the co-production movement")


class HowItWent(models.TextChoices):
    WORKED = "worked", _("It worked")
    MIXED = "mixed", _("Some of it worked")
    DID_NOT = "did_not", _("It did not work")


class LearningItemQuerySet(models.QuerySet["LearningItem"]):
    def standing(self) -> LearningItemQuerySet:
        """Not taken back by who said it, and not held back by us."""
        return self.filter(withdrawn_at=None, held_back_at=None)

    def to_check(self) -> LearningItemQuerySet:
        """Standing, and nobody has looked at it yet."""
        return self.standing().filter(checked_at=None)

    def public(self) -> LearningItemQuerySet:
        """What everybody may read, newest first."""
        return self.standing().exclude(checked_at=None).order_by("-created_at", "-pk")


class LearningItem(BaseModel):
    """Something that was learnt.

    `kind`, `key`, `label` and `url` say where, as `foundation.sources` does; all may be empty. Without a member it
    was learnt by the centre, or by somebody who wants no name kept.
    """

    what = models.TextField()
    so_what = models.TextField(blank=True)
    now_what = models.TextField(blank=True)
    how_it_went = models.CharField(max_length=8, choices=HowItWent.choices)
    strand = models.CharField(max_length=10, choices=Strand.choices)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="learning_items"
    )
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    named = models.CharField(max_length=12, choices=NAMED_BY, default=Attribution.NONE)
    role_text = models.CharField(max_length=120, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=40, blank=True)
    held_back_at = models.DateTimeField(null=True, blank=True)
    held_back_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = LearningItemQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "what": personal(), "so_what": personal(),
        "now_what": personal(), "how_it_went": public(), "strand": public(), "language": public(),
        "kind": public(), "key": public(), "label": personal(), "url": personal(), "member": personal(),
        "how": personal(KEEP), "named": personal(KEEP), "role_text": personal(), "checked_at": public(),
        "checked_by": personal(KEEP), "held_back_at": public(), "held_back_because": personal(),
        "withdrawn_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "key"], name="learning_backwards"),
            models.Index(fields=["checked_at", "how_it_went"], name="learning_public"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(named="none"),
                name="no_learning_is_named_without_a_member",
            )
        ]

    def __str__(self) -> str:
        return f"learning item {self.pk}"
