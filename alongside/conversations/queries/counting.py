"""Which counts of one statement may be published by group: rounded, hidden where few, and nobody to be worked out.

A count under eight is hidden and others come to the nearest five (`methods.disclosure`). That alone is not enough:
counts of several groups and their sum can fix each other. So the counts of a set of people are published only if, for
each answer that at most three people gave there, another world with one more of them would be published in the same
words. Then nobody can be sure that nobody else gave it, not even somebody who knows three people's answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from alongside.methods import disclosure

VALUES = ("agree", "disagree", "passed")
SMALLEST = disclosure.SMALLEST_COUNT
KNOWN = disclosure.KNOWN_ANSWERS
ROOM = disclosure.ROUND_TO // 2
FEW = 20
"""Of more people than these, a share in tenths is the same for all of them and for all but one."""

Cells = tuple[int, int, int]
Told = tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class Row:
    """One statement: how each group voted, and those in no group (`rest`), as (agree, disagree, passed).

    `sizes` are the groups' people. `apart` are the groups and answers of which the page says shares.
    """

    groups: tuple[Cells, ...]
    rest: Cells
    sizes: tuple[int, ...] = ()
    apart: tuple[tuple[int, int], ...] = ()

    @property
    def everybody(self) -> Cells:
        """How everybody voted."""
        agree, disagree, passed = (sum(column) for column in zip(self.rest, *self.groups, strict=True))
        return agree, disagree, passed


@lru_cache(20_000)
def published(row: Row) -> tuple[Told | None, tuple[Told | None, ...]]:
    """The counts of everybody and of each group; None for a count, or a set of people, that may not be shown."""
    seen = _told(row)
    fit = [_open(row, at, seen) for at in range(len(row.groups))]
    everybody = _told_of(row.everybody) if _open(row, None, seen) else None
    return everybody, tuple(
        _told_of(cells) if good else None for cells, good in zip(row.groups, fit, strict=True)
    )


def in_ten(count: int, base: int) -> disclosure.InTen | None:
    """A share in tenths; None for a base under eight.

    Of few people it is 1 to 9: whoever reads "nearly all" of eight people would know how each of them voted.
    """
    if base < SMALLEST:
        return None
    found = disclosure.in_ten(count, base)
    return disclosure.InTen("about", min(max(found.tenths, 1), 9)) if base <= FEW else found


def tenths(count: int, base: int) -> int | None:
    """The same as a number, 0 to 10."""
    found = in_ten(count, base)
    return found.tenths if found else None


def _told_of(cells: Cells) -> Told:
    agree, disagree, passed = (None if one < SMALLEST else disclosure.rounded(one) for one in cells)
    return agree, disagree, passed


def _told(row: Row) -> object:
    """Everything that is published of a statement, on the page and in the file."""
    everybody = row.everybody
    shares = [tenths(one, sum(everybody)) for one in everybody]
    grouped = [sum(column) for column in zip(*row.groups, strict=True)]
    apart = [
        (_inside(row.groups[at][v], sum(row.groups[at])),
         tenths(grouped[v] - row.groups[at][v], sum(grouped) - sum(row.groups[at])))
        for at, v in row.apart
    ]  # fmt: skip
    return _told_of(everybody), shares, [_told_of(cells) for cells in row.groups], apart


def _inside(count: int, base: int) -> int | str | None:
    """What the page says of a group: tenths, or most or some of a base under eight."""
    return tenths(count, base) if base >= SMALLEST else ("most" if 2 * count > base else "some")


def _open(row: Row, at: int | None, seen: object) -> bool:
    """Whether one more of each rare answer, in a group or (None) in everybody, would look the same."""
    cells = row.everybody if at is None else row.groups[at]
    return all(
        any(_may_be(other) and _told(other) == seen for other in _worlds(row, at, more))
        for more, count in enumerate(cells)
        if count <= KNOWN
    )


def _may_be(row: Row) -> bool:
    """Whether nobody who reads the sizes of groups could rule it out."""
    return all(
        sum(cells) <= disclosure.rounded(size) + ROOM
        for cells, size in zip(row.groups, row.sizes, strict=True)
    )


def _worlds(row: Row, at: int | None, more: int) -> Iterator[Row]:
    """Other worlds with one more of an answer: instead of another or on top, made up for elsewhere or not."""
    places = range(-1, len(row.groups))
    for place in places if at is None else [at]:
        for less in (None, *range(len(VALUES))):
            if less == more:
                continue
            changed = _moved(row, place, more, less)
            if changed is None:
                continue
            yield changed
            if at is not None:
                back = (_moved(changed, other, less, more) for other in places if other != place)
                yield from (one for one in back if one is not None)


def _moved(row: Row, place: int, more: int | None, less: int | None) -> Row | None:
    """With one more and one less of two answers in a group (-1: in none); None where there is none to lose."""
    cells = list(row.rest if place < 0 else row.groups[place])
    if less is not None:
        cells[less] -= 1
    if more is not None:
        cells[more] += 1
    if min(cells) < 0:
        return None
    made: Cells = (cells[0], cells[1], cells[2])
    if place < 0:
        return replace(row, rest=made)
    return replace(row, groups=(*row.groups[:place], made, *row.groups[place + 1 :]))


def row_of(
    counts: Cells, groups: Sequence[Cells], sizes: Sequence[int], apart: Collection[tuple[int, int]]
) -> Row:
    """The row of a statement from the counts of everybody and of each group."""
    agree, disagree, passed = (
        everybody - sum(group[at] for group in groups) for at, everybody in enumerate(counts)
    )
    return Row(tuple(groups), (agree, disagree, passed), tuple(sizes), tuple(sorted(apart)))
