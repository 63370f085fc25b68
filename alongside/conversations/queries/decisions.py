"""Decisions as everybody reads them, and how many were taken with a majority of lived experience."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.functional import Promise

from ..models import Decider, Decision

FEW = 5
Text = str | Promise


def everything() -> QuerySet[Decision]:
    """Every decision, newest first."""
    return Decision.objects.select_related("conversation").order_by("-decided_on", "-pk")


def counts(decision: Decision) -> list[tuple[str, int | None]]:
    """As what people decided, and how many. Without numbers wherever one is under five.

    All of them, since how many decided is known: one number that is left out would be what the others leave.
    """
    rows = [(row.role, row.count) for row in decision.decided_by.all()]
    may_be_shown = all(count >= FEW for _role, count in rows)
    return [(role, count if may_be_shown else None) for role, count in rows]


def who_decided(decision: Decision) -> list[tuple[Text, str]]:
    """The same in words; "" for a number that is not shown."""
    return [(Decider(role).label, "" if count is None else str(count)) for role, count in counts(decision)]


@dataclass(frozen=True)
class Shared:
    """How many decisions there are, and in how many more than half had lived experience."""

    decisions: int
    lived: int


def lived_majority() -> Shared:
    """Counts over all decisions."""
    rows = Decision.objects.all()
    return Shared(rows.count(), rows.filter(with_lived_experience__gt=F("people") / 2.0).count())
