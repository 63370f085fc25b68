"""Opportunities, and the records that say what became of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class Strand(models.TextChoices):
    LEARNING = "learning", _("Learning")
    PROJECTS = "projects", _("Projects")
    MOVEMENT = "movement", _("Movement")


class Where(models.TextChoices):
    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    EITHER = "either", _("Online or in person, as you like")
    HOME = "home", _("At home, by post or phone")


class Method(models.TextChoices):
    FIRST_COME = "first_come", _("First come, first served")
    AGREED = "agreed", _("People choose, and say why")
    LOTTERY = "lottery", _("A fair lottery")


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def with_states(self) -> OpportunityQuerySet:
        """With the records of what became of each, in the same query."""
        return self.select_related("publication", "closing", "filling", "taking")

    def published(self) -> OpportunityQuerySet:
        """Those that everybody may read."""
        return self.filter(publication__isnull=False)

    def still_open(self) -> OpportunityQuerySet:
        """Those in which people can express an interest today."""
        running = self.published().filter(closing=None, filling=None, taking=None)
        return running.filter(closes_on__gte=clock.today())

    def past_their_day(self) -> OpportunityQuerySet:
        """Those whose last day is over, and that nobody closed yet."""
        running = self.published().filter(closing=None, filling=None, taking=None)
        return running.filter(closes_on__lt=clock.today())


class Opportunity(BaseModel):
    """Something that people can offer to do.

    Payment and expenses are an offer in `payments`. `minutes` is the time that it takes one person in all;
    `places` is None where everybody who wants to can come. `forget_days` is how long answers that were given
    for a lottery are kept after its draw.
    """

    title = models.CharField(max_length=150)
    strand = models.CharField(max_length=10, choices=Strand.choices, blank=True)
    activity = models.TextField()
    involved = models.TextField()
    difference = models.TextField()
    support = models.TextField()
    skills = models.TextField()
    minutes = models.PositiveIntegerField()
    where = models.CharField(max_length=10, choices=Where.choices)
    place_words = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=60)
    closes_on = models.DateField()
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    method = models.CharField(max_length=10, choices=Method.choices)
    forget_days = models.PositiveSmallIntegerField(default=60)

    objects = OpportunityQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "title": public(), "strand": public(), "activity": public(),
        "involved": public(), "difference": public(), "support": public(), "skills": public(),
        "minutes": public(), "where": public(), "place_words": public(), "language": public(),
        "closes_on": public(), "places": public(), "method": public(), "forget_days": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["closes_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places=None) | Q(places__gte=1), name="places_are_some_or_open"
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=False) | Q(method=Method.FIRST_COME),
                name="choosing_needs_a_number_of_places",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="it_takes_some_time"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it."""
        return hasattr(self, "publication")

    @property
    def is_over(self) -> bool:
        """Whether it was filled or taken back."""
        return hasattr(self, "filling") or hasattr(self, "taking")

    @property
    def is_open(self) -> bool:
        """Whether people can express an interest today."""
        closed = hasattr(self, "closing") or self.is_over
        return self.is_published and not closed and self.closes_on >= clock.today()

    @property
    def days_left(self) -> int:
        """Days until the last day; 0 on the day itself."""
        return (self.closes_on - clock.today()).days

    @property
    def closed_on(self) -> date:
        """The last day on which it took interests: its last day, or earlier when somebody closed it."""
        if not hasattr(self, "closing"):
            return self.closes_on
        return min(self.closes_on, timezone.localtime(self.closing.created_at).date())

    @property
    def opened_on(self) -> date | None:
        """The day from which people could tell us that they would like to."""
        return timezone.localtime(self.publication.created_at).date() if self.is_published else None


class Step(BaseModel):
    """What the records of an opportunity's life share: who, when, and why in words that everybody may read."""

    by = models.CharField(max_length=40)
    because = models.TextField(blank=True)

    privacy = {
        "id": public(), "created_at": public(), "opportunity": public(), "by": personal(KEEP),
        "because": public(),
    }  # fmt: skip

    class Meta:
        abstract = True


class Publication(Step):
    """It was put where everybody can read it. From then on the method is fixed."""

    opportunity = models.OneToOneField(Opportunity, on_delete=models.CASCADE, related_name="publication")

    def __str__(self) -> str:
        return f"publication of {self.opportunity_id}"


class Closing(Step):
    """No more interests are taken: the last day was over, or somebody closed it earlier and said why."""

    opportunity = models.OneToOneField(Opportunity, on_delete=models.CASCADE, related_name="closing")

    def __str__(self) -> str:
        return f"closing of {self.opportunity_id}"


class Filling(Step):
    """Every place is taken, or as many as will be; everybody has their answer."""

    opportunity = models.OneToOneField(Opportunity, on_delete=models.CASCADE, related_name="filling")

    def __str__(self) -> str:
        return f"filling of {self.opportunity_id}"


class Taking(Step):
    """It was taken back, and why."""

    opportunity = models.OneToOneField(Opportunity, on_delete=models.CASCADE, related_name="taking")

    def __str__(self) -> str:
        return f"taking back of {self.opportunity_id}"


class RuleChange(BaseModel):
    """How people are chosen was changed after publication: what, and why, for everybody to read.

    `lines` says what in parts, so that everybody reads it in their own language (`queries.outcomes`): a method
    `before` and `after`, or a `category` and a `value` with the least and the most people, now and before. `what`
    is the same in the words of the day.
    """

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="rule_changes")
    what = models.TextField()
    lines: Any = models.JSONField(default=list)
    because = models.TextField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "opportunity": public(), "what": public(), "lines": public(),
        "because": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_change_has_a_reason")]

    def __str__(self) -> str:
        return f"change of {self.opportunity_id}"


class Decision(BaseModel):
    """People chose people: who decided, by role, and what they looked at."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="decisions")
    decided_by = models.CharField(max_length=200)
    why = models.TextField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "opportunity": public(), "decided_by": public(),
        "why": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"decision on {self.opportunity_id}"
