"""Which numbers of declared communities may be shown.

A number is shown only where nobody could be worked out from it: it counts at least five people, at least five of
the community answered otherwise, and whatever it leaves when it is taken together with up to two other numbers
that are shown (of everybody, of opinion groups, of other communities) counts at least five people as well.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np

from .results import SMALLEST_GROUP
from .table import Mask, Table
from .votes import Column


def shown(table: Table, communities: Sequence[Mask], always: Sequence[Mask]) -> list[Mask]:
    """Return for each community where its numbers may be shown, shape (statements, 3), by value (-1, 0, 1).

    Each community is a mask of people, shape (rows,). ``always`` are the sets of people whose numbers are shown
    of every statement. Larger communities come first, so that what is hidden falls on as few as possible.
    """
    order = sorted(range(len(communities)), key=lambda at: -int(np.count_nonzero(communities[at])))
    everywhere = np.ones((table.shape[1], 3), dtype=bool)
    out: list[tuple[Mask, Mask]] = [(people, everywhere) for people in always]
    found: dict[int, Mask] = {}
    for at in order:
        counts = counted(table, communities[at])
        left = counts.sum(axis=1, keepdims=True) - counts
        fit = (counts >= SMALLEST_GROUP) & (left >= SMALLEST_GROUP)
        for people, together in _left_over(communities[at], out):
            fit &= ~together | (counted(table, people) >= SMALLEST_GROUP)
        found[at] = fit
        out.append((communities[at], fit))
    return [found[at] for at in range(len(communities))]


def counted(table: Table, people: Mask) -> Column:
    """Return votes of these people by statement and value (-1, 0, 1), shape (statements, 3)."""
    inside = people[table.rows]
    cell = table.columns[inside].astype(np.int64) * 3 + table.values[inside] + 1
    return np.bincount(cell, minlength=table.shape[1] * 3).reshape(-1, 3)


def _left_over(community: Mask, out: Sequence[tuple[Mask, Mask]]) -> Iterator[tuple[Mask, Mask]]:
    """Yield sets of people whose numbers follow from this community's and others', and where those are shown."""
    seen = {people.tobytes() for people, _ in out} | {community.tobytes()}
    for size in (1, 2):
        for others in combinations(out, size):
            where = np.logical_and.reduce([fit for _, fit in others])
            if not where.any():
                continue
            for signs in product((1, -1), repeat=size):
                people = _as_people(community, [mask for mask, _ in others], signs)
                if people is not None and people.tobytes() not in seen:
                    yield people, where


def _as_people(community: Mask, others: Sequence[Mask], signs: Sequence[int]) -> Mask | None:
    """The signed sum, where it or its opposite counts nobody twice and somebody at all."""
    total = community.astype(np.int8)
    for mask, sign in zip(others, signs, strict=True):
        total = total + mask.astype(np.int8) * np.int8(sign)
    if total.min(initial=0) < 0:
        total = -total
    if total.min(initial=0) < 0 or total.max(initial=0) != 1:
        return None
    return total.astype(bool)
