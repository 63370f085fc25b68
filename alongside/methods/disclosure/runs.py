"""Runs: blocks in order of closing, where every table counts a stretch of neighbours.

In a run a table only sees the difference of two running totals, at the start and at the end of its stretch.
That is what makes the short cuts of ``exchanges.py`` and ``chains.py`` possible.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .worlds import Counts, Worlds

FAR = 1 << 20
"""More people than there are: no limit."""


@dataclass(frozen=True)
class Span:
    """A stretch of the run that tables count: from block ``first`` up to, not including, ``past``.

    ``up[a, b]`` is how many of its people could have given answer ``a`` instead of ``b`` and every table of
    the stretch would look the same; ``down[a, b]`` how many ``b`` instead of ``a``.
    """

    first: int
    past: int
    up: Counts
    down: Counts


@dataclass(frozen=True)
class Run:
    """Positions of the blocks (in the worlds), their true ``people`` (blocks x answers), and stretches."""

    blocks: tuple[int, ...]
    people: Counts
    spans: tuple[Span, ...]


def runs(worlds: Worlds) -> list[Run]:
    """Return the runs: blocks that the same scopes ever counted.

    Blocks of which some table counts a stretch with a gap are left out; the solver looks after them.
    """
    together: dict[frozenset[str], list[int]] = {}
    for block, scopes in enumerate(worlds.scopes):
        together.setdefault(scopes, []).append(block)
    found = []
    for blocks in together.values():
        spans = _spans(worlds, blocks)
        if spans is not None:
            found.append(Run(tuple(blocks), worlds.truth[blocks], spans))
    return found


def _spans(worlds: Worlds, blocks: list[int]) -> tuple[Span, ...] | None:
    rows: dict[tuple[int, int], list[int]] = {}
    for row, marks in enumerate(worlds.in_block[:, blocks]):
        places = np.flatnonzero(marks)
        if not len(places):
            continue
        first, past = int(places[0]), int(places[-1]) + 1
        if past - first != len(places):
            return None
        rows.setdefault((first, past), []).append(row)
    return tuple(Span(*ends, *_slack(worlds, inside)) for ends, inside in rows.items())


def _slack(worlds: Worlds, rows: Sequence[int]) -> tuple[Counts, Counts]:
    cell = worlds.in_cell[rows]
    above = (worlds.most - worlds.count)[rows][:, None, None]
    below = (worlds.count - worlds.least)[rows][:, None, None]
    gains = cell[:, :, None] & ~cell[:, None, :]
    loses = ~cell[:, :, None] & cell[:, None, :]
    up = np.where(gains, above, np.where(loses, below, FAR)).min(axis=0)
    down = np.where(gains, below, np.where(loses, above, FAR)).min(axis=0)
    return up, down
