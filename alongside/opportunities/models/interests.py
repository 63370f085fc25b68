"""Who would like to, who has a place, and who was invited. None of it is ever public."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public
from alongside.people.models import Member, Mode, Recording

from .opportunities import Opportunity


class InterestQuerySet(models.QuerySet["Interest"]):
    def standing(self) -> InterestQuerySet:
        """Interests that nobody took back, in the order that counts."""
        return self.filter(withdrawn_at=None).order_by("told_on", "created_at", "pk")

    def without_place(self) -> InterestQuerySet:
        """Standing interests to which no place was ever offered, in the order that counts."""
        return self.standing().filter(place=None)


class Interest(BaseModel):
    """Somebody would like to. The day they told us counts, however they told us; see `queries.reserve`.

    `answered_at` and `answer` are what somebody who was not chosen was told.
    """

    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="interests")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="interests_expressed")
    words = models.TextField(blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    told_on = models.DateField(default=clock.today)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    objects = InterestQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "opportunity": public(), "member": personal(KEEP),
        "words": personal(), "how": personal(KEEP), "told_on": personal(KEEP), "recording": personal(KEEP),
        "withdrawn_at": personal(KEEP), "answered_at": personal(KEEP), "answer": personal(),
    }  # fmt: skip

    class Meta:
        ordering = ["told_on", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "member"], condition=Q(withdrawn_at=None), name="interest_counts_once"
            )
        ]

    def __str__(self) -> str:
        return f"interest {self.pk} in {self.opportunity_id}"


class EndedHow(models.TextChoices):
    DECLINED = "declined", _("Said no, thank you")
    DROPPED_OUT = "dropped_out", _("Dropped out")
    NO_ANSWER = "no_answer", _("Did not answer")
    TAKEN_BACK = "taken_back", _("The opportunity was taken back")


class PlaceQuerySet(models.QuerySet["Place"]):
    def held(self) -> PlaceQuerySet:
        """Places that are offered or accepted."""
        return self.filter(ended_at=None)

    def waiting(self) -> PlaceQuerySet:
        """Places that wait for the member's answer."""
        return self.held().filter(accepted_at=None)


class Place(BaseModel):
    """A place for somebody who was chosen: offered, accepted, and perhaps given up. `reason` is why they."""

    interest = models.OneToOneField(Interest, on_delete=models.CASCADE, related_name="place")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="places_given")
    reason = models.TextField(blank=True)
    answer_by = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=12, choices=EndedHow.choices, blank=True)
    took_part_on = models.DateField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "interest": personal(KEEP), "opportunity": public(),
        "reason": personal(), "answer_by": personal(KEEP), "accepted_at": personal(KEEP),
        "ended_at": personal(KEEP), "ended_how": personal(KEEP), "took_part_on": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_how="") | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
                name="an_ended_place_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(ended_how="declined") | Q(accepted_at=None), name="an_accepted_place_is_dropped"
            ),
            models.CheckConstraint(
                condition=Q(took_part_on=None) | Q(accepted_at__isnull=False),
                name="who_took_part_had_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.pk} in {self.opportunity_id}"

    @property
    def is_overdue(self) -> bool:
        """Whether the day to answer by is over."""
        return self.answer_by < clock.today()


class Invitation(BaseModel):
    """A member was asked. `over_limit` says why somebody was asked once more than the centre's limit."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    by = models.CharField(max_length=40)
    over_limit = models.TextField(blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "opportunity": personal(DELETE), "member": personal(KEEP),
        "by": personal(KEEP), "over_limit": personal(), "declined_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["opportunity", "member"], name="invited_once_to_each")]

    def __str__(self) -> str:
        return f"invitation to {self.opportunity_id}"
