"""Sessions that members propose, and the answer that each of them got."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Mode

from .sessions import Series, Session


class WouldChair(models.TextChoices):
    YES = "yes", _("Yes")
    WITH_HELP = "with_help", _("Yes, with somebody beside me")
    NO = "no", _("No")


class ProposalQuerySet(models.QuerySet["SessionProposal"]):
    def waiting(self) -> ProposalQuerySet:
        """Proposals without an answer, oldest first."""
        return self.filter(answered_at=None).order_by("created_at", "pk")


class SessionProposal(BaseModel):
    """A member proposes a session. The answer is a session in draft, or a reason why not."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="proposals")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="session_proposals")
    title = models.CharField(max_length=160)
    purpose = models.TextField()
    when_roughly = models.CharField(max_length=200, blank=True)
    would_chair = models.CharField(max_length=10, choices=WouldChair.choices)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    declined_because = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "series": public(), "member": personal(KEEP),
        "title": personal(), "purpose": personal(), "when_roughly": personal(), "would_chair": personal(KEEP),
        "how": personal(KEEP), "answered_at": personal(KEEP), "answered_by": personal(KEEP),
        "session": personal(KEEP), "declined_because": personal(),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="", session=None)
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="a_proposal_is_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
