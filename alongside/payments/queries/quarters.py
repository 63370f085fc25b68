"""One quarter of a year in figures that give nobody away: worked out once, when the quarter is over.

Quarters do not overlap and are frozen, so that no two published figures differ by one person. A person counts
once in each. Whatever happened is counted in the quarter in which it was written down, so that nothing is
counted twice and nothing late is lost.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from django.db.models import Q
from django.utils import timezone

from alongside.methods.disclosure import SMALLEST_COUNT

from ..models import BatchLine, Choice, Choosing, TakingPart
from . import owed

ROUND_PEOPLE_TO = 5
ROUND_SHARES_TO = 5
ROUND_TOTALS_TO = 1000
"""Pence."""


def last_over(today: date) -> date:
    """The first day of the last quarter that is over."""
    this = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    return _start_of(this - timedelta(days=1))


def _start_of(day: date) -> date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def next_start(start: date) -> date:
    """The first day of the quarter after the one that starts on `start`."""
    return _start_of(start + timedelta(days=100))


def work_out(start: date) -> dict[str, Any]:
    """Every figure of the quarter as it may be published: name → {"value", "base"}, or None: too few."""
    since, until = _moment(start), _moment(next_start(start))
    return {
        **_paid(since, until),
        **_offered(since, until),
        **_chosen(since, until),
        "oldest_unpaid": _oldest(next_start(start)),
    }


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _paid(since: datetime, until: datetime) -> dict[str, Any]:
    lines = BatchLine.objects.filter(paid_at__gte=since, paid_at__lt=until, failed_at=None)
    found = [
        (line.payment, line.pence, line.paid_on)
        for line in lines.exclude(payment=None).select_related("payment__took_part")
    ]
    by_person: Counter[int] = Counter()
    days: dict[int, int] = {}
    for payment, pence, paid_on in found:
        assert payment is not None
        assert paid_on is not None
        by_person[payment.member_id] += pence
        days[payment.member_id] = max(days.get(payment.member_id, 0), (paid_on - payment.took_part.on).days)
    back: Counter[int] = Counter()
    for member, pence in lines.exclude(expense=None).values_list("expense__member", "pence"):
        back[member] += pence
    people = len(by_person)
    return {
        "people_paid": {"value": _near(people, ROUND_PEOPLE_TO)} if people >= SMALLEST_COUNT else None,
        "days_to_paid": _median(list(days.values())),
        "total_paid": total(by_person),
        "expenses_paid": total(back),
    }


def _median(days: list[int]) -> dict[str, int] | None:
    if len(days) < SMALLEST_COUNT:
        return None
    return {"value": round(median(days)), "base": _near(len(days), ROUND_PEOPLE_TO)}


def _offered(since: datetime, until: datetime) -> dict[str, Any]:
    by_person: Counter[int] = Counter()
    took_part = TakingPart.objects.standing().filter(created_at__gte=since, created_at__lt=until)
    for member, pence in took_part.values_list("member", "offer__pence"):
        by_person[member] += pence
    return {"total_offered": total(by_person)}


def _chosen(since: datetime, until: datetime) -> dict[str, Any]:
    """Each person once, by the last choice of the quarter that held when it was over."""
    held = Choice.objects.filter(created_at__gte=since, created_at__lt=until).filter(
        Q(ended_at=None) | Q(ended_at__gte=until)
    )
    last = dict(held.order_by("created_at", "pk").values_list("member", "kind"))
    counts = Counter(last.values())
    found = shares({kind: counts[kind] for kind in Choosing.values})
    return {f"share_{kind}": share for kind, share in found.items()}


def _oldest(until: date) -> dict[str, int] | None:
    people = {
        *owed.unpaid_payments().values_list("member", flat=True),
        *owed.unpaid_expenses().values_list("member", flat=True),
    }
    since = owed.oldest_unpaid()
    if len(people) < SMALLEST_COUNT or since is None:
        return None
    return {"value": max(0, (until - since).days), "base": _near(len(people), ROUND_PEOPLE_TO)}


def total(by_person: Mapping[int, int]) -> dict[str, int] | None:
    """The sum in pence, rounded to £10; None for fewer than eight people, or when one is more than half of it."""
    whole = sum(by_person.values())
    if len(by_person) < SMALLEST_COUNT or 2 * max(by_person.values()) > whole:
        return None
    return {"value": _near(whole, ROUND_TOTALS_TO), "base": _near(len(by_person), ROUND_PEOPLE_TO)}


def shares(counts: Mapping[str, int]) -> dict[str, dict[str, int] | None]:
    """What share chose each way, to the nearest 5 in a hundred; None where that could give somebody away.

    A share shows when at least eight people stand behind it and at least eight do not. When those that are
    hidden are fewer than eight people together, the smallest share that shows is hidden too.
    """
    base = sum(counts.values())
    shown = {kind for kind, count in counts.items() if SMALLEST_COUNT <= count <= base - SMALLEST_COUNT}
    while shown and 0 < sum(counts[kind] for kind in counts if kind not in shown) < SMALLEST_COUNT:
        shown.remove(min(shown, key=lambda kind: (counts[kind], kind)))
    about = _near(base, ROUND_PEOPLE_TO)
    return {
        kind: {"value": _near(round(100 * count / base), ROUND_SHARES_TO), "base": about}
        if kind in shown
        else None
        for kind, count in counts.items()
    }


def _near(number: int, step: int) -> int:
    return (number + step // 2) // step * step
