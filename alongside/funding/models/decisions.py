"""What was decided about each bid: always by people, with the reason, and with what they tell the applicants."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.conversations.models import Decision
from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal

from .bids import Bid


class Outcome(models.TextChoices):
    """What came out for a bid."""

    FUND = "fund", _("Fund what it asks for")
    PART = "fund_part", _("Fund a part of it")
    NOT_NOW = "not_now", _("Not now: there is not enough money")
    NO = "no", _("No")


FUNDS = (Outcome.FUND, Outcome.PART)
"""The outcomes after which an award can be made."""


class HowDecided(models.TextChoices):
    """What the people who decided had in front of them."""

    AGREED = "agreed", _("Talked through until everybody agreed")
    SCORED = "scored", _("Scored by each, then decided together")
    EQUAL_SHARES = "equal_shares", _("A vote by the Method of Equal Shares, then decided together")


class FundingDecisionQuerySet(models.QuerySet["FundingDecision"]):
    def funded(self) -> FundingDecisionQuerySet:
        """Those that say fund, in full or in part."""
        return self.filter(outcome__in=FUNDS)

    def untold(self) -> FundingDecisionQuerySet:
        """Those whose applicants have not heard yet."""
        return self.filter(feedback_sent_at=None)


class FundingDecision(BaseModel):
    """What people decided about one bid. `pence` is what it gets, None where it is not funded.

    `reason` is for the panel and the applicants; `feedback` is what the applicants are told, by the day that the
    round names. `decision` is the decision about the whole round, for everybody to read.
    """

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    pence = models.PositiveBigIntegerField(null=True, blank=True)
    how = models.CharField(max_length=12, choices=HowDecided.choices)
    reason = models.TextField()
    feedback = models.TextField(blank=True)
    feedback_sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=40)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="about_bids"
    )

    objects = FundingDecisionQuerySet.as_manager()

    privacy = {
        "id": personal(KEEP), "created_at": personal(KEEP), "bid": personal(KEEP), "outcome": personal(KEEP),
        "pence": personal(KEEP), "how": personal(KEEP), "reason": personal(KEEP), "feedback": personal(KEEP),
        "feedback_sent_at": personal(KEEP), "decided_at": personal(KEEP), "by": personal(KEEP),
        "decision": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["fund", "fund_part"], pence__gt=0)
                | Q(outcome__in=["not_now", "no"], pence=None),
                name="only_what_is_funded_gets_money",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_bid_is_decided_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} for {self.bid_id}"

    @property
    def funds(self) -> bool:
        """Whether an award can be made of it."""
        return self.outcome in FUNDS
