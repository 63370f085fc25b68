"""What is offered for taking part in one thing, and what each person chose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Mode

from .rates import Rate, Unit


class Offer(BaseModel):
    """What is paid for one thing, frozen when it was made: a later rate counts for later offers only.

    `about` names the thing as the record does ("gatherings.session:12"); `label` says it in words.
    `expenses` lists kinds of costs that the centre covers or books. `pence` is 0 where only expenses are
    covered.
    """

    about = models.CharField(max_length=80, db_index=True)
    label = models.CharField(max_length=200)
    unit = models.CharField(max_length=12, choices=Unit.choices, blank=True)
    rate = models.ForeignKey(Rate, on_delete=models.PROTECT, null=True, blank=True, related_name="offers")
    pence = models.PositiveIntegerField()
    expenses = models.JSONField(default=list)
    vouchers = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "about": public(), "label": public(), "unit": public(),
        "rate": public(),
        "pence": public(), "expenses": public(), "vouchers": public(), "ended_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["about"], condition=Q(ended_at=None), name="one_offer_at_a_time")
        ]

    def __str__(self) -> str:
        return self.label


class Choosing(models.TextChoices):
    FULL = "full", _("All of it")
    PART = "part", _("Part of it")
    NONE = "none", _("No payment")
    VOUCHER = "voucher", _("A voucher")


class Choice(BaseModel):
    """What one person chose of an offer, after the note on benefits was shown or read to them.

    Choosing "none" keeps this row and nothing else: no payment is ever written for it.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="choices")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="payment_choices")
    kind = models.CharField(max_length=8, choices=Choosing.choices)
    pence = models.PositiveIntegerField()
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    note_shown_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "offer": personal(KEEP), "member": personal(KEEP),
        "kind": personal(KEEP), "pence": personal(KEEP), "how": personal(KEEP), "note_shown_at": personal(KEEP),
        "ended_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "member"], condition=Q(ended_at=None), name="one_choice_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kind="none") | Q(pence=0), name="no_payment_means_no_pence"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.offer_id}"
