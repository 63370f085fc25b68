"""Decisions: what was asked, who decided and how, what came out, and who disagreed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .conversations import Conversation


class Method(models.TextChoices):
    """How it was decided."""

    AGREED = "agreed", _("Talked through until everybody agreed")
    CONSENT = "consent", _("Nobody had a serious objection")
    MAJORITY = "majority", _("A vote, and the majority counted")
    SCORED = "scored", _("Scored by each, then decided together")
    SHARES = "shares", _("A vote by the Method of Equal Shares, then decided together")
    LOTTERY = "lottery", _("A fair lottery")
    ONE_ROLE = "one_role", _("One role decided, after hearing the others")


class Rung(models.TextChoices):
    """The participation ladder of Think Local Act Personal, from the lowest rung to the highest."""

    COERCION = "coercion", _("Coercion")
    EDUCATING = "educating", _("Educating")
    INFORMING = "informing", _("Informing")
    CONSULTATION = "consultation", _("Consultation")
    ENGAGEMENT = "engagement", _("Engagement")
    CO_DESIGN = "co_design", _("Co-design")
    CO_PRODUCTION = "co_production", _("Co-production")


class Decider(models.TextChoices):
    """As what somebody decided; each person counts once, as what they were there for."""

    PATIENT = "patient", _("Patients")
    CARER = "carer", _("Carers")
    COMMUNITY = "community", _("Community members")
    RESEARCHER = "researcher", _("Researchers")
    PRACTITIONER = "practitioner", _("Practitioners")
    STAFF = "staff", _("Staff of the centre")
    FUNDER = "funder", _("Funders and trustees")
    OTHER = "other", _("Others")


LIVED = (Decider.PATIENT, Decider.CARER, Decider.COMMUNITY)
"""Those who were there for what they lived through."""


class Decision(BaseModel):
    """One decision, for everybody to read. `options` is a list of sentences; `dissent` may be empty.

    `people` and `with_lived_experience` are sums over who decided, kept so that they agree with the rows.
    `review_on` is None once nobody means to look at it again.
    """

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    question = models.CharField(max_length=300)
    method = models.CharField(max_length=10, choices=Method.choices)
    options: Any = models.JSONField(default=list)
    outcome = models.TextField()
    dissent = models.TextField(blank=True)
    rung = models.CharField(max_length=14, choices=Rung.choices)
    decided_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    people = models.PositiveSmallIntegerField()
    with_lived_experience = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "conversation": public(), "question": public(),
        "method": public(), "options": public(), "outcome": public(), "dissent": public(), "rung": public(),
        "decided_on": public(), "review_on": public(), "language": public(), "people": public(),
        "with_lived_experience": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_decided"),
            models.CheckConstraint(
                condition=Q(with_lived_experience__lte=F("people")), name="no_more_lived_than_people"
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("decided_on")), name="reviewed_after_it_was_decided"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def has_lived_majority(self) -> bool:
        """Whether more than half of those who decided had lived experience."""
        return 2 * self.with_lived_experience > self.people


class DecidedBy(BaseModel):
    """How many people decided as what."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="decided_by")
    role = models.CharField(max_length=12, choices=Decider.choices)
    count = models.PositiveSmallIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "decision": public(), "role": public(),
        "count": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "role"], name="a_role_decides_once")]

    def __str__(self) -> str:
        return f"{self.role} of {self.decision_id}"


class Review(BaseModel):
    """Somebody looked at a decision again, and wrote down what they found."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reviews")
    said = models.TextField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "decision": public(), "said": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"review of {self.decision_id}"
