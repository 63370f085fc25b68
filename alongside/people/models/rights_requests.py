"""What people ask of the centre about their own data, and what became of it (UK GDPR articles 12, 15 to 21)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, KEEP, personal, public

from .members import Member, Mode

KEPT_DAYS = 1095
SAID = personal(BLANK, keep_days=KEPT_DAYS)
"""Kept for three years after the answer, so that the centre can show what it did."""


class Right(models.TextChoices):
    """What somebody may ask."""

    SEE = "see", _("To see what you keep about me")
    CORRECT = "correct", _("To put something right")
    ERASE = "erase", _("To erase something")
    OBJECT = "object", _("To stop using it for something")
    RESTRICT = "restrict", _("To use it no further for now")
    MOVE = "move", _("To have it as a file that I can take elsewhere")
    COMPLAIN = "complain", _("To complain about how it is used")


class Outcome(models.TextChoices):
    """What became of it."""

    DONE = "done", _("Done")
    PARTLY = "partly", _("Partly done")
    REFUSED = "refused", _("Not done")


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    def open(self) -> RightsRequestQuerySet:
        """Those without an answer, the first that is due first."""
        return self.filter(answered_at=None).order_by("due_on", "pk")


class RightsRequest(BaseModel):
    """One thing that somebody asked about their data. `called` and `contact` are of those who are no member."""

    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="rights_requests"
    )
    called = models.CharField(max_length=100, blank=True)
    contact = models.TextField(blank=True)
    right = models.CharField(max_length=10, choices=Right.choices)
    words = models.TextField(blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    asked_on = models.DateField(default=clock.today)
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    by = models.CharField(max_length=40)

    objects = RightsRequestQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "called": SAID, "contact": SAID,
        "right": personal(KEEP), "words": SAID, "how": personal(KEEP), "asked_on": personal(KEEP),
        "due_on": public(), "answered_at": personal(KEEP), "outcome": personal(KEEP), "answer": SAID,
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="") | Q(answered_at__isnull=False) & ~Q(outcome=""),
                name="an_answered_request_says_what_became_of_it",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
