"""Dated rate cards: a rate counts from a day on, and an offer keeps the rate that it was made with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class Unit(models.TextChoices):
    HALF_HOUR = "half_hour", _("A task of about 30 minutes")
    HOUR = "hour", _("About one hour")
    TWO_HOURS = "two_hours", _("About two hours, or a meeting with preparation")
    HALF_DAY = "half_day", _("Half a day")
    DAY = "day", _("A full day")
    DAY_AND_PREPARATION = "day_prep", _("A full day with much preparation, or chairing")
    TOP_ROLE = "top_role", _("A role with much responsibility")


class RateCard(BaseModel):
    """What the centre pays from a day on, where that comes from, and who confirmed it for this centre."""

    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "starts_on": public(), "source": public(),
        "confirmed_at": public(), "confirmed_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="a_card_is_confirmed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Rate(BaseModel):
    """One line of a rate card, in pence."""

    card = models.ForeignKey(RateCard, on_delete=models.CASCADE, related_name="rates")
    unit = models.CharField(max_length=12, choices=Unit.choices)
    pence = models.PositiveIntegerField()

    privacy = {"id": public(), "created_at": public(), "card": public(), "unit": public(), "pence": public()}

    class Meta:
        ordering = ["pence", "pk"]
        constraints = [models.UniqueConstraint(fields=["card", "unit"], name="one_rate_for_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.pence}"
