"""What goes to finance, once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, DELETE, KEEP, personal, public
from alongside.people.models import Mode

from .expenses import Expense
from .owed import Payment


class Batch(BaseModel):
    """Payments and expenses that go to finance together. `pence` and `count` are those of its lines, always.

    Finance takes the file, pays from it, and confirms having it: from then on there is no file to make.
    """

    made_by = models.CharField(max_length=40)
    pence = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "made_by": personal(KEEP), "pence": public(), "count": public(),
        "taken_at": public(), "confirmed_at": public(), "confirmed_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="")
                | (Q(confirmed_at__isnull=False, taken_at__isnull=False) & ~Q(confirmed_by="")),
                name="a_batch_is_confirmed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"batch {self.pk}"


class BatchLine(BaseModel):
    """One payment or expense in one batch. Its reference is used once, so that finance cannot pay it twice.

    A line that failed frees what it was for: that can go into a later batch under another reference.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lines")
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    expense = models.ForeignKey(
        Expense, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    reference = models.CharField(max_length=20, unique=True)
    pence = models.PositiveIntegerField()
    paid_on = models.DateField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.CharField(max_length=40, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.TextField(blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "batch": personal(KEEP), "payment": personal(KEEP),
        "expense": personal(KEEP), "reference": personal(KEEP), "pence": personal(KEEP),
        "paid_on": personal(KEEP), "paid_at": personal(KEEP), "paid_by": personal(KEEP),
        "failed_at": personal(KEEP), "failed_because": personal(BLANK),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(payment=None, expense__isnull=False) | Q(payment__isnull=False, expense=None),
                name="a_line_is_for_one_thing",
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(failed_at=None), name="a_payment_is_in_one_batch"
            ),
            models.UniqueConstraint(
                fields=["expense"], condition=Q(failed_at=None), name="an_expense_is_in_one_batch"
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None, paid_at=None, paid_by="")
                | (Q(paid_on__isnull=False, paid_at__isnull=False, failed_at=None) & ~Q(paid_by="")),
                name="a_line_is_paid_or_it_failed",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Way(models.TextChoices):
    BANK = "bank", _("Into a bank account")
    CASH = "cash", _("Cash in hand")
    VOUCHER = "voucher", _("As a voucher")


class PayTo(BaseModel):
    """How one person is paid next. Bank details are sealed, and the whole row goes when finance has them.

    `sealed` holds nothing but for a bank account. Deleted after 30 days in any case.
    """

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="pay_to")
    way = models.CharField(max_length=8, choices=Way.choices)
    sealed = models.TextField(blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "member": personal(KEEP), "way": personal(KEEP),
        "sealed": personal(DELETE, keep_days=30), "how": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(way="bank") & ~Q(sealed="")) | (~Q(way="bank") & Q(sealed="")),
                name="bank_details_for_a_bank_account_only",
            )
        ]

    def __str__(self) -> str:
        return f"how member {self.member_id} is paid"


class PublishedQuarter(BaseModel):
    """The figures of one quarter of a year, worked out once when it was over and frozen."""

    starts_on = models.DateField(unique=True)
    figures = models.JSONField()

    privacy = {"id": public(), "created_at": public(), "starts_on": public(), "figures": public()}

    class Meta:
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return f"quarter from {self.starts_on}"
