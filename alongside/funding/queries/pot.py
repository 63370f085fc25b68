"""What of a round's pot is held, and what is left. Access costs are outside the pot."""

from __future__ import annotations

from ..models import Award, FundingDecision, Round
from . import money


def held(one_round: Round) -> int:
    """Pence of the pot that awards hold. Two queries.

    An offer that waits holds what is offered; an agreed award holds what is granted today, so that a smaller sum, or a
    close with less, frees the rest. What was turned down or taken back holds nothing.
    """
    return sum(_held_by(one_round).values())


def left(one_round: Round) -> int:
    """Pence of the pot that no award holds. Below zero where a change went over the pot, for a reason on record."""
    return one_round.pot_pence - held(one_round)


def unpromised(one_round: Round, *, but_bid: int | None = None) -> int:
    """The same, also without what was decided for bids that have no award yet. Three queries.

    `but_bid` is the key of a bid that is left out of the count, with its award.
    """
    by_bid = _held_by(one_round)
    decided = FundingDecision.objects.funded().filter(bid__round=one_round, bid__award=None)
    by_bid |= {key: pence or 0 for key, pence in decided.values_list("bid_id", "pence")}
    by_bid.pop(but_bid or 0, None)
    return one_round.pot_pence - sum(by_bid.values())


def _held_by(one_round: Round) -> dict[int, int]:
    awards = list(Award.objects.standing().filter(bid__round=one_round).select_related("bid"))
    each = money.sums_of(awards)
    return {
        row.bid_id: max(0, (each[row.pk].granted if row.agreed_at else row.pence) - row.bid.access_pence)
        for row in awards
    }
