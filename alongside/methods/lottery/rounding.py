"""From probabilities to whole tickets, so that nobody's chance suffers more than it must.

Tickets are first given out in proportion, by largest remainders. That alone would cost the smallest chance
some six in a hundred, so tickets are then exchanged for others, one at a time, while somebody is short.
"""

from random import Random

import numpy as np

from .fairness import Lottery
from .pool import Pool, Real, Whole

TRIES = 400
"""Exchanges before somebody who is still short is left so."""


def tickets(pool: Pool, lottery: Lottery, count: int, luck: Random) -> list[Whole]:
    """Return ``count`` panels, all equally likely, in an order by chance."""
    shares = _apportioned(lottery.probabilities * count, count)
    needed = pool.people * np.floor(count * lottery.smallest + 1e-6).astype(np.int64)
    needed[lottery.never] = 0
    for _ in range(TRIES):
        missing = needed - shares @ lottery.panels
        if (missing <= 0).all():
            break
        _exchange(lottery.panels, shares, missing, luck)
    order = [which for which, times in enumerate(shares) for _ in range(int(times))]
    luck.shuffle(order)
    return [lottery.panels[which] for which in order]


def _apportioned(exact: Real, count: int) -> Whole:
    """Round to whole numbers that add up to ``count``, the largest remainders upwards."""
    whole = np.floor(exact).astype(np.int64)
    upwards = np.argsort(whole - exact, kind="stable")[: count - int(whole.sum())]
    whole[upwards] += 1
    return whole


def _exchange(panels: Whole, shares: Whole, missing: Whole, luck: Random) -> None:
    """Give one ticket to the panel that helps most, and take one from the panel that is missed least."""
    short = np.maximum(0, missing)
    noise = np.array([luck.random() for _ in shares])
    helps = np.minimum(short, panels).sum(axis=1) + noise
    more = int(np.argmax(helps))
    left = missing - panels[more]
    harm = np.maximum(0, left + panels).sum(axis=1) + np.array([luck.random() for _ in shares])
    harm[shares < 1] = np.inf
    harm[more] = np.inf
    shares[more] += 1
    shares[int(np.argmin(harm))] -= 1
