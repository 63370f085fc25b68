"""Evaluation plans, in versions: questions, measures, and the readings of each measure."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Member, Mode

from .projects import Project
from .versions import VERSION_PRIVACY, Status, Versioned


class PlanQuerySet(models.QuerySet["Plan"]):
    def agreed(self) -> PlanQuerySet:
        """Those that were agreed at some time, newest first."""
        return self.exclude(status=Status.DRAFT).order_by("-number")


class Plan(Versioned):
    """A version of how a project means to find out what changes. Once agreed it never changes."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="plans")

    objects = PlanQuerySet.as_manager()

    privacy = VERSION_PRIVACY

    class Meta:
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_plan_has_one_number"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(status="draft"), name="one_plan_is_worked_on"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(status="agreed"), name="one_plan_is_in_force"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", agreed_at=None) | ~Q(status="draft") & Q(agreed_at__isnull=False),
                name="a_plan_is_agreed_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.number} of {self.project_id}"


class Question(BaseModel):
    """What a project wants to know. `elements` names those of the theory that it is about, by key: ["E3"]."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=12)
    text = models.CharField(max_length=500)
    elements = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "plan": public(), "key": public(), "text": public(),
        "elements": public(), "position": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="a_question_has_one_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class MeasureKind(models.TextChoices):
    NUMBER = "number", _("A number")
    PERCENTAGE = "percent", _("A percentage: so many of so many")
    YES_NO = "yes_no", _("Yes or no")
    SCALE = "scale", _("A place on a scale")
    STORY = "story", _("A story in words")


class Direction(models.TextChoices):
    UP = "up", _("It should go up")
    DOWN = "down", _("It should go down")
    KEEP = "keep", _("It should stay as it is")


class Measure(BaseModel):
    """How a question is answered. `key` ("M4") names it in every version of the plan.

    With `of_people` it counts people or asks them, and what is published of it obeys disclosure.

    The baseline is a value by kind (see `values`), its day and a note: {"number": "12.5"}, {"part": 3, "base": 8},
    {"yes": true} or {"words": "…"}. `target` is a number, a percentage or a place on the scale.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="measures")
    key = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=MeasureKind.choices)
    unit = models.CharField(max_length=60, blank=True)
    of_people = models.BooleanField(default=True)
    scale_most = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline = models.JSONField(default=dict, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_note = models.CharField(max_length=300, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, blank=True)
    who_collects = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=300, blank=True)
    is_key = models.BooleanField(default=False)
    position = models.PositiveIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "plan": public(), "question": public(), "key": public(),
        "text": public(), "kind": public(), "unit": public(), "of_people": public(),
        "scale_most": public(), "baseline": public(),
        "baseline_on": public(), "baseline_note": public(), "target": public(), "direction": public(),
        "who_collects": public(), "how": public(), "is_key": public(), "position": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="a_measure_has_one_key"),
            models.CheckConstraint(
                condition=~Q(kind="scale") | Q(scale_most__gte=2), name="a_scale_says_how_far_it_goes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class ReadingStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PENDING = "pending", _("Waiting to be looked at")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned, with a reason")


class ReadingQuerySet(models.QuerySet["Reading"]):
    def approved(self) -> ReadingQuerySet:
        """Those that everybody may read, oldest period first."""
        return self.filter(status=ReadingStatus.APPROVED).order_by("until", "pk")


class Reading(BaseModel):
    """What a measure said for a time. One of `number`, `part` of `base`, `yes` or `words`, as its kind asks.

    A percentage is always `part` of `base`; a place on a scale has in `base` how many people answered. The
    project's page shows a reading once it is approved. A story is approved by two people: `looked_at` and `looked_by`
    tell of the first.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="readings")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    since = models.DateField()
    until = models.DateField()
    number = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    part = models.PositiveIntegerField(null=True, blank=True)
    base = models.PositiveIntegerField(null=True, blank=True)
    yes = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=8, choices=ReadingStatus.choices, default=ReadingStatus.DRAFT)
    returned_because = models.TextField(blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=40, blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="readings"
    )
    by = models.CharField(max_length=40)

    objects = ReadingQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "project": public(), "measure": public(),
        "since": public(), "until": public(), "number": public(), "part": public(), "base": public(),
        "yes": public(), "words": public(), "note": public(), "status": public(),
        "returned_because": personal(KEEP), "looked_at": public(), "looked_by": personal(KEEP), "approved_at": public(),
        "approved_by": personal(KEEP), "how": personal(KEEP), "member": personal(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-until", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_reading_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(part=None) | Q(part__lte=F("base"), base__gt=0),
                name="a_part_is_of_something",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(returned_because=""), name="returned_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status="approved", approved_at__isnull=False)
                | ~Q(status="approved") & Q(approved_at=None),
                name="approved_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"

    @property
    def value(self) -> dict[str, Any]:
        """What it said, in the shape of a baseline."""
        if self.part is not None:
            return {"part": self.part, "base": self.base}
        if self.number is not None:
            number = {"number": str(self.number)}
            return number | {"base": self.base} if self.base is not None else number
        return {"yes": self.yes} if self.yes is not None else {"words": self.words}


class ReadingEvidence(BaseModel):
    """What a reading rests on: words, a link, or both."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="evidence")
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=500, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "reading": public(), "text": public(), "url": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class ReadingGroup(BaseModel):
    """A breakdown of a percentage: a group, how many are in it, and how many said yes. Shown only by `disclosure`."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=100)
    part = models.PositiveIntegerField()
    base = models.PositiveIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "reading": public(), "name": public(),
        "part": personal(KEEP), "base": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "name"], name="a_group_of_a_reading_once"),
            models.CheckConstraint(condition=Q(part__lte=F("base")), name="a_group_holds_its_part"),
        ]

    def __str__(self) -> str:
        return self.name
