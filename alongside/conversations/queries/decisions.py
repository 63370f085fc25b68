"""Decisions as everybody reads them, and how many were taken with a majority of lived experience."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..models import Decider, Decision

FEW = 5
Text = str | Promise


def everything() -> QuerySet[Decision]:
    """Every decision, newest first."""
    return Decision.objects.select_related("conversation").order_by("-decided_on", "-pk")


def who_decided(decision: Decision) -> list[tuple[Text, str]]:
    """As what people decided, and how many; a number under five is "a few", so that nobody can be known."""
    return [
        (Decider(row.role).label, str(row.count) if row.count >= FEW else _("a few"))
        for row in decision.decided_by.all()
    ]


@dataclass(frozen=True)
class Shared:
    """How many decisions there are, and in how many more than half had lived experience."""

    decisions: int
    lived: int


def lived_majority() -> Shared:
    """Counts over all decisions."""
    rows = Decision.objects.all()
    return Shared(rows.count(), rows.filter(with_lived_experience__gt=F("people") / 2.0).count())
