"""A fair lottery: what is asked for it, what was answered for it, the pool, and the draw.

Nothing here comes from equality answers, which may not be used to decide about anybody.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public, special

from .interests import Interest
from .opportunities import Opportunity


class Category(BaseModel):
    """Something to balance the panel by, and the question that volunteers are asked about it."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="categories")
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=200)

    privacy = {
        "id": public(), "created_at": public(), "opportunity": public(), "name": public(), "question": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["opportunity", "name"], name="a_category_once")]

    def __str__(self) -> str:
        return self.name


class Value(BaseModel):
    """One answer of a category, and its quota: how many people of the panel, at least and at most."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="values")
    label = models.CharField(max_length=80)
    minimum = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "category": public(), "label": public(), "minimum": public(),
        "maximum": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["category", "label"], name="a_value_once"),
            models.CheckConstraint(condition=Q(minimum__lte=F("maximum")), name="least_before_most"),
        ]

    def __str__(self) -> str:
        return self.label


MOST_DAYS = 365
"""An opportunity that is never drawn lets what was said for its draw go after so many days."""


class Volunteered(BaseModel):
    """What somebody said of themselves for this lottery alone. Deleted some days after the draw.

    `value` is None where they would rather not say.
    """

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="volunteered")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="answers")
    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="answers", null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "interest": personal(KEEP), "category": public(),
        "value": special(DELETE, keep_days=MOST_DAYS),
    }  # fmt: skip

    class Meta:
        ordering = ["category", "pk"]
        constraints = [models.UniqueConstraint(fields=["interest", "category"], name="said_once")]

    def __str__(self) -> str:
        return f"answer to {self.category_id}"


class Pool(BaseModel):
    """The pool was closed and everything committed to, before anything was drawn.

    `seed` is secret until the draw; `commitment` is its SHA-256. `file` is published at once. `sealed_file`
    is the same with everybody's answers in codes: it is None where `file` itself has them, and once the
    answers were deleted. `fingerprint` and `sealed_fingerprint` are SHA-256 of the two.
    """

    opportunity = models.OneToOneField(Opportunity, on_delete=models.PROTECT, related_name="pool")
    by = models.CharField(max_length=40)
    seed = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    size = models.PositiveSmallIntegerField()
    tickets = models.PositiveIntegerField()
    file: Any = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    sealed_file: Any = models.JSONField(null=True)
    sealed_fingerprint = models.CharField(max_length=64, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "opportunity": public(), "by": personal(KEEP),
        "seed": personal(KEEP), "commitment": public(), "size": public(), "tickets": public(),
        "file": public(), "fingerprint": public(), "sealed_file": special(KEEP),
        "sealed_fingerprint": public(), "forgotten_at": public(),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"pool of {self.opportunity_id}"


class Candidate(BaseModel):
    """Somebody in the pool: an id by chance that means nothing outside this draw, and their chance.

    `on_tickets` is on how many of the numbered panels they are. `reserve` is their place among those who
    come next, from 1; None on the panel, and before the draw.
    """

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="candidates")
    interest = models.OneToOneField(Interest, on_delete=models.CASCADE, related_name="candidate")
    code = models.CharField(max_length=12)
    on_tickets = models.PositiveIntegerField()
    reserve = models.PositiveIntegerField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "pool": public(), "interest": personal(KEEP),
        "code": personal(KEEP), "on_tickets": personal(KEEP), "reserve": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["pool", "code"], name="an_id_once_in_a_draw")]

    def __str__(self) -> str:
        return self.code


class Draw(BaseModel):
    """The draw: the words that were drawn in public, and the number that they gave with the seed."""

    pool = models.OneToOneField(Pool, on_delete=models.PROTECT, related_name="draw")
    by = models.CharField(max_length=40)
    public_words = models.CharField(max_length=200)
    witnesses = models.CharField(max_length=300, blank=True)
    number = models.PositiveIntegerField()
    file: Any = models.JSONField()

    privacy = {
        "id": public(), "created_at": public(), "pool": public(), "by": personal(KEEP),
        "public_words": public(), "witnesses": public(), "number": public(), "file": public(),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"draw {self.number}"
