"""Tables of the room, in a database of their own. Nobody outside this room may read them, and none has a row view.

Rows that stand for one person have no time and no order: they are plain models, because the `created_at` of the house
would keep the moment of answering, and their keys are drawn at random, because a counted key would keep the order.
In SQLite an integer key *is* the place of the row, so that no hidden counter tells the order either.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, Declared, personal, public, special

BLOCK_SIZE = 20


def random_key() -> int:
    """A key that tells nothing; 31 bits fit an integer of every database."""
    return secrets.randbelow(2**31 - 1) + 1


def this_month() -> date:
    """The first day of this month: as near as this room remembers when somebody did something."""
    return clock.today().replace(day=1)


class FrozenError(TypeError):
    """Somebody tried to change what was published or used."""


class Frozen(BaseModel):
    """A row that is written once and never changed."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FrozenError("This was published or used, and stays as it is. Make a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError("This was published or used, and stays.")


class QuestionSet(Frozen):
    """One version of the questions: words, answers, how they roll up. `questions.py` reads the JSON."""

    version = models.PositiveIntegerField(unique=True)
    since = models.DateField(default=clock.today)
    questions = models.JSONField()

    privacy = {
        "id": public(), "created_at": public(), "version": public(), "since": public(), "questions": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["version"]

    def __str__(self) -> str:
        return f"questions, version {self.version}"


class WaitingAnswers(models.Model):
    """One person's answers until nineteen others wait too: sealed, and without a key to the person.

    `token` can be made again only from the account of the person with the room's key; it is empty for a form that
    came on paper. The event or partner that somebody came with is sealed in with the answers.
    """

    id = models.IntegerField(primary_key=True, default=random_key, editable=False)
    token = models.CharField(max_length=64, unique=True, null=True)
    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT)
    month = models.DateField(default=this_month)
    sealed = models.TextField()

    privacy: dict[str, Declared] = {
        "id": public(), "token": special(DELETE), "question_set": public(), "month": special(DELETE),
        "sealed": special(DELETE),
    }  # fmt: skip

    def __str__(self) -> str:
        return "somebody's answers"


class Turn(models.Model):
    """Whether a person was asked, answered, was counted, or asked us to stop: months only, and no answer.

    It lets us ask again when somebody's block has retired, never twice in one window, and not after an objection.
    """

    id = models.IntegerField(primary_key=True, default=random_key, editable=False)
    token = models.CharField(max_length=64, unique=True)
    asked_month = models.DateField(null=True)
    answered_month = models.DateField(null=True)
    counted_month = models.DateField(null=True)
    objected_month = models.DateField(null=True)

    privacy: dict[str, Declared] = {
        "id": public(), "token": personal(DELETE), "asked_month": personal(DELETE),
        "answered_month": personal(DELETE), "counted_month": personal(DELETE), "objected_month": personal(DELETE),
    }  # fmt: skip

    def __str__(self) -> str:
        return "somebody's turn"


class PaperHandout(BaseModel):
    """So many paper forms were handed out: they count as asked."""

    month = models.DateField(default=this_month)
    forms = models.PositiveIntegerField()

    privacy = {"id": public(), "created_at": public(), "month": public(), "forms": public()}

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(forms__gt=0), name="some_forms_were_handed_out")]

    def __str__(self) -> str:
        return f"{self.forms} paper forms"


class Block(models.Model):
    """Twenty people whose answers were added up and then deleted. Its day is kept, its moment is not."""

    number = models.PositiveIntegerField(unique=True)
    closed_on = models.DateField()
    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT)
    size = models.PositiveSmallIntegerField(default=BLOCK_SIZE)

    privacy: dict[str, Declared] = {
        "id": public(), "number": public(), "closed_on": public(), "question_set": public(), "size": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [models.CheckConstraint(condition=Q(size=BLOCK_SIZE), name="a_block_is_of_twenty")]

    def __str__(self) -> str:
        return f"block {self.number}"

    @property
    def code(self) -> str:
        """How `methods.disclosure` calls this block; sorts as the number does."""
        return f"{self.number:06d}"


class BlockSum(models.Model):
    """How many of a block's twenty people gave one answer. Never leaves this room as it is."""

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="sums")
    question = models.CharField(max_length=100)
    answer = models.CharField(max_length=60)
    count = models.PositiveSmallIntegerField()

    privacy: dict[str, Declared] = {
        "id": public(), "block": public(), "question": public(), "answer": public(), "count": special(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["block", "question", "answer"], name="one_sum_per_answer"),
            models.CheckConstraint(condition=Q(count__lte=BLOCK_SIZE), name="no_more_than_the_block"),
        ]

    def __str__(self) -> str:
        return f"a sum of {self.question}"


class Baseline(BaseModel):
    """One share of the people of an area, from outside, with where it comes from and how its question differs."""

    variable = models.CharField(max_length=60)
    category = models.CharField(max_length=60)
    area = models.CharField(max_length=60)
    date = models.DateField()
    count = models.PositiveBigIntegerField(null=True)
    base = models.PositiveBigIntegerField(null=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=300)
    wording_note = models.TextField(blank=True)

    privacy = {
        "id": public(), "created_at": public(), "variable": public(), "category": public(), "area": public(),
        "date": public(), "count": public(), "base": public(), "percent": public(), "source": public(),
        "licence": public(), "wording_note": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["area", "variable", "category"]
        constraints = [
            models.UniqueConstraint(
                fields=["variable", "category", "area", "date"], name="one_share_per_baseline"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="a_share_of_a_hundred"
            ),
            models.CheckConstraint(
                condition=Q(count=None) | Q(base=None) | Q(count__lte=F("base")), name="count_within_base"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variable} {self.category}, {self.area}"


class BaselineChoice(Frozen):
    """From this day on, published figures stand beside this area. Declared before it is used; every choice stays."""

    area = models.CharField(max_length=60)
    declared_on = models.DateField(default=clock.today)

    privacy = {"id": public(), "created_at": public(), "area": public(), "declared_on": public()}

    class Meta:
        ordering = ["declared_on", "pk"]

    def __str__(self) -> str:
        return f"{self.area} since {self.declared_on}"


class Snapshot(Frozen):
    """What was published on one day, frozen. `data` is public; `tables` is what the self-attack needs next time."""

    slug = models.SlugField(max_length=60, unique=True)
    on = models.DateField()
    scope = models.CharField(max_length=60, default="network")
    n = models.PositiveIntegerField()
    rules_version = models.CharField(max_length=10)
    data = models.JSONField()
    tables = models.JSONField()
    sha256 = models.CharField(max_length=64)

    privacy = {
        "id": public(), "created_at": public(), "slug": public(), "on": public(), "scope": public(), "n": public(),
        "rules_version": public(), "data": public(), "tables": public(), "sha256": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["scope", "on"], name="one_snapshot_a_day")]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_whole(self) -> bool:
        """Whether the public data is what was frozen."""
        return self.sha256 == fingerprint(self.data)


def fingerprint(data: Any) -> str:
    """SHA-256 over JSON-able data, whatever the order in which a database keeps its keys."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


class HeldTable(BaseModel):
    """A table that did not come out on a publication date. Why is not kept: the reason would be somebody's answer."""

    on = models.DateField()
    question = models.CharField(max_length=100)
    level = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, choices=[("held", "held"), ("too_small", "too_small")])
    n = models.PositiveIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "on": public(), "question": public(), "level": public(),
        "reason": public(), "n": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "question", "level"]
        constraints = [models.UniqueConstraint(fields=["on", "question", "level"], name="held_once_a_day")]

    def __str__(self) -> str:
        return f"{self.question} on {self.on}"
