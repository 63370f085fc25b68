"""What everybody has left, exactly, and what a bid would cost each of its supporters.

Whatever is bought takes the same price a point from every supporter, or all they have left. So what somebody
with money has left is their share less the prices of what they supported: only the prices are kept exactly, as
whole numbers over one denominator. Beside them stand rounded numbers of what each ballot has left, with a bound
on their error. They say what cannot win; whatever they cannot tell apart is reckoned exactly.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from .table import Places, Real, Table

ULP = 2.0**-52
"""Twice the largest relative error of one rounding."""
NEAR = 1e-9
"""How near to the price a purse is reckoned exactly. Wider than needed, so that it costs little and misses nothing."""
LEAST = 1e-300
"""Something, for a purse that is not empty but rounds to nothing."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Price:
    """The exact price of a bid: ``over`` / (``weight`` x the denominator of the purses), a point.

    ``emptied`` are the ballots that give all they have.
    """

    over: int
    weight: int
    emptied: Places


class Purses:
    """What everybody has left while bids are bought."""

    def __init__(self, table: Table, share: Fraction) -> None:
        self.table = table
        self.denominator, self.share = share.denominator, share.numerator
        self.bought: list[int] = []
        self._prices: list[int] = []
        self._left: Real = np.full(len(table.people), float(share))
        self._rounding = float(share) * ULP
        self._error = self._rounding
        self._holders: dict[int, tuple[Places, Real, Real, Real]] = {}

    def prices(self) -> list[Fraction]:
        """The exact price a point of everything bought, in the order of buying."""
        return [Fraction(price, self.denominator) for price in self._prices]

    def most(self, place: int) -> float | None:
        """Return a number that the effective votes of a bid do not exceed; ``None`` where it costs too much."""
        cost = self.table.bids[place].cost
        ballots, have, points, weight, people = self._supporters(place)
        if not len(ballots):
            return None
        slack = (len(ballots) + 8) * ULP
        total = float(people @ have)
        unsure = slack * total + self._error * float(people.sum())
        if total < cost - unsure:
            return None
        if total < cost + unsure and self._total(ballots) < cost * self.denominator:
            return None
        votes = float(weight.sum())
        price = self._rounded_price(cost, have, points, weight, people)
        if price * votes <= cost * (1 + ULP):
            return votes
        below = price * (1 - NEAR)
        paid = float(people @ np.minimum(have, below * points))
        if paid < cost - slack * cost - self._error * float(people.sum()):
            return cost / below
        exact = self.price(place)
        return self.effective(place, exact) * (1 + NEAR)

    def effective(self, place: int, price: Price) -> float:
        """The effective votes of a bid at its price, rounded."""
        return self.table.bids[place].cost * price.weight * self.denominator / price.over

    def price(self, place: int) -> Price:
        """Return the exact price of a bid that its supporters can pay."""
        cost = self.table.bids[place].cost
        ballots, have, points, weight, people = self._supporters(place)
        guess = self._rounded_price(cost, have, points, weight, people)
        asked = guess * points
        near = NEAR * asked + 4 * self._error
        sure, unsure = have < asked - near, np.abs(have - asked) <= near
        found = self._settle(cost, ballots, points, weight, sure, unsure)
        if not found.weight:
            return self._settle(cost, ballots, points, weight, np.zeros_like(sure), np.ones_like(sure))
        exactly = found.over / (found.weight * self.denominator) * points
        near = 2 * self._error + 4 * ULP * exactly
        right = np.where(sure, have < exactly - near, unsure | (have > exactly + near))
        if right.all():
            return found
        return self._settle(cost, ballots, points, weight, np.zeros_like(sure), np.ones_like(sure))

    def buy(self, place: int, price: Price) -> None:
        """Let the supporters of a bid pay for it."""
        common = gcd(price.over, price.weight)
        over, weight = price.over // common, price.weight // common
        if weight > 1:
            self.denominator *= weight
            self.share *= weight
            self._prices = [known * weight for known in self._prices]
        self.bought.append(place)
        self._prices.append(over)
        ballots, have, points, _, _ = self._supporters(place)
        left = have - over / self.denominator * points
        self._left[ballots] = np.maximum(left, LEAST)
        self._left[price.emptied] = 0.0
        self._error += 2 * self._rounding

    def _supporters(self, place: int) -> tuple[Places, Real, Real, Real, Real]:
        """Those supporters who have something left: ballots, purses, points, weights, people."""
        backing = self.table.backing[place]
        ballots, points, weight, people = self._holders.get(
            place, (backing.ballots, backing.points, backing.weight, backing.people)
        )
        have = self._left[ballots]
        if have.all():
            return ballots, have, points, weight, people
        some = have > 0
        kept = ballots[some], points[some], weight[some], people[some]
        self._holders[place] = kept
        return kept[0], have[some], kept[1], kept[2], kept[3]

    def _rounded_price(self, cost: int, have: Real, points: Real, weight: Real, people: Real) -> float:
        """The price by Newton's method, which climbs to it from below and ends after a few steps."""
        price = cost / float(weight.sum())
        if (have >= price * points).all():
            return price
        paying = len(have)
        while True:
            rich = have >= price * points
            count = int(np.count_nonzero(rich))
            if count in (0, paying):
                return price
            paying = count
            emptied = float(people @ np.where(rich, 0.0, have))
            price = max(price, (cost - emptied) / float(weight @ rich))

    def _settle(
        self, cost: int, ballots: Places, points: Real, weight: Real, sure: Mask, unsure: Mask
    ) -> Price:
        """The price when ``sure`` ballots give all, and ``unsure`` ones are asked exactly, the poorest first."""
        emptied = ballots[sure]
        over = cost * self.denominator - (self._total(emptied) if len(emptied) else 0)
        left = round(float(weight.sum() - weight[sure].sum()))
        if not unsure.any():
            return Price(over, left, emptied)
        purses: dict[tuple[Fraction, int], list[int]] = {}
        exact = self._exactly(ballots[unsure])
        for ballot, purse, given in zip(
            ballots[unsure].tolist(), exact, points[unsure].tolist(), strict=True
        ):
            purses.setdefault((Fraction(purse, int(given)), int(given)), []).append(ballot)
        order = sorted(purses)
        drained: list[int] = []
        for worth, given in order:
            if worth * left >= over:
                drained += [ballot for same in order if same[0] * left == over for ballot in purses[same]]
                break
            people = round(float(self.table.people[purses[worth, given]].sum()))
            over -= people * int(worth * given)
            left -= people * given
            drained += purses[worth, given]
        return Price(over, left, np.concatenate([emptied, np.array(drained, dtype=np.intp)]))

    def _total(self, ballots: Places) -> int:
        """What all who cast these ballots have left, times the denominator. None of them may be empty."""
        people = self.table.people[ballots]
        total = round(float(people.sum())) * self.share
        if self.bought:
            counts = people @ self.table.points[ballots[:, None], self.bought]
            total -= sum(
                round(count) * price for count, price in zip(counts.tolist(), self._prices, strict=True)
            )
        return total

    def _exactly(self, ballots: Places) -> list[int]:
        """What each of these ballots has left, times the denominator. None of them may be empty."""
        if not self.bought:
            return [self.share] * len(ballots)
        known: dict[tuple[int, ...], int] = {}
        found = []
        for row in map(tuple, self.table.points[ballots[:, None], self.bought].tolist()):
            if row not in known:
                spent = sum(given * price for given, price in zip(row, self._prices, strict=True) if given)
                known[row] = self.share - spent
            found.append(known[row])
        return found
