"""Who comes next in a lottery: the first in the published order with whom the panel keeps its quotas."""

from __future__ import annotations

from alongside.methods import lottery

from .. import rules
from ..models import Candidate, Interest, Opportunity, Pool
from ..queries import pools


def next_in_lottery(opportunity: Opportunity) -> list[Interest]:
    """The people to ask for the places that are free; nobody before the draw, or when nobody is left."""
    pool = Pool.objects.filter(opportunity=opportunity, draw__isnull=False).select_related("draw").first()
    if pool is None:
        return []
    candidates = {row.code: row for row in pool.candidates.select_related("interest__member")}
    holding = _holding(opportunity, candidates)
    free = pool.size - len(holding)
    able = [code for code, row in candidates.items() if code in holding or _can_be_asked(row)]
    while free > 0:
        try:
            found = lottery.replace(
                sorted(holding), (), pools.entrants(pool, able), pools.quotas(pool), len(holding) + free,
                seed=pool.seed, public_words=pool.draw.public_words,
            )  # fmt: skip
        except (lottery.NobodyLeft, lottery.PoolTooSmall):
            free -= 1
            continue
        return [candidates[code].interest for code in found.people]
    return []


def _holding(opportunity: Opportunity, candidates: dict[str, Candidate]) -> set[str]:
    held = set(opportunity.places_given.held().values_list("interest_id", flat=True))
    return {code for code, row in candidates.items() if row.interest_id in held}


def _can_be_asked(candidate: Candidate) -> bool:
    """Somebody who still would like to, and to whom no place was offered before."""
    interest = candidate.interest
    return (
        interest.withdrawn_at is None
        and not hasattr(interest, "place")
        and rules.may_take_part(interest.member)
    )
