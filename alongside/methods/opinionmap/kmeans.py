"""k-means after S. P. Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982) 129-137."""

import numpy as np

from .components import Real
from .votes import Column

AT_ONCE = 2048
FEW = 5


def nearest(points: Real, centres: Real) -> Column:
    """Return which centre is nearest to each point, the first of equals; shape (points,)."""
    if len(centres) <= FEW:
        return _nearest_of_few(points, centres)
    found = np.empty(len(points), dtype=np.int64)
    for start in range(0, len(points), AT_ONCE):
        block = slice(start, start + AT_ONCE)
        _closeness(points[block], centres).argmax(axis=1, out=found[block])
    return found


def _nearest_of_few(points: Real, centres: Real) -> Column:
    """The same, centre after centre: quicker while they are few."""
    found = np.zeros(len(points), dtype=np.int64)
    lengths = (centres * centres).sum(axis=1)[:, None]
    for start in range(0, len(points), AT_ONCE):
        closeness = 2 * centres @ points[start : start + AT_ONCE].T - lengths
        closest, labels = closeness[0].copy(), found[start : start + AT_ONCE]
        for centre, row in enumerate(closeness[1:], 1):
            np.copyto(labels, centre, where=row > closest)
            np.maximum(closest, row, out=closest)
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
    """At most so many steps; done when every centre moves by less than 0.01. Empty ones are dropped.

    Whoever is nearer to their own centre than to any other by more than the centres have moved since need not
    be asked again: G. Hamerly, "Making k-means even faster", SDM 2010, 130-140.
    """
    labels = np.zeros(len(points), dtype=np.int64)
    own, other = np.full(len(points), np.inf), np.full(len(points), -np.inf)
    unsure = 1e-6 * float(np.abs(points).max(initial=0.0))
    for _ in range(steps):
        ask = np.flatnonzero(own >= other - unsure)
        labels[ask], own[ask], other[ask] = _nearest_two(points[ask], centres)
        moved, weight = move(points, weights, labels, centres)
        kept = weight > 0
        shift = np.linalg.norm(moved - centres, axis=1)
        still = bool(kept.all() and np.all(_gaps(moved, centres) < 0.01))
        own += shift[labels]
        other -= shift.max(initial=0.0)
        labels, centres = (np.cumsum(kept) - 1)[labels], moved[kept]
        if still:
            break
    return labels, centres


def _nearest_two(points: Real, centres: Real) -> tuple[Column, Real, Real]:
    """Return the nearest centre of each point, the distance to it, and that to the next."""
    labels = np.empty(len(points), dtype=np.int64)
    closest = np.full((2, len(points)), -np.inf)
    for start in range(0, len(points), AT_ONCE):
        block = slice(start, start + AT_ONCE)
        closeness = _closeness(points[block], centres)
        rows = np.arange(len(closeness))
        labels[block] = closeness.argmax(axis=1)
        closest[0, block] = closeness[rows, labels[block]]
        closeness[rows, labels[block]] = -np.inf
        closest[1, block] = closeness.max(axis=1)
    own, other = np.sqrt(np.maximum(0.0, (points * points).sum(axis=1) - closest))
    return labels, own, other


def _closeness(points: Real, centres: Real) -> Real:
    """The square of a point's length less that of its distance to each centre, shape (points, centres)."""
    found: Real = points @ (2 * centres.T)
    found -= (centres * centres).sum(axis=1)
    return found


def _gaps(moved: Real, centres: Real) -> Real:
    gaps: Real = np.linalg.norm(_sorted(moved) - _sorted(centres), axis=1)
    return gaps


def _sorted(centres: Real) -> Real:
    return centres[np.lexsort((centres[:, 1], centres[:, 0]))]
