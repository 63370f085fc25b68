"""Theories of change, in versions: elements, links, assumptions, and what else could explain the change."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Member

from .projects import Project
from .versions import VERSION_PRIVACY, Status, Versioned


class ElementKind(models.TextChoices):
    """The steps of a theory of change, in the order in which they lead to each other."""

    NEED = "need", _("Need")
    RESOURCE = "resource", _("Resource")
    ACTIVITY = "activity", _("Activity")
    OUTPUT = "output", _("Output")
    OUTCOME_SOON = "soon", _("Outcome, soon")
    OUTCOME_LATER = "later", _("Outcome, later")
    IMPACT = "impact", _("Impact")


class Reach(models.TextChoices):
    CONTROL = "control", _("Within our control")
    INFLUENCE = "influence", _("Within our influence")
    INTEREST = "interest", _("Of interest to us only")


class Strength(models.TextChoices):
    UNTESTED = "untested", _("Untested")
    WEAK = "weak", _("Weak")
    MODERATE = "moderate", _("Moderate")
    STRONG = "strong", _("Strong")


class Importance(models.TextChoices):
    LOW = "low", _("A little")
    SOME = "some", _("Quite")
    HIGH = "high", _("Very")


class Holds(models.TextChoices):
    UNTESTED = "untested", _("Untested")
    HOLDS = "holds", _("It holds")
    PARTLY = "partly", _("It holds in part")
    DOES_NOT = "does_not", _("It does not hold")


class HowFar(models.TextChoices):
    UNKNOWN = "unknown", _("We do not know")
    LITTLE = "little", _("A little of it")
    SOME = "some", _("Some of it")
    MUCH = "much", _("Much of it")


class TheoryQuerySet(models.QuerySet["Theory"]):
    def agreed(self) -> TheoryQuerySet:
        """Those that were agreed at some time, newest first."""
        return self.exclude(status=Status.DRAFT).order_by("-number")


class Theory(Versioned):
    """A version of how a project means to bring change about. Once agreed it never changes."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="theories")

    objects = TheoryQuerySet.as_manager()

    privacy = VERSION_PRIVACY

    class Meta:
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_theory_has_one_number"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(status="draft"), name="one_theory_is_worked_on"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(status="agreed"), name="one_theory_is_in_force"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", agreed_at=None) | ~Q(status="draft") & Q(agreed_at__isnull=False),
                name="a_theory_is_agreed_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"theory {self.number} of {self.project_id}"


class Element(BaseModel):
    """One step of a theory. `key` ("E7") names it in every version of the project's theory; `revision` counts saves."""

    theory = models.ForeignKey(Theory, on_delete=models.CASCADE, related_name="elements")
    key = models.CharField(max_length=12)
    kind = models.CharField(max_length=8, choices=ElementKind.choices)
    text = models.CharField(max_length=500)
    who_changes = models.CharField(max_length=200, blank=True)
    by_when = models.CharField(max_length=100, blank=True)
    reach = models.CharField(max_length=9, choices=Reach.choices, blank=True)
    position = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)

    privacy = {
        "id": public(), "created_at": public(), "theory": public(), "key": public(), "kind": public(),
        "text": public(), "who_changes": public(), "by_when": public(), "reach": public(), "position": public(),
        "revision": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["theory", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["theory", "key"], name="an_element_has_one_key"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class Link(BaseModel):
    """One element leads to another, because… A link is named by its two elements in every version."""

    theory = models.ForeignKey(Theory, on_delete=models.CASCADE, related_name="links")
    source = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="leads_to")
    target = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="comes_from")
    because = models.CharField(max_length=500, blank=True)
    strength = models.CharField(max_length=8, choices=Strength.choices, default=Strength.UNTESTED)

    privacy = {
        "id": public(), "created_at": public(), "theory": public(), "source": public(), "target": public(),
        "because": public(), "strength": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["theory", "source__position", "target__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="two_elements_are_linked_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="nothing_leads_to_itself"),
        ]

    def __str__(self) -> str:
        return f"link {self.source_id} to {self.target_id}"


class Assumption(BaseModel):
    """What must be true for an element or a link to work. `key` ("A2") names it in every version."""

    theory = models.ForeignKey(Theory, on_delete=models.CASCADE, related_name="assumptions")
    key = models.CharField(max_length=12)
    element = models.ForeignKey(
        Element, on_delete=models.CASCADE, null=True, blank=True, related_name="assumptions"
    )
    link = models.ForeignKey(
        Link, on_delete=models.CASCADE, null=True, blank=True, related_name="assumptions"
    )
    text = models.CharField(max_length=500)
    importance = models.CharField(max_length=4, choices=Importance.choices, default=Importance.SOME)
    status = models.CharField(max_length=8, choices=Holds.choices, default=Holds.UNTESTED)
    looked_at_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)

    privacy = {
        "id": public(), "created_at": public(), "theory": public(), "key": public(), "element": public(),
        "link": public(), "text": public(), "importance": public(), "status": public(),
        "looked_at_on": public(), "evidence": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["theory", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["theory", "key"], name="an_assumption_has_one_key"),
            models.CheckConstraint(
                condition=Q(element__isnull=True) ^ Q(link__isnull=True),
                name="an_assumption_is_about_an_element_or_a_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class Influence(BaseModel):
    """Something else that could explain the change: another programme, a new law, the times."""

    theory = models.ForeignKey(Theory, on_delete=models.CASCADE, related_name="influences")
    key = models.CharField(max_length=12)
    text = models.CharField(max_length=500)
    how_far = models.CharField(max_length=8, choices=HowFar.choices, default=HowFar.UNKNOWN)

    privacy = {
        "id": public(), "created_at": public(), "theory": public(), "key": public(), "text": public(),
        "how_far": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["theory", "pk"]
        constraints = [models.UniqueConstraint(fields=["theory", "key"], name="an_influence_has_one_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class TheoryComment(BaseModel):
    """What somebody in the team said about a draft, or about one element of it. Only the team reads it."""

    theory = models.ForeignKey(Theory, on_delete=models.CASCADE, related_name="comments")
    element_key = models.CharField(max_length=12, blank=True)
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="theory_comments"
    )
    text = models.TextField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "theory": public(), "element_key": public(),
        "member": personal(), "text": personal(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class ElementAside(BaseModel):
    """Words for an element that met a change which somebody else saved first. Kept; the writer chooses.

    `fields` holds what was typed: {"kind", "text", "who_changes", "by_when", "reach"}.
    """

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="set_aside")
    base = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    fields = models.JSONField(default=dict)
    by = models.CharField(max_length=40)
    settled_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "element": public(), "base": public(), "met": public(),
        "fields": personal(KEEP), "by": personal(KEEP), "settled_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"words set aside {self.pk}"
