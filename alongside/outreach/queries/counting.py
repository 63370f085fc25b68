"""How many get the newsletter: totals only, by way. Who they are stays with the coordinators."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from alongside.foundation import figures

from .. import rules
from ..models import Basis, Purpose, Subscriber, Way


@figures.counted
def by_way() -> dict[str, int]:
    """How many get the newsletter by each way, both bases together: {"email": 310, "post": 24, "phone": 6}. One query.

    The bases are never sent to together; here they are only counted.
    """
    bases = [basis for basis in Basis.values if rules.may_send_on(basis)]
    gets = Subscriber.objects.reachable().granting(Purpose.NEWSLETTER, *bases)
    found: Any = gets.exclude(confirmed_at=None).with_reach().order_by()
    counted = dict(found.values_list("reached_by").annotate(number=Count("pk")))
    return {way: counted.get(way, 0) for way in Way.values}


def total() -> int:
    """How many get the newsletter, by whichever way."""
    return sum(by_way().values())
