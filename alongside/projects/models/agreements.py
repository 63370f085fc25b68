"""Who agreed to a theory or a plan, each for themselves, and as what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Member, Mode

from .plan import Plan
from .projects import TeamRole
from .theory import Theory


class Agreement(BaseModel):
    """A member of the team agreed to a version, as one thing, such as "person with lived experience"."""

    theory = models.ForeignKey(
        Theory, on_delete=models.CASCADE, null=True, blank=True, related_name="agreements"
    )
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="agreements")
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="agreements"
    )
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "theory": public(), "plan": public(), "member": personal(),
        "role": public(), "how": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["theory", "member"], name="agreed_to_a_theory_once"),
            models.UniqueConstraint(fields=["plan", "member"], name="agreed_to_a_plan_once"),
            models.CheckConstraint(
                condition=Q(theory__isnull=True) ^ Q(plan__isnull=True), name="agreed_to_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} agreed"
