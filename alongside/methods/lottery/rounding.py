"""From probabilities to whole tickets, so that nobody's chance suffers more than it must.

Tickets are first given out in proportion, by largest remainders. That alone would cost the smallest chance some
six in a hundred. So while somebody has fewer tickets than they should, a panel is made for those who are short,
and takes the place of the ticket that is missed least.
"""

from random import Random

import numpy as np

from .fairness import Lottery
from .panels import Panels
from .pool import Pool, Real, Whole

TRIES = 40
"""Panels that are made before everybody has to be content with one ticket less."""
PATIENCE = 6
"""Panels in a row that left no fewer people short, after which the same is done."""
REST = 3
"""Turns for which a ticket that was just given is not taken away again."""
SURPLUS = 0.02
"""How much those who have tickets enough count against those who are short."""
JITTER = 1e-3


def tickets(pool: Pool, lottery: Lottery, count: int, luck: Random, *, all_chances: bool) -> list[Whole]:
    """Return ``count`` panels, all equally likely, in an order by chance.

    Everybody keeps as many whole tickets as the smallest chance is worth, where that can be had; with
    ``all_chances``, also all but one of those that their own is worth.
    """
    needed = np.full(len(pool.people), np.floor(count * lottery.smallest + 1e-6), dtype=np.int64)
    if all_chances:
        needed = np.maximum(needed, np.floor(count * lottery.chances).astype(np.int64) - 1)
    needed[lottery.never] = 0
    hall = _Hall(pool, lottery, count, luck)
    while not hall.serve(pool.people * needed):
        needed = np.maximum(needed - 1, 0)
    order = [which for which, times in enumerate(hall.shares) for _ in range(int(times))]
    luck.shuffle(order)
    return [hall.panels[which] for which in order]


class _Hall:
    """The tickets given out: panels (P x K) and how many tickets each has (P)."""

    def __init__(self, pool: Pool, lottery: Lottery, count: int, luck: Random) -> None:
        self.pool = pool
        self.luck = luck
        self.panels = lottery.panels
        self.shares = _apportioned(lottery.probabilities * count, count)
        self._makers = Panels(pool).around(lottery.probabilities @ lottery.panels)
        self._resting = np.zeros(len(self.shares), dtype=np.int64)

    def serve(self, needed: Whole) -> bool:
        """Exchange tickets until every kind has what it needs (K, in tickets); ``False`` when that fails."""
        missing = needed - self.shares @ self.panels
        fewest, idle = np.inf, 0
        for _ in range(TRIES):
            short = int(np.maximum(0, missing).sum())
            fewest, idle = min(fewest, short), 0 if short < fewest else idle + 1
            if not short or idle > PATIENCE:
                return not short
            added = self._made_for(missing)
            if added is None:
                return False
            given = self._place(added)
            taken = self._least_missed(missing - added, given)
            self._resting = np.maximum(0, self._resting - 1)
            for which, by in ((given, 1), (taken, -1)):
                self.shares[which] += by
                self._resting[which] = REST
            missing = missing - added + self.panels[taken]
        return bool((missing <= 0).all())

    def _made_for(self, missing: Whole) -> Whole | None:
        worth = np.where(missing > 0, missing, SURPLUS * missing) / self.pool.people
        return self._makers.worthy(worth + self._noise(len(missing)) * JITTER)

    def _place(self, panel: Whole) -> int:
        """Return the place of this panel among all, at the end if it is new."""
        same = np.flatnonzero((self.panels == panel).all(axis=1))
        if len(same):
            return int(same[0])
        self.panels = np.vstack([self.panels, panel])
        self.shares = np.append(self.shares, 0)
        self._resting = np.append(self._resting, 0)
        return len(self.shares) - 1

    def _least_missed(self, missing: Whole, given: int) -> int:
        """Return whose ticket leaves the fewest people short when it is taken."""
        harm = np.maximum(0, missing + self.panels).sum(axis=1) + self._noise(len(self.shares))
        harm[(self.shares < 1) | (self._resting > 0)] = np.inf
        harm[given] = np.inf
        return int(np.argmin(harm)) if np.isfinite(harm).any() else given

    def _noise(self, count: int) -> Real:
        return np.array([self.luck.random() for _ in range(count)])


def _apportioned(exact: Real, count: int) -> Whole:
    """Round to whole numbers that add up to ``count``, the largest remainders upwards."""
    whole = np.floor(exact).astype(np.int64)
    upwards = np.argsort(whole - exact, kind="stable")[: count - int(whole.sum())]
    whole[upwards] += 1
    return whole
