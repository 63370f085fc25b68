"""Votes in order: people in rows, statements in columns, the last vote of each, only where there is one.

Rows stand in the order of first votes (id where two were at one time), columns in the order of ids. So the
order in which votes are given plays no part in anything that follows.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .errors import TooMany
from .votes import Column, Votes

MOST_PEOPLE, MOST_STATEMENTS = 100_000, 10_000
MOST_CELLS_AT_ONCE = 200_000_000

Index = npt.NDArray[np.int32]
Values = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Table:
    """The matrix of last votes, row after row.

    ``people`` (rows,) and ``statements`` (columns,) are ids. ``starts`` (rows + 1,) says where each row begins
    in ``rows``, ``columns`` and ``values``, which have one entry for each last vote. ``moderated`` (columns,)
    marks statements turned down.
    """

    people: Column
    statements: Column
    starts: Column
    rows: Index
    columns: Index
    values: Values
    moderated: Mask

    @property
    def shape(self) -> tuple[int, int]:
        """People and statements that have votes."""
        return len(self.people), len(self.statements)

    def votes_of_each(self) -> Column:
        """How many statements each person voted on, moderated ones included; shape (rows,)."""
        return np.diff(self.starts)

    def only(self, kept: Mask) -> "Table":
        """The same people and statements with the marked votes alone; ``kept`` has shape (votes,)."""
        starts = np.concatenate(([0], np.cumsum(kept)))[self.starts]
        return replace(
            self, starts=starts, rows=self.rows[kept], columns=self.columns[kept], values=self.values[kept]
        )


def tabulate(votes: Votes, moderated: Collection[int] = ()) -> Table:
    """Order the votes. Raises ``TooMany``."""
    people, person = _numbered(votes.people)
    statements, column = _numbered(votes.statements)
    for what, count, most in (
        ("people", len(people), MOST_PEOPLE),
        ("statements", len(statements), MOST_STATEMENTS),
    ):
        if count > most:
            raise TooMany(what, count, most)
    order = _in_time(votes)
    if order is not None:
        person, column = person[order], column[order]
    times, values = (of if order is None else of[order] for of in (votes.times, votes.values))
    ranked, rank = _by_first_vote(people, person, times)
    cells, last = _last_of_each(
        rank[person] * len(statements) + column, values, len(people) * len(statements)
    )
    rows = (cells // max(1, len(statements))).astype(np.int32)
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(people)))))
    columns = (cells - rows * np.int64(len(statements))).astype(np.int32)
    turned_down = np.isin(statements, np.fromiter(moderated, np.int64, len(moderated)))
    return Table(ranked, statements, starts, rows, columns, last, turned_down)


def _numbered(ids: Column) -> tuple[Column, Column]:
    """Return the distinct ids in order, and for each entry which of them it is."""
    if not len(ids):
        return ids, ids
    least, span = ids.min(), int(ids.max()) - int(ids.min()) + 1
    if span > 4 * len(ids) + 1000:
        distinct, which = np.unique(ids, return_inverse=True)
        return distinct, which
    shifted = ids - least
    there = np.zeros(span, dtype=bool)
    there[shifted] = True
    place = np.cumsum(there) - 1
    return np.flatnonzero(there) + least, place[shifted]


def _in_time(votes: Votes) -> Column | None:
    """The order of times, at one time the lower value last; None if the votes stand so already."""
    times, values = votes.times, votes.values
    later = times[1:] > times[:-1]
    if np.all(later | ((times[1:] == times[:-1]) & (values[1:] <= values[:-1]))):
        return None
    return np.lexsort((-values, times))


def _by_first_vote(people: Column, person: Column, times: Column) -> tuple[Column, Column]:
    """Return the ids in the order of first votes, and the row of each person by number."""
    first = np.empty(len(people), dtype=np.int64)
    first[person[::-1]] = times[::-1]
    order = np.lexsort((people, first))
    rank = np.empty(len(people), dtype=np.int64)
    rank[order] = np.arange(len(people))
    return people[order], rank


def _last_of_each(cells: Column, values: Column, size: int) -> tuple[Column, Values]:
    """Return the distinct cells in order and the last value given for each."""
    if size > MOST_CELLS_AT_ONCE:
        distinct, from_end = np.unique(cells[::-1], return_index=True)
        return distinct, values[::-1][from_end].astype(np.int8)
    nothing = np.int8(2)
    grid = np.full(size, nothing)
    grid[cells] = values
    distinct = np.flatnonzero(grid != nothing)
    return distinct, grid[distinct]
