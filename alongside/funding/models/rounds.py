"""Programmes, their rounds, and what bids are judged by."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.conversations.models import Conversation
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class Programme(BaseModel):
    """A fund with one purpose, run in rounds. `currency` is an ISO 4217 code, for every sum of its rounds."""

    title = models.CharField(max_length=140)
    slug = models.SlugField(max_length=80, unique=True)
    about = models.TextField()
    currency = models.CharField(max_length=3, default="GBP")
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "title": public(), "slug": public(), "about": public(),
        "currency": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class RoundQuerySet(models.QuerySet["Round"]):
    def public(self) -> RoundQuerySet:
        """Those that were opened, newest first."""
        return self.exclude(opened_at=None).order_by("-opened_at", "-pk")


class Round(BaseModel):
    """One call for bids. Sums are in pence: `cap_pence` for one bid, `pot_pence` to share out in the round.

    `number` counts from 1 within the programme; what was learnt in the round before is carried here. Bids come in
    until `closes_at`; every applicant hears why by `feedback_by`. What changes after opening is on record.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=140)
    slug = models.SlugField(max_length=80, unique=True)
    about = models.TextField()
    cap_pence = models.PositiveBigIntegerField()
    least_pence = models.PositiveBigIntegerField(default=0)
    pot_pence = models.PositiveBigIntegerField()
    months = models.PositiveSmallIntegerField()
    access_costs = models.TextField(blank=True)
    paid_up_front = models.BooleanField(default=True)
    closes_at = models.DateTimeField()
    decide_by = models.DateField()
    feedback_by = models.DateField()
    starts_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=40)

    objects = RoundQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "programme": public(), "number": public(), "title": public(),
        "slug": public(), "about": public(), "cap_pence": public(), "least_pence": public(),
        "pot_pence": public(), "months": public(), "access_costs": public(), "paid_up_front": public(),
        "closes_at": public(), "decide_by": public(), "feedback_by": public(), "starts_on": public(),
        "opened_at": public(), "opened_by": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="a_round_has_its_number"),
            models.CheckConstraint(
                condition=Q(cap_pence__gt=0, months__gt=0, least_pence__lte=F("cap_pence"))
                & Q(pot_pence__gte=F("cap_pence")),
                name="a_pot_holds_at_least_one_award",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by="") | Q(opened_at__isnull=False) & ~Q(opened_by=""),
                name="a_round_is_opened_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(feedback_by__gte=F("decide_by")), name="feedback_comes_after_the_decision"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(BaseModel):
    """What bids of a round are judged by: a name, what it means, and the conversation that it was made in, if any.

    `weight` is how often its score counts; `most` is the highest score, 0 the lowest.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(max_length=120)
    means = models.TextField()
    weight = models.PositiveSmallIntegerField(default=1)
    most = models.PositiveSmallIntegerField(default=5)
    position = models.PositiveSmallIntegerField()
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, null=True, blank=True, related_name="criteria"
    )

    privacy = {
        "id": public(), "created_at": public(), "round": public(), "name": public(), "means": public(),
        "weight": public(), "most": public(), "position": public(), "conversation": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0, most__gt=0), name="a_criterion_counts")
        ]

    def __str__(self) -> str:
        return self.name
