"""Which numbers of declared communities may be shown.

Of each community and statement there are two numbers: who shares a view, and who answered otherwise. They are shown
only where nobody could be worked out from them: both are at least five, and the same holds of whatever they leave when
they are taken together with up to two other pairs that are shown (of everybody, of opinion groups, of communities).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np

from . import statistics
from .results import SMALLEST_GROUP
from .table import Mask, Table
from .votes import Column


def shown(table: Table, communities: Sequence[Mask], always: Sequence[Mask], views: Column) -> list[Mask]:
    """Return for each community where its two numbers may be shown, shape (statements,).

    Each community is a mask of people, shape (rows,). ``always`` are the sets of people whose numbers are shown
    of every statement. ``views`` (statements,) says which view is meant, 1 or -1. Larger communities come first, so
    that what is hidden falls on as few as possible.
    """
    if not communities:
        return []
    kind, sets = _kinds([*always, *communities])
    counts = in_two(statistics.count(table, kind, int(kind.max(initial=-1)) + 1), views)
    out: list[tuple[Mask, Mask]] = [(kinds, np.ones(len(views), dtype=bool)) for kinds in sets[: len(always)]]
    theirs = sets[len(always) :]
    found: dict[int, Mask] = {}
    for at in sorted(range(len(communities)), key=lambda at: -int(np.count_nonzero(communities[at]))):
        fit = _large_enough(counts[theirs[at]])
        for kinds, together in _left_over(theirs[at], out):
            fit &= ~together | _large_enough(counts[kinds])
        found[at] = fit
        out.append((theirs[at], fit))
    return [found[at] for at in range(len(communities))]


def in_two(counts: Column, views: Column) -> Column:
    """Return who shares the view and who answered otherwise, (..., statements, 2), of counts by value."""
    shared = counts[..., np.arange(len(views)), views + 1]
    return np.stack([shared, counts.sum(axis=-1) - shared], axis=-1)


def _kinds(masks: Sequence[Mask]) -> tuple[Column, list[Mask]]:
    """Return of which kind each person is, and each set by kinds: people of a kind are in the same sets."""
    patterns, kind = np.unique(np.stack(masks), axis=1, return_inverse=True)
    return kind.reshape(-1), list(patterns)


def _large_enough(kinds: Column) -> Mask:
    """Where both numbers of these kinds together are five or more."""
    enough: Mask = (kinds.sum(axis=0) >= SMALLEST_GROUP).all(axis=-1)
    return enough


def counted(table: Table, people: Mask) -> Column:
    """Return votes of these people by statement and value (-1, 0, 1), shape (statements, 3)."""
    inside = people[table.rows]
    cell = table.columns[inside].astype(np.int64) * 3 + table.values[inside] + 1
    return np.bincount(cell, minlength=table.shape[1] * 3).reshape(-1, 3)


def _left_over(community: Mask, out: Sequence[tuple[Mask, Mask]]) -> Iterator[tuple[Mask, Mask]]:
    """Yield sets of kinds whose numbers follow from this community's and others', and where those are shown."""
    known = {kinds.tobytes() for kinds, fit in out if fit.all()} | {community.tobytes()}
    for size in (1, 2):
        for others in combinations(out, size):
            where = np.logical_and.reduce([fit for _, fit in others])
            if not where.any():
                continue
            for signs in product((1, -1), repeat=size):
                kinds = _as_set(community, [mask for mask, _ in others], signs)
                if kinds is not None and kinds.tobytes() not in known:
                    yield kinds, where


def _as_set(community: Mask, others: Sequence[Mask], signs: Sequence[int]) -> Mask | None:
    """The signed sum, where it or its opposite counts nobody twice and somebody at all."""
    total = community.astype(np.int8)
    for mask, sign in zip(others, signs, strict=True):
        total = total + mask.astype(np.int8) * np.int8(sign)
    if total.min(initial=0) < 0:
        total = -total
    if total.min(initial=0) < 0 or total.max(initial=0) != 1:
        return None
    return total.astype(bool)
