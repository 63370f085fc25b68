"""How well points fit their groups: P. J. Rousseeuw, J. Comput. Appl. Math. 20 (1987) 53-65."""

from collections.abc import Sequence

import numpy as np

from ..later import distance
from .chance import Chance
from .components import Real
from .votes import Column

AT_ONCE = 128
EXACT_UP_TO = 4_000
"""Points. Beyond, the mean over all is estimated from some, each with its exact distances to all."""
SAMPLE = 500
SURE = 6.0
"""Standard errors by which the best must lead before the sample is large enough."""


def scores(points: Real, labelings: Sequence[Column], chance: Chance) -> list[float]:
    """Return the mean silhouette of each labeling, -1 to 1."""
    if len(points) <= EXACT_UP_TO:
        return [float(each.mean()) for each in widths(points, labelings, np.arange(len(points)))]
    order = chance.order(len(points))
    size, found = 0, [np.zeros(0) for _ in labelings]
    while size < len(points):
        chosen = order[size : max(SAMPLE, 2 * size)]
        more = widths(points, labelings, chosen)
        found = [np.concatenate(pair) for pair in zip(found, more, strict=True)]
        size += len(chosen)
        if _best_leads(found):
            break
    return [float(each.mean()) for each in found]


def widths(points: Real, labelings: Sequence[Column], chosen: Column) -> list[Real]:
    """Return the silhouette of each chosen point in each labeling, 0 for a point alone in its group."""
    sizes = [np.bincount(labels) for labels in labelings]
    inside = np.zeros((len(points), sum(map(len, sizes))))
    ends = np.cumsum([0, *map(len, sizes)])
    for labels, start in zip(labelings, ends[:-1], strict=True):
        inside[np.arange(len(points)), start + labels] = 1.0
    sums = np.vstack(
        [
            distance.cdist(points[chosen[start : start + AT_ONCE]], points) @ inside
            for start in range(0, len(chosen), AT_ONCE)
        ]
    )
    return [
        _widths(sums[:, start:end], size, labels[chosen])
        for start, end, size, labels in zip(ends[:-1], ends[1:], sizes, labelings, strict=True)
    ]


def _widths(sums: Real, size: Column, own: Column) -> Real:
    rows = np.arange(len(own))
    within = sums[rows, own] / np.maximum(1, size[own] - 1)
    others = sums / np.maximum(1, size)
    others[:, size == 0] = np.inf
    others[rows, own] = np.inf
    outside = others.min(axis=1)
    larger = np.maximum(within, outside)
    fit: Real = np.divide(outside - within, larger, out=np.zeros(len(own)), where=larger > 0)
    fit[size[own] == 1] = 0.0
    return fit


def _best_leads(found: Sequence[Real]) -> bool:
    best = max(found, key=lambda each: float(each.mean()))
    for other in found:
        lead = best - other
        if other is not best and lead.mean() < SURE * lead.std() / np.sqrt(len(lead)):
            return False
    return True
