"""Which panels, and how likely each: the fairest lottery over all panels that meet the quotas.

B. Flanigan, P. Gölz, A. Gupta, B. Hennig and A. D. Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596, 2021, pp. 548-552. *Maximin* makes the smallest chance as large as it can be;
*leximin* then does the same for the second smallest, and so on. Both are linear programmes with a column for
every panel, far too many to write down. So a market holds the panels found so far (``market.py``): it prices
every kind of person by how much they hold fairness back, and the panel worth most at these prices is found
next. When no panel is worth more than the lottery already has, the lottery is the best there is.

Two bounds prove how near it is: the same programme over fractions of people, and the worth of the best panel.
"""

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from .market import Aim, Market, Prices, middle, relaxed
from .panels import Panels
from .pool import Pool, Real, Whole

NEAR = 0.00005
"""How far the smallest chance may be from its proven bound."""
NEAR_LEXIMIN = 0.0005
"""How far any chance may be from its proven leximin bound."""
FEW_KINDS = 60
"""So few kinds of people are taken step by step, with a proof at every step."""
EXACT = 1e-7
TINY = 1e-9
BATCH = 20
"""Panels that are looked for at one set of prices, before prices are set anew."""
FEWEST = 20
FOLLOWED = 0.75
"""Panels that are found at the start: so many, and so many more for each kind of people."""
PATIENCE = 10
"""Panels in a row that were known before, after which no more are looked for at the start."""
JITTER = 1e-3
"""By how much prices are shaken, so that alike panels are not found again and again."""
SATED = 0.7
"""What is left of the price of a kind each time that a panel of the same batch holds it."""


@dataclass(frozen=True)
class Lottery:
    """Panels (P x K whole numbers) with their probabilities (P), which add up to one.

    ``chances`` (K) are those of one person of each kind, ``smallest`` the smallest of anybody who can be on a
    panel at all, and ``bound`` what that can be at most. ``never`` (K) marks the kinds that no panel can
    hold.
    """

    panels: Whole
    probabilities: Real
    chances: Real
    smallest: float
    bound: float
    never: NDArray[np.bool_]


def maximin(pool: Pool, luck: Random) -> Lottery | None:
    """Return the lottery with the largest smallest chance, or ``None`` when there is no panel at all."""
    search = _Search(pool, luck)
    if not search.begin():
        return None
    return search.lottery(*search.settle(search.everybody(), NEAR))


def leximin(pool: Pool, luck: Random) -> Lottery | None:
    """Return the leximin lottery, or ``None`` when there is no panel at all."""
    search = _Search(pool, luck)
    if not search.begin():
        return None
    if len(pool.people) > FEW_KINDS:
        bound = relaxed(pool, search.everybody()).value
        prices, _ = search.settle(search.relaxed_leximin(), NEAR_LEXIMIN)
        if prices.value >= -NEAR_LEXIMIN:
            return search.lottery(prices, bound)
    return search.step_by_step()


class _Search:
    """One search for one lottery."""

    def __init__(self, pool: Pool, luck: Random) -> None:
        self.pool = pool
        self.luck = luck
        self.panels = Panels(pool)
        self.market = Market(pool)
        self.never = np.zeros(len(pool.people), dtype=np.bool_)

    def begin(self) -> bool:
        """Find panels until every kind is on one or known to fit on none; ``False`` when there is no panel."""
        first, _ = self.panels.best(np.zeros(len(self.pool.people)))
        if first is None:
            return False
        self.market.add(first)
        aim = self.everybody()
        self._follow(middle(self.pool, aim, relaxed(self.pool, aim).value))
        self._cover()
        return True

    def everybody(self) -> Aim:
        """Return the aim that everybody who can be on a panel has at least the same chance."""
        return Aim(np.where(self.never, 0.0, 1.0), np.zeros(len(self.never)))

    def settle(self, aim: Aim, near: float) -> tuple[Prices, float]:
        """Add panels until the aim is proved to be within ``near`` of the best; return it and its bound."""
        bound = relaxed(self.pool, aim).value
        around = self.panels.around(middle(self.pool, aim, bound))
        desks = [around, self.panels]
        while True:
            prices = self.market.prices(aim)
            if bound - prices.value <= near:
                return prices, bound
            while desks and not self._buy(prices, desks[0]):
                desks.pop(0)
            if desks:
                continue
            panel, worth = self.panels.best(prices.prices / self.pool.people)
            bound = min(bound, max(prices.value, prices.value + worth - prices.worth))
            if panel is None or not self.market.add(panel):
                return prices, bound
            desks = [self.panels]

    def lottery(self, prices: Prices, bound: float) -> Lottery:
        """Write down the lottery at these prices."""
        held = prices.probabilities > TINY
        probabilities = prices.probabilities[held] / prices.probabilities[held].sum()
        panels = self.market.panels[held]
        chances = probabilities @ panels / self.pool.people
        smallest = float(chances[~self.never].min())
        return Lottery(panels, probabilities, chances, smallest, max(bound, smallest), self.never)

    def relaxed_leximin(self) -> Aim:
        """Return as aim the leximin chances over fractions of people, which no lottery exceeds."""
        aim = self.everybody()
        while aim.open.any():
            found = relaxed(self.pool, aim)
            aim = aim.fixed(found.prices > TINY, found.value)
        return Aim(np.where(self.never, 0.0, 1.0), aim.least)

    def step_by_step(self) -> Lottery:
        """Raise the smallest chance, hold those who cannot have more, raise the next, until all are held."""
        near = EXACT if len(self.never) <= FEW_KINDS else NEAR
        aim = self.everybody()
        prices, bound = self.settle(aim, near)
        first = bound
        while aim.open.any():
            aim = aim.fixed(prices.prices > TINY, prices.value)
            prices, bound = self.settle(aim, near)
        return self.lottery(prices, first)

    def _follow(self, average: Real) -> None:
        """Find panels one after another so that their running sum keeps as near the average as it can."""
        around = self.panels.around(average)
        behind = np.zeros(len(average))
        useless = 0
        for _ in range(FEWEST + int(FOLLOWED * len(average))):
            behind += average
            panel = around.worthy(behind / self.pool.people + self._noise())
            if panel is None:
                return
            behind -= panel
            useless = 0 if self.market.add(panel) else useless + 1
            if useless > PATIENCE:
                return

    def _noise(self) -> Real:
        return JITTER * np.array([self.luck.random() for _ in self.pool.people])

    def _cover(self) -> None:
        """See to it that every kind is on a panel, or mark that no panel can hold it."""
        missing = self.market.panels.max(axis=0) == 0
        while missing.any():
            kind = int(np.argmax(missing))
            worth = missing / len(missing)
            worth[kind] = 1.0
            panel, _ = self.panels.best(worth)
            if panel is not None and panel[kind]:
                self.market.add(panel)
                missing &= panel == 0
            else:
                self.never[kind] = True
                missing[kind] = False

    def _buy(self, prices: Prices, desk: Panels) -> bool:
        """Add panels that are worth more than they must be; ``False`` when the quick way finds none."""
        worth = prices.prices / self.pool.people
        sated = worth.copy()
        bought = False
        for _ in range(BATCH):
            panel = desk.worthy(sated * (1 + self._noise()))
            if panel is None or not self.market.add(panel):
                break
            bought = bought or bool(worth @ panel > prices.worth + TINY)
            sated = sated * SATED**panel
        return bought
