"""k-means after S. P. Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982) 129-137."""

import numpy as np

from .components import Real
from .votes import Column

AT_ONCE = 8192


def nearest(points: Real, centres: Real) -> Column:
    """Return which centre is nearest to each point, the first of equals; shape (points,)."""
    found = np.empty(len(points), dtype=np.int64)
    for start in range(0, len(points), AT_ONCE):
        block = points[start : start + AT_ONCE]
        closeness = block @ (2 * centres.T) - (centres * centres).sum(axis=1)
        closeness.argmax(axis=1, out=found[start : start + AT_ONCE])
    return found


def move(points: Real, weights: Real | None, labels: Column, centres: Real) -> tuple[Real, Real]:
    """Return the means of the points of each label, and their weights; a centre without points stays."""
    count = len(centres)
    weight = np.bincount(labels, weights, count).astype(np.float64)
    sums = [
        np.bincount(labels, axis if weights is None else axis * weights, count)
        for axis in np.ascontiguousarray(points.T)
    ]
    means = np.stack(sums, axis=1) / np.maximum(weight, 1e-300)[:, None]
    return np.where(weight[:, None] > 0, means, centres), weight


def until_labels_stay(points: Real, centres: Real) -> Column:
    """At most 300 steps; done when no label changes, or the centres move by little against the spread."""
    middle = points.mean(axis=0)
    points, centres = points - middle, centres - middle
    little = 1e-4 * float(points.var(axis=0).mean())
    labels = nearest(points, centres)
    for _ in range(300):
        moved, _ = move(points, None, labels, centres)
        shift = float(((moved - centres) ** 2).sum())
        centres, before = moved, labels
        labels = nearest(points, centres)
        if shift <= little or np.array_equal(labels, before):
            break
    return labels


def until_centres_stay(
    points: Real, weights: Real | None, centres: Real, *, steps: int
) -> tuple[Column, Real]:
    """At most so many steps; done when every centre moves by less than 0.01. Empty ones are dropped."""
    labels = np.zeros(len(points), dtype=np.int64)
    for _ in range(steps):
        labels = nearest(points, centres)
        moved, weight = move(points, weights, labels, centres)
        kept = weight > 0
        labels, moved = (np.cumsum(kept) - 1)[labels], moved[kept]
        still = len(moved) == len(centres) and bool(
            np.all(np.linalg.norm(_sorted(moved) - _sorted(centres), axis=1) < 0.01)
        )
        centres = moved
        if still:
            break
    return labels, centres


def _sorted(centres: Real) -> Real:
    return centres[np.lexsort((centres[:, 1], centres[:, 0]))]
