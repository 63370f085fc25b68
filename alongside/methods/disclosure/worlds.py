"""What an attacker can write down: whole-number block sums that every published table allows.

A *world* is an array of block sums, blocks x answers, in people. The truth is one world; every other world
that keeps each block at twenty people and each published cell within its rounding is just as possible to
somebody who only reads the tables. A *row* is one published cell as that somebody reads it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import rules
from .blocks import Sums
from .questions import Question
from .tables import Table

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

Together = tuple[str, ...]
"""Blocks, or answers, that no table tells apart."""

Place = tuple[int, int]
"""A block and an answer, by position."""


@dataclass(frozen=True)
class Worlds:
    """The possible worlds of one question: the truth, and the rows that all of them obey.

    ``truth`` is blocks x answers; ``in_block`` rows x blocks and ``in_cell`` rows x answers say what a row
    counts; ``least`` and ``most`` are its bounds in people and ``count`` its true value. ``scopes`` names,
    for every block, the scopes that ever counted it.
    """

    blocks: tuple[Together, ...]
    answers: tuple[Together, ...]
    truth: Counts
    in_block: Flags
    in_cell: Flags
    least: Counts
    most: Counts
    count: Counts
    scopes: tuple[frozenset[str], ...]

    def allows(self, world: Counts) -> bool:
        """Check a world in exact whole numbers against every block and every row."""
        if world.min() < 0 or (world.sum(axis=1) != self.truth.sum(axis=1)).any():
            return False
        counts = ((self.in_block.astype(np.int64) @ world) * self.in_cell).sum(axis=1)
        return bool(((self.least <= counts) & (counts <= self.most)).all())


def possible_worlds(question: Question, sums: Sums, tables: Iterable[Table]) -> Worlds:
    """Write down what these tables say about a question.

    Blocks that every table counts together, and answers that every table shows together, become one: nobody
    can tell them apart, so somebody unknown in one of them could just as well be in another.

    Raises ``ValueError`` when a table counts a block without sums, or says what the sums contradict: closed
    blocks never change, so either the sums or the history given is not the true one.
    """
    about = [table for table in tables if table.question == question.id]
    unknown = {block for table in about for block in table.blocks} - set(sums)
    if unknown:
        raise ValueError(f"No sums are kept for these published blocks: {', '.join(sorted(unknown))}.")
    rows = list(dict.fromkeys(row for table in about for row in _rows(table)))
    blocks = _together(sums, [counted for counted, *_ in rows])
    answers = _together(question.answers, [cell for _, cell, *_ in rows])
    truth = np.array(
        [[sum(sums[b][a] for b in some for a in same) for same in answers] for some in blocks], dtype=np.int64
    ).reshape(len(blocks), len(answers))
    in_block = _marks(blocks, [counted for counted, *_ in rows])
    in_cell = _marks(answers, [cell for _, cell, *_ in rows])
    least = np.array([least for *_, least, _ in rows], dtype=np.int64)
    most = np.array([most for *_, most in rows], dtype=np.int64)
    count = ((in_block.astype(np.int64) @ truth) * in_cell).sum(axis=1)
    if ((count < least) | (count > most)).any():
        raise ValueError(
            f"The sums of question {question.id} contradict a table that was published from them."
        )
    scopes = tuple(frozenset(t.scope for t in about if some[0] in t.blocks) for some in blocks)
    return Worlds(blocks, answers, truth, in_block, in_cell, least, most, count, scopes)


def _rows(table: Table) -> list[tuple[tuple[str, ...], tuple[str, ...], int, int]]:
    """Read a table as an attacker does. The reference answer says nothing that the other cells do not."""
    return [
        (table.blocks, cell.answers, *rules.true_counts(cell.count_rounded, table.n))
        for cell in table.cells
        if not cell.derived
    ]


def _together(names: Iterable[str], groups: Sequence[Collection[str]]) -> tuple[Together, ...]:
    """Gather the names that are in exactly the same groups, in their first order. Names in no group come
    too.
    """
    within: dict[str, set[int]] = {name: set() for name in names}
    for position, group in enumerate(groups):
        for name in group:
            within[name].add(position)
    gathered: dict[frozenset[int], list[str]] = {}
    for name, positions in within.items():
        gathered.setdefault(frozenset(positions), []).append(name)
    return tuple(tuple(same) for same in gathered.values())


def _marks(names: Sequence[Together], groups: Sequence[Collection[str]]) -> Flags:
    marks = [[same[0] in group for same in names] for group in map(frozenset, groups)]
    return np.array(marks, dtype=np.bool_).reshape(len(groups), len(names))
