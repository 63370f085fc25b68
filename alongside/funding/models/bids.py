"""Bids: what people ask for, and who works on it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, KEEP, personal, public
from alongside.people.models import Member, Mode, Organisation, Recording

from .rounds import Round


class RecipientKind(models.TextChoices):
    """Who would get the money."""

    ORGANISATION = "organisation", _("A registered organisation")
    GROUP = "group", _("A group that is not registered")
    PERSON = "person", _("One person")


class BidQuerySet(models.QuerySet["Bid"]):
    def submitted(self) -> BidQuerySet:
        """Those that are in: sent, and not taken back."""
        return self.filter(withdrawn_at=None).exclude(submitted_at=None)

    def drafts(self) -> BidQuerySet:
        """Those that are still being written."""
        return self.filter(submitted_at=None, withdrawn_at=None)


class Bid(BaseModel):
    """An application to a round. Sums are in pence; `access_pence` is outside the cap and never counts against a bid.

    `reference` is what its receipt shows, such as "K7FD-3MXA". `group_name` names a group, or an organisation that the
    network does not know yet. `film_url` is a film or a voice recording in place of written answers. `revision` counts
    how often its facts were saved. A bid is never public; its award is.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="bids")
    reference = models.CharField(max_length=9, unique=True)
    title = models.CharField(max_length=140, blank=True)
    summary = models.CharField(max_length=300, blank=True)
    asked_pence = models.PositiveBigIntegerField(null=True, blank=True)
    access_pence = models.PositiveBigIntegerField(default=0)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    recipient_kind = models.CharField(max_length=12, choices=RecipientKind.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="bids"
    )
    group_name = models.CharField(max_length=140, blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    film_url = models.CharField(max_length=500, blank=True)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    objects = BidQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "round": public(), "reference": personal(KEEP),
        "title": personal(KEEP), "summary": personal(KEEP), "asked_pence": personal(KEEP),
        "access_pence": personal(KEEP), "months": personal(KEEP), "recipient_kind": personal(KEEP),
        "organisation": personal(KEEP), "group_name": personal(KEEP), "language": personal(KEEP),
        "film_url": personal(KEEP), "copied_from": personal(KEEP), "revision": personal(KEEP),
        "how": personal(KEEP), "recording": personal(KEEP), "submitted_at": personal(KEEP),
        "withdrawn_at": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at=None)
                | Q(asked_pence__gt=0, months__gt=0) & ~Q(title="") & ~Q(summary=""),
                name="a_bid_that_is_in_asks_for_something",
            )
        ]

    def __str__(self) -> str:
        return f"bid {self.reference}"

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written: private to those who write it."""
        return self.submitted_at is None and self.withdrawn_at is None

    @property
    def called(self) -> str:
        """Its title, or its reference while it has none."""
        return self.title or self.reference


class ApplicantRole(models.TextChoices):
    """What somebody may do with a bid, from the most to the least."""

    LEAD = "lead", _("Leads: may also send it and invite others")
    EDIT = "edit", _("May write")
    COMMENT = "comment", _("May comment")
    VIEW = "view", _("May read")


class Applicant(BaseModel):
    """A member who works on a bid."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="applicants")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="bids")
    role = models.CharField(max_length=8, choices=ApplicantRole.choices)
    brings = models.CharField(max_length=120, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "bid": personal(KEEP), "member": personal(KEEP),
        "role": personal(KEEP), "brings": personal(BLANK), "left_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "member"], condition=Q(left_at=None), name="on_a_bid_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.bid_id}"
