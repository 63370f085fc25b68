"""The rule itself, for one size of the share.

Everybody holds an equal share. Again and again the bid is bought that has most *effective votes*: its cost
divided by its price, which its supporters pay for each point, or else all they have left. Bids whose supporters
cannot pay for them any more are out for good. (D. Peters, G. Pierczynski and P. Skowron, "Proportional
participatory budgeting with additive utilities", NeurIPS 2021; a bid is worth its cost times the points.)

Effective votes never rise while bids are bought, so only those bids are looked at again whose last ones are not
below the best found.
"""

import heapq
from dataclasses import dataclass
from fractions import Fraction

from .purses import ULP, Price, Purses
from .table import Table

Waiting = list[tuple[float, int]]
"""A heap of bids: minus the most effective votes that each may have, and its place."""


@dataclass(frozen=True)
class Run:
    """What one size of the share buys: places of bids, in order, and their prices, a point.

    ``ties`` has, for each that was bought, all bids with just as many effective votes, itself included.
    """

    share: Fraction
    bought: tuple[int, ...]
    prices: tuple[Fraction, ...]
    ties: tuple[tuple[int, ...], ...]
    spent: int


def buy(table: Table, share: Fraction) -> Run:
    """Buy until no supporters can pay for anything more."""
    purses = Purses(table, share)
    waiting = [(-float(table.votes[place]), place) for place in table.fundable()]
    heapq.heapify(waiting)
    ties = []
    while best := _best(purses, waiting):
        bought = min(best)
        purses.buy(bought, best[bought])
        ties.append(tuple(sorted(best)))
        for place in best:
            if place != bought:
                heapq.heappush(waiting, (-_bound(purses.effective(place, best[place])), place))
    return Run(
        share,
        tuple(purses.bought),
        tuple(purses.prices()),
        tuple(ties),
        sum(table.bids[place].cost for place in purses.bought),
    )


def _best(purses: Purses, waiting: Waiting) -> dict[int, Price]:
    """Take the bids with most effective votes out of those waiting, and drop what costs too much.

    A bid is looked at three times at most: for a bound, for its exact price, and to be compared.
    """
    bounded: set[int] = set()
    exact: dict[int, Price] = {}
    found: list[int] = []
    enough = 0.0
    while waiting and -waiting[0][0] >= enough:
        _, place = heapq.heappop(waiting)
        if place in exact:
            found.append(place)
            enough = max(enough, purses.effective(place, exact[place]) * (1 - 8 * ULP))
        elif place in bounded:
            exact[place] = purses.price(place)
            heapq.heappush(waiting, (-_bound(purses.effective(place, exact[place])), place))
        else:
            bounded.add(place)
            most = purses.most(place)
            if most is not None:
                heapq.heappush(waiting, (-most, place))
    best = [place for place in found if not any(_beats(purses, exact, other, place) for other in found)]
    for place in found:
        if place not in best:
            heapq.heappush(waiting, (-_bound(purses.effective(place, exact[place])), place))
    return {place: exact[place] for place in best}


def _bound(effective: float) -> float:
    """Not below the exact number of which ``effective`` is the rounded one."""
    return effective * (1 + 4 * ULP)


def _beats(purses: Purses, exact: dict[int, Price], one: int, other: int) -> bool:
    """Whether one bid has more effective votes than another, exactly."""
    mine, theirs = (
        purses.table.bids[place].cost * exact[place].weight * exact[rival].over
        for place, rival in ((one, other), (other, one))
    )
    return mine > theirs
