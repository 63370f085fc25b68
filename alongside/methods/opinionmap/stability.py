"""How far groups hang on single votes: found again, thirty times, without a random part of the votes.

L. Hubert and P. Arabie, "Comparing partitions", J. Classification 2 (1985) 193-218, for the adjusted Rand index.
"""

from statistics import median

import numpy as np

from . import analysis
from .analysis import Grouping
from .chance import Chance
from .results import Mode, Stability
from .table import Table
from .votes import Column

DROPPED = 0.05


def stability(table: Table, found: Grouping, mode: Mode, seed: str, resamples: int) -> Stability | None:
    """Group again ``resamples`` times; None where there is nothing to compare."""
    if not found.k or resamples < 1:
        return None
    same, alike = 0, []
    for number in range(resamples):
        dropped = Chance(seed, f"resample {number}").happens(len(table.values), DROPPED)
        again = analysis.group(table.only(~dropped), mode, seed)
        both = (found.labels >= 0) & (again.labels >= 0)
        same += again.k == found.k
        alike.append(adjusted_rand(found.labels[both], again.labels[both]))
    return Stability(resamples, same / resamples, float(median(alike)))


def adjusted_rand(one: Column, other: Column) -> float:
    """Return the adjusted Rand index of two groupings of the same people: 1 alike, about 0 by chance."""
    if not len(one):
        return 0.0
    width = int(other.max()) + 1
    cells = np.bincount(one * width + other, minlength=(int(one.max()) + 1) * width).reshape(-1, width)
    together, in_one, in_other = (_pairs(counts) for counts in (cells, cells.sum(axis=1), cells.sum(axis=0)))
    everybody = _pairs(np.array([len(one)]))
    if everybody == 0:
        return 1.0
    expected, most = in_one * in_other / everybody, (in_one + in_other) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def _pairs(counts: Column) -> float:
    return float((counts * (counts - 1)).sum()) / 2
