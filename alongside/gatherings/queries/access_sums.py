"""What was needed over all sessions, and what became of it: sums without anybody."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from ..models import AccessCount, Adjustment


@dataclass
class Sums:
    """What was needed and what became of it, over all sessions, counted whole: for the access role."""

    shared: int = 0
    arranged: int = 0
    met: int = 0
    partly: int = 0
    not_met: int = 0
    cost_pence: int = 0

    @property
    def said(self) -> int:
        """How many verdicts there are."""
        return self.met + self.partly + self.not_met


NAMES = ("shared", "arranged", "met", "partly", "not_met", "cost_pence")


def past_sums() -> Sums:
    """The sums of sessions whose details were deleted. One query."""
    found = AccessCount.objects.aggregate(**{name: Sum(name) for name in NAMES})
    known: dict[str, Any] = {name: found[name] or 0 for name in NAMES}
    return Sums(**known)


def all_sums() -> Sums:
    """Past sums and what still has its details, together: its cost with what nobody needs any more. Three queries."""
    sums = past_sums()
    rows = Adjustment.objects.standing()
    said = {name: Count("pk", filter=Q(verdict__met=name)) for name in ("met", "partly", "not_met")}
    live = rows.aggregate(
        shared=Count("pk"), arranged=Count("pk", filter=Q(arranged_at__isnull=False)),
        **said,
    )  # fmt: skip
    live |= Adjustment.objects.aggregate(cost_pence=Sum("cost_pence"))
    for name in NAMES:
        setattr(sums, name, getattr(sums, name) + (live[name] or 0))
    return sums
