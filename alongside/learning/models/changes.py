"""Design changes: what would be altered because of what was learnt, and what was decided about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .items import LearningItem


class Verdict(models.TextChoices):
    ADOPTED = "adopted", _("Adopted")
    ADAPTED = "adapted", _("Adopted in another form")
    DECLINED = "declined", _("Declined")


class DesignChangeQuerySet(models.QuerySet["DesignChange"]):
    def unanswered(self) -> DesignChangeQuerySet:
        """Those about which nothing is decided, those that are due first before the others."""
        return self.filter(verdict="").order_by("due_on", "pk")

    def about(self, kind: str, key: str) -> DesignChangeQuerySet:
        """Those whose target is this thing of a room."""
        return self.filter(kind=kind, key=key).order_by("pk")


class DesignChange(BaseModel):
    """One change that learning items ask for. `due_on` is the day by which it is decided; it never moves.

    The target is `label`, and where a room knows it also `kind` and `key`, as `foundation.sources` names things.
    """

    what = models.TextField()
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=200)
    url = models.CharField(max_length=500, blank=True)
    due_on = models.DateField()
    by = models.CharField(max_length=40)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by_role = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    items = models.ManyToManyField(LearningItem, through="learning.Informed", related_name="changes")

    objects = DesignChangeQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "what": public(), "kind": public(), "key": public(),
        "label": public(), "url": public(), "due_on": public(), "by": personal(KEEP), "verdict": public(),
        "reason": public(), "decided_by_role": public(), "decided_at": public(), "decided_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["kind", "key"], name="changes_of_a_target")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_at=None, decided_by="", decided_by_role="")
                | ~Q(verdict="") & Q(decided_at__isnull=False) & ~Q(decided_by="") & ~Q(decided_by_role=""),
                name="a_change_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", "adopted"]) | ~Q(reason=""), name="another_verdict_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"design change {self.pk}"


class Informed(BaseModel):
    """A learning item that a design change comes from."""

    change = models.ForeignKey(DesignChange, on_delete=models.CASCADE, related_name="informed_by")
    item = models.ForeignKey(LearningItem, on_delete=models.CASCADE, related_name="informed")

    privacy = {"id": public(), "created_at": public(), "change": public(), "item": public()}

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "item"], name="an_item_informs_a_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} informs {self.change_id}"
