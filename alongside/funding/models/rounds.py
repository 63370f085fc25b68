"""Programmes, their rounds, and what bids are judged by."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.conversations.models import Conversation
from alongside.foundation import clock
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


class Way(models.TextChoices):
    """How people can apply. Each has the same standing."""

    FORM = "form", _("Fill in the form here")
    FILM = "film", _("Send a link to a film or a voice recording, in place of written answers")
    PHONE = "phone", _("Phone us: we write it down with you")
    POST = "post", _("Send the paper form by post")
    IN_PERSON = "in_person", _("Come and tell us")


def every_way() -> list[str]:
    """All ways: how a round begins."""
    return [way.value for way in Way]


class RoundQuerySet(models.QuerySet["Round"]):
    def public(self) -> RoundQuerySet:
        """Those that were opened, newest first."""
        return self.exclude(opened_at=None).order_by("-opened_at", "-pk")

    def open_now(self) -> RoundQuerySet:
        """Those in which bids come in now, the one that closes first before the others."""
        return self.exclude(opened_at=None).filter(closes_at__gt=clock.now()).order_by("closes_at", "pk")


class Round(BaseModel):
    """One call for bids. Sums are in pence: `cap_pence` for one bid, `pot_pence` to share out in the round.

    `number` counts from 1 within the programme; what was learnt in the round before is carried here. Bids come in
    until `closes_at`; every applicant hears why by `feedback_by`. `opens_on` is the day on which we mean to open it.
    What changes after opening is a `RoundChange`.
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
    ways = models.JSONField(default=every_way)
    opens_on = models.DateField(null=True, blank=True)
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
        "ways": public(), "opens_on": public(),
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

    @property
    def is_open(self) -> bool:
        """Whether bids come in now."""
        return self.opened_at is not None and clock.now() < self.closes_at

    @property
    def is_closed(self) -> bool:
        """Whether its last moment has passed. A draft never closes."""
        return self.opened_at is not None and clock.now() >= self.closes_at


class RoundChange(BaseModel):
    """Something about an open round that was changed, with the reason that everybody reads."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=20)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    because = models.TextField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "round": public(), "field": public(), "before": public(),
        "after": public(), "because": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"change of {self.field}"


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
