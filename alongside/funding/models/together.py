"""Being asked to work on a bid."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, KEEP, personal, public
from alongside.people.models import Member

from .bids import ApplicantRole, Bid


class BidInvitation(BaseModel):
    """A member is asked to work on a bid. Nobody is put on one: they say yes or no themselves.

    A `quiet` one was sent to an email address: whoever asked learns nothing about it before there is a yes.
    """

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="bid_invitations")
    role = models.CharField(max_length=8, choices=ApplicantRole.choices)
    words = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    quiet = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "bid": personal(KEEP), "member": personal(KEEP),
        "role": personal(KEEP), "words": personal(BLANK), "asked_by": personal(KEEP),
        "quiet": public(),
        "accepted_at": personal(KEEP), "declined_at": personal(KEEP), "taken_back_at": personal(KEEP),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bid", "member"],
                condition=Q(accepted_at=None, declined_at=None, taken_back_at=None),
                name="asked_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
