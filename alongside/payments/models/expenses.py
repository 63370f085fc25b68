"""Costs of taking part: booked for people by the centre, or paid by them and paid back. Never earnings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, DELETE, KEEP, personal, public
from alongside.people.models import Mode

from .offers import Offer


class Cost(models.TextChoices):
    TRAVEL = "travel", _("Travel")
    CARE = "care", _("Care for a child or an adult")
    DATA = "data", _("Phone or internet data")
    SUPPORT = "support", _("Somebody who supports me")
    OTHER = "other", _("Something else")


def _closed_by_somebody(prefix: str, name: str) -> models.CheckConstraint:
    """`<prefix>_at` and `<prefix>_by` are set together or not at all."""
    moment, who = f"{prefix}_at", f"{prefix}_by"
    return models.CheckConstraint(
        condition=Q(**{moment: None, who: ""}) | (Q(**{f"{moment}__isnull": False}) & ~Q(**{who: ""})),
        name=name,
    )


class BookingQuerySet(models.QuerySet["Booking"]):
    def to_make(self) -> BookingQuerySet:
        """Those that wait for a coordinator, oldest first."""
        return self.filter(booked_at=None, declined_at=None, withdrawn_at=None).order_by("created_at", "pk")


class Booking(BaseModel):
    """A member asks us to book and pay something, so that they need not spend their own money first."""

    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="bookings")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings")
    kind = models.CharField(max_length=10, choices=Cost.choices)
    what = models.TextField()
    needed_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    booked_at = models.DateTimeField(null=True, blank=True)
    booked_by = models.CharField(max_length=40, blank=True)
    supplier = models.CharField(max_length=120, blank=True)
    details = models.TextField(blank=True)
    pence = models.PositiveIntegerField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "member": personal(KEEP), "offer": personal(KEEP),
        "kind": personal(KEEP), "what": personal(BLANK), "needed_on": personal(KEEP), "how": personal(KEEP),
        "booked_at": personal(KEEP), "booked_by": personal(KEEP), "supplier": personal(BLANK),
        "details": personal(BLANK), "pence": personal(KEEP), "declined_at": personal(KEEP),
        "declined_by": personal(KEEP), "reason": personal(BLANK), "withdrawn_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            _closed_by_somebody("booked", "a_booking_is_made_by_somebody"),
            _closed_by_somebody("declined", "a_booking_is_declined_by_somebody"),
            models.CheckConstraint(
                condition=Q(booked_at=None) | Q(pence__isnull=False, declined_at=None, withdrawn_at=None),
                name="what_is_booked_has_a_price",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None) | Q(withdrawn_at=None), name="a_booking_ends_in_one_way"
            ),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}"


class ExpenseQuerySet(models.QuerySet["Expense"]):
    def standing(self) -> ExpenseQuerySet:
        """Claims that were neither declined nor withdrawn."""
        return self.filter(declined_at=None, withdrawn_at=None)

    def to_check(self) -> ExpenseQuerySet:
        """Those that nobody has answered yet, oldest first."""
        return self.standing().filter(approved_at=None).order_by("created_at", "pk")


class Expense(BaseModel):
    """Something that a member paid and wants back, in pence. Kept apart from payments: it is no income."""

    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="expenses")
    offer = models.ForeignKey(
        Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="expense_claims"
    )
    kind = models.CharField(max_length=10, choices=Cost.choices)
    what = models.TextField()
    pence = models.PositiveIntegerField()
    spent_on = models.DateField()
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=40, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ExpenseQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "member": personal(KEEP), "offer": personal(KEEP),
        "kind": personal(KEEP), "what": personal(BLANK), "pence": personal(KEEP), "spent_on": personal(KEEP),
        "how": personal(KEEP), "approved_at": personal(KEEP), "approved_by": personal(KEEP),
        "declined_at": personal(KEEP), "declined_by": personal(KEEP), "reason": personal(BLANK),
        "withdrawn_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="an_expense_is_of_something"),
            _closed_by_somebody("approved", "an_expense_is_approved_by_somebody"),
            _closed_by_somebody("declined", "an_expense_is_declined_by_somebody"),
            models.CheckConstraint(
                condition=Q(approved_at=None, declined_at=None)
                | Q(declined_at=None, withdrawn_at=None)
                | Q(approved_at=None, withdrawn_at=None),
                name="an_expense_ends_in_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"expense {self.pk}"


class Receipt(BaseModel):
    """The photo of a receipt: a JPEG that we made ourselves from what was sent, so that it holds no place or
    camera. Deleted when the person leaves, and a year after it came.
    """

    expense = models.OneToOneField(Expense, on_delete=models.CASCADE, related_name="receipt")
    picture = models.BinaryField()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "expense": personal(KEEP),
        "picture": personal(DELETE, keep_days=365),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"receipt {self.pk}"
