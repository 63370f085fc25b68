"""What a bid would spend: lines of whole pence, and what access costs apart from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .bids import Bid


class CostKind(models.TextChoices):
    """What money is spent on. Access is outside the cap and never counts against a bid."""

    PEOPLE = "people", _("Paying people for their time")
    COMMUNITY = "community", _("Paying community members for their time and costs")
    ACTIVITY = "activity", _("Rooms, food and materials")
    TRAVEL = "travel", _("Travel")
    OTHER = "other", _("Something else")
    ACCESS = "access", _("Access: what people need to take part")


class BudgetLine(BaseModel):
    """One line of a budget, in whole pence. `revision` counts what was saved of it."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="budget_lines")
    what = models.CharField(max_length=140)
    pence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=CostKind.choices, default=CostKind.OTHER)
    position = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=0, db_default=0)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "bid": personal(KEEP), "what": personal(KEEP),
        "pence": personal(KEEP), "kind": personal(KEEP), "position": personal(KEEP),
        "revision": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="a_line_costs_something")]

    def __str__(self) -> str:
        return self.what
