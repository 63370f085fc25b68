"""A published share beside a baseline: more, fewer, or nothing that can be told.

The interval is Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and
statistical inference", Journal of the American Statistical Association 22, 1927, pp. 209-212), moved
outwards at both ends by what rounding may have hidden.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

from .rules import SMALLEST_COUNT
from .tables import Cell

Comparison = Literal["more", "fewer", "cannot_tell"]


@dataclass(frozen=True)
class Interval:
    """The lowest and the highest share (0 to 1) that a published figure is compatible with."""

    low: float
    high: float


def wilson(share: float, n: int, *, confidence: float = 0.95) -> Interval:
    """Return Wilson's score interval of a share (0 to 1) of ``n`` people."""
    if n < 1 or not 0 <= share <= 1 or not 0 < confidence < 1:
        raise ValueError("Give a share from 0 to 1, at least one person, and a confidence between 0 and 1.")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    weight = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / weight
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / weight
    # At the ends the two terms are equal, but floats may leave a hair between them.
    low = middle - reach if share > 0 else 0.0
    high = middle + reach if share < 1 else 1.0
    return Interval(max(0.0, low), min(1.0, high))


def interval(cell: Cell, n: int, *, confidence: float = 0.95) -> Interval:
    """Return the interval of one published cell of ``n`` people, widened by rounding.

    A counted cell may be 2.5 people out either way, the reference answer as many as ``give_or_take`` says,
    and a hidden count is anything from 0 to 7. Only published numbers are used.
    """
    if cell.status == "too_few":
        most = cell.give_or_take + SMALLEST_COUNT if cell.derived else cell.give_or_take
        low, high = 0.0, most
    else:
        people = (
            float(cell.count_rounded) if cell.count_rounded is not None else (cell.percent or 0) * n / 100
        )
        low, high = people - cell.give_or_take, people + cell.give_or_take
    return Interval(
        wilson(max(0.0, low / n), n, confidence=confidence).low,
        wilson(min(1.0, high / n), n, confidence=confidence).high,
    )


def compare(cell: Cell, n: int, baseline: float, *, confidence: float = 0.95) -> Comparison:
    """Say whether a cell of ``n`` people has more or fewer than the baseline share (0 to 1), or cannot
    tell.
    """
    if not 0 <= baseline <= 1:
        raise ValueError("A baseline is a share from 0 to 1; divide its percentage by 100.")
    found = interval(cell, n, confidence=confidence)
    if found.low > baseline:
        return "more"
    return "fewer" if found.high < baseline else "cannot_tell"
