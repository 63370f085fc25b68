"""Groups of people who stand near each other on the map, in the two ways that Polis and red-dwarf find them."""

import numpy as np

from . import kmeans, silhouette
from .chance import Chance
from .components import Real
from .results import SMALLEST_GROUP, Mode
from .table import Mask, Table
from .votes import Column

ENOUGH_VOTES = 7
ENOUGH_PEOPLE = 15
BASES = 100
MOST_GROUPS = 5


def who_is_grouped(table: Table, mode: Mode) -> Mask:
    """Mark who voted enough to be placed; in two levels at least the fifteen who voted most."""
    votes = table.votes_of_each()
    if mode == "single_level":
        return votes >= ENOUGH_VOTES
    enough = votes >= min(ENOUGH_VOTES, table.shape[1])
    if np.count_nonzero(enough) < ENOUGH_PEOPLE:
        most = np.argsort(-votes, kind="stable")[:ENOUGH_PEOPLE]
        enough[most[votes[most] > 0]] = True
    return enough


def labels(points: Real, mode: Mode, chance: Chance) -> Column:
    """Return the group of each point, from 0; all 0 where there are fewer than two groups.

    ``points`` has shape (people, 2), people in the order of first votes.
    """
    found = {"single_level": _single_level, "two_level": _two_level}[mode](points, chance)
    return found if found is not None else np.zeros(len(points), dtype=np.int64)


def with_neighbours(points: Real, labels: Column) -> Column:
    """Put the people of groups under five with the nearest larger group, the smallest group first."""
    while True:
        sizes = np.bincount(labels)
        if len(sizes) < 2 or sizes.min() >= SMALLEST_GROUP:
            return labels
        least = int(sizes.argmin())
        centres, _ = kmeans.move(points, None, labels, np.zeros((len(sizes), 2)))
        others = np.delete(np.arange(len(sizes)), least)
        moved = labels.copy()
        theirs = labels == least
        moved[theirs] = others[kmeans.nearest(points[theirs], centres[others])]
        labels = np.where(moved > least, moved - 1, moved)


def _single_level(points: Real, chance: Chance) -> Column | None:
    distinct = np.unique(points, axis=0)
    most = min(MOST_GROUPS, len(distinct), len(points) - 1)
    tried = [kmeans.until_labels_stay(points, distinct[:k]) for k in range(2, most + 1)]
    return _best(points, tried, chance, larger=False)


def _two_level(points: Real, chance: Chance) -> Column | None:
    base, centres = kmeans.until_centres_stay(points, None, _first_distinct(points, BASES), steps=100)
    weights = np.bincount(base, minlength=len(centres)).astype(np.float64)
    starts = _first_distinct(centres, MOST_GROUPS)
    most = min(MOST_GROUPS, 2 + len(centres) // 12, len(starts), len(centres) - 1)
    tried = [kmeans.until_centres_stay(centres, weights, starts[:k], steps=20)[0] for k in range(2, most + 1)]
    best = _best(centres, tried, chance, larger=True)
    return None if best is None else best[base]


def _best(points: Real, tried: list[Column], chance: Chance, *, larger: bool) -> Column | None:
    """Return the labels that fit best; of equals those with fewer groups, or with more."""
    if not tried:
        return None
    scores = silhouette.scores(points, tried, chance)
    order = range(len(tried) - 1, -1, -1) if larger else range(len(tried))
    return tried[max(order, key=lambda at: scores[at])]


def _first_distinct(points: Real, most: int) -> Real:
    """Return the first points that differ from all before, in their order."""
    _, first = np.unique(points, axis=0, return_index=True)
    return points[np.sort(first)[:most]]
