"""Votes as four columns of whole numbers, one row for each time that somebody voted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .errors import NotWhole, UnevenColumns, UnknownValue

AGREE, PASS, DISAGREE = 1, 0, -1

Column = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Votes:
    """All votes of one conversation, in any order; a later vote of a person on a statement replaces an earlier.

    Each column has shape (votes,): ``people`` and ``statements`` hold ids, ``values`` 1 (agree), 0 (pass) or
    -1 (disagree), ``times`` a whole number that grows with time, such as microseconds. Where one person votes
    twice on a statement at one time, the lower value counts. However a vote reached us (web, phone, paper, in
    the room), it is one row. Raises ``UnevenColumns``, ``NotWhole`` and ``UnknownValue``.
    """

    people: Column
    statements: Column
    values: Column
    times: Column

    def __post_init__(self) -> None:
        for name in ("people", "statements", "values", "times"):
            object.__setattr__(self, name, _whole(name, getattr(self, name)))
        lengths = tuple(len(column) for column in (self.people, self.statements, self.values, self.times))
        if len(set(lengths)) > 1:
            raise UnevenColumns(lengths)
        wrong = self.values[np.abs(self.values) > 1]
        if len(wrong):
            raise UnknownValue(int(wrong[0]))

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int, int]]) -> "Votes":
        """Make the columns from rows of (person, statement, value, time)."""
        told = np.array(list(rows))
        if told.size == 0:
            told = told.astype(np.int64).reshape(0, 4)
        return cls(told[:, 0], told[:, 1], told[:, 2], told[:, 3])

    def __len__(self) -> int:
        return len(self.people)


def _whole(name: str, column: Any) -> Column:
    found = np.asarray(column)
    if found.ndim != 1 or (len(found) and found.dtype.kind not in "iu"):
        raise NotWhole(name)
    return found.astype(np.int64, copy=False)
