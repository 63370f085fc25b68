"""The case study of a project: who of the team agreed to it, and that staff published it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, KEEP, personal, public
from alongside.people.models import Member, Mode

from .projects import Project, TeamRole


class CaseStudy(BaseModel):
    """A page made from the records of a project. `lesson` is what the team wants others to take from it."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="case_study")
    lesson = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "lesson": public(), "published_at": public(),
        "published_by": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        verbose_name_plural = "case studies"
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, published_by="")
                | Q(published_at__isnull=False) & ~Q(published_by=""),
                name="a_case_study_is_published_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"case study of {self.project_id}"


class CaseAgreement(BaseModel):
    """Somebody of the team agrees that the case study is published, as one thing that they are in it."""

    case = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="agreements")
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="case_agreements"
    )
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "case": public(), "member": personal(BLANK), "role": public(),
        "how": personal(KEEP), "withdrawn_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member"],
                condition=Q(withdrawn_at=None, member__isnull=False),
                name="agrees_to_a_case_study_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} agrees to {self.case_id}"
