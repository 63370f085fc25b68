"""What is owed because somebody took part."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .offers import Choice, Offer


class TakingPartQuerySet(models.QuerySet["TakingPart"]):
    def standing(self) -> TakingPartQuerySet:
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def waiting_for_choice(self) -> TakingPartQuerySet:
        """Those where the person has not said yet how they would like to be paid."""
        chosen = Choice.objects.filter(
            offer=models.OuterRef("offer"), member=models.OuterRef("member"), ended_at=None
        )
        return self.standing().filter(~models.Exists(chosen), payment=None)


class TakingPart(BaseModel):
    """Somebody took part in something that is paid for. It holds no money: that is the payment, if any.

    `because` names what shows it, as the record does ("gatherings.attendance:12"). When it turns out to be a
    mistake the row is undone, never deleted.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="takings_part")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="takings_part")
    because = models.CharField(max_length=80)
    on = models.DateField(default=clock.today)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = TakingPartQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "offer": personal(KEEP), "member": personal(KEEP),
        "because": personal(KEEP), "on": personal(KEEP), "undone_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["because"], condition=Q(undone_at=None), name="paid_for_once_because_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"taking part {self.pk}"


class PaymentQuerySet(models.QuerySet["Payment"]):
    def standing(self) -> PaymentQuerySet:
        """Payments whose taking part was not undone."""
        return self.filter(took_part__undone_at=None)

    def to_check(self) -> PaymentQuerySet:
        """Those that nobody has checked yet, oldest first."""
        return self.standing().filter(approved_at=None).order_by("took_part__on", "pk")


class Payment(BaseModel):
    """Money owed to one person for taking part, in pence. A declined payment has no such row.

    Checked by somebody else than the person paid; then its line in a batch says the rest (`BatchLine`).
    """

    took_part = models.OneToOneField(TakingPart, on_delete=models.PROTECT, related_name="payment")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="payments")
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, related_name="payments")
    pence = models.PositiveIntegerField()
    voucher = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=40, blank=True)

    objects = PaymentQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "took_part": personal(KEEP), "member": personal(KEEP),
        "choice": personal(KEEP), "pence": personal(KEEP), "voucher": personal(KEEP),
        "approved_at": personal(KEEP), "approved_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="a_payment_is_of_something"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by="")
                | (Q(approved_at__isnull=False) & ~Q(approved_by="")),
                name="a_payment_is_checked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.pk}"
