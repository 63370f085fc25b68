"""Outcomes: what changed, how sure we are, in whose view it matters; corrected by new versions, never silently."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, KEEP, personal, public
from alongside.people.models import Consent, Member, Mode

from .plan import Reading
from .projects import Project, TeamRole


class Expected(models.TextChoices):
    """Whether the team had expected it."""

    EXPECTED = "expected", _("We expected it")
    PARTLY = "partly", _("We expected part of it")
    UNEXPECTED = "unexpected", _("We did not expect it")


class Valence(models.TextChoices):
    """Whether it is good."""

    POSITIVE = "positive", _("It is good")
    NEGATIVE = "negative", _("It is not good")
    MIXED = "mixed", _("It is both")


class Rating(models.TextChoices):
    """How much the project did for it, from nothing to what made the difference."""

    NONE = "none", _("Nothing")
    SMALL = "small", _("A little")
    MODERATE = "moderate", _("A good part")
    LARGE = "large", _("A large part")
    DECISIVE = "decisive", _("It would not have happened without it")


class Stance(models.TextChoices):
    """Whether somebody agrees with what is written."""

    AGREE = "agree", _("I agree")
    PARTLY = "partly", _("I agree with part of it")
    DISAGREE = "disagree", _("I do not agree")


class Significance(models.TextChoices):
    """How much it matters to somebody."""

    LITTLE = "little", _("It matters little")
    SOME = "some", _("It matters")
    GREAT = "great", _("It matters a lot")


class EvidenceKind(models.TextChoices):
    """What speaks for an outcome."""

    READING = "reading", _("A reading of a measure")
    NUMBERS = "numbers", _("Numbers")
    QUOTE = "quote", _("What somebody said")
    DOCUMENT = "document", _("A document")
    LINK = "link", _("A page on the web")
    PHOTO = "photo", _("A photo, as a link")


class HowStrong(models.TextChoices):
    """How much weight evidence has."""

    WEAK = "weak", _("Weak")
    FAIR = "fair", _("Fair")
    STRONG = "strong", _("Strong")


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def standing(self) -> OutcomeQuerySet:
        """Not taken back."""
        return self.filter(withdrawn_at=None)

    def public(self) -> OutcomeQuerySet:
        """What everybody may read: looked at, not held back, of a published project; whichever kind it is."""
        return self.standing().filter(
            for_everybody=True,
            held_back_at=None,
            public_number__isnull=False,
            project__published_at__isnull=False,
        )


class Outcome(BaseModel):
    """Something that changed. Its words stand in versions: `number` is the newest, `public_number` what all may read.

    `element_key` names an element of the theory of change whatever its version; "" for none. Without a member it was
    recorded by somebody who wants no name kept.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="outcomes")
    element_key = models.CharField(max_length=40, blank=True)
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="outcomes_recorded"
    )
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    for_everybody = models.BooleanField(default=True)
    number = models.PositiveSmallIntegerField(default=1)
    public_number = models.PositiveSmallIntegerField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=40, blank=True)
    held_back_at = models.DateTimeField(null=True, blank=True)
    held_back_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    objects = OutcomeQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "element_key": public(),
        "member": personal(BLANK), "role": public(), "how": personal(KEEP), "for_everybody": public(),
        "number": public(), "public_number": public(), "checked_at": public(), "checked_by": personal(KEEP),
        "held_back_at": public(), "held_back_because": personal(BLANK), "withdrawn_at": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"outcome {self.pk}"


class OutcomeVersion(BaseModel):
    """The words of an outcome. From the second on, `why` says what was corrected. Never changed, only followed.

    `rating` is how much the project did for it; "" while nobody said so.
    """

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    who_changed = models.CharField(max_length=200)
    where = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField()
    expected = models.CharField(max_length=12, choices=Expected.choices)
    valence = models.CharField(max_length=10, choices=Valence.choices)
    contribution = models.TextField(blank=True)
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    others = models.TextField(blank=True)
    why = models.TextField(blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "outcome": public(), "number": public(), "what": public(),
        "who_changed": public(), "where": public(), "happened_on": public(), "expected": public(),
        "valence": public(), "contribution": public(), "rating": public(), "others": public(), "why": public(),
        "language": public(), "role": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "number"], name="an_outcome_version_has_its_number"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(number__gt=1) & ~Q(why=""), name="a_correction_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"outcome {self.outcome_id}, version {self.number}"


class ViewpointQuerySet(models.QuerySet["Viewpoint"]):
    def standing(self) -> ViewpointQuerySet:
        """Not taken back, and not replaced by what the same person said later."""
        return self.filter(withdrawn_at=None, replaced_at=None)


class Viewpoint(BaseModel):
    """How somebody of the team sees an outcome: whether it is so, and how much it matters, in their own words.

    People are told apart by role, never by name. Those who see it otherwise stand beside the others.
    """

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="viewpoints")
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="viewpoints"
    )
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    stance = models.CharField(max_length=10, choices=Stance.choices)
    significance = models.CharField(max_length=10, choices=Significance.choices)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    checked_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    objects = ViewpointQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "outcome": public(), "member": personal(BLANK), "role": public(),
        "stance": public(), "significance": public(), "words": personal(BLANK), "language": public(),
        "how": personal(KEEP), "checked_at": public(), "replaced_at": public(), "withdrawn_at": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.role} on outcome {self.outcome_id}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> EvidenceQuerySet:
        """Not taken back."""
        return self.filter(withdrawn_at=None)


class Evidence(BaseModel):
    """What speaks for an outcome, who says so, and how strong it is.

    A quote shows while its consent holds, a reading once it is approved. `says_who` is a role or an organisation.
    """

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    words = models.TextField()
    says_who = models.CharField(max_length=200)
    strength = models.CharField(max_length=8, choices=HowStrong.choices)
    url = models.CharField(max_length=500, blank=True)
    reading = models.ForeignKey(
        Reading, on_delete=models.PROTECT, null=True, blank=True, related_name="speaks_for"
    )
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    checked_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    objects = EvidenceQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "outcome": public(), "kind": public(), "words": personal(BLANK),
        "says_who": public(), "strength": public(), "url": public(), "reading": public(), "consent": personal(KEEP),
        "language": public(), "how": personal(KEEP), "checked_at": public(), "withdrawn_at": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="quote") | Q(consent__isnull=False), name="a_quote_has_its_consent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for outcome {self.outcome_id}"
