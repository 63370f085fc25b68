"""How something went on to others, as a picture: where it began on one side, whom it reached on the other.

Plain geometry from the rows of the table, which stands before it and says everything that it shows.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

WIDTH, BOX, MARGIN, GAP = 640, 230, 10, 16
LETTERS, LINE, PAD = 24, 18, 12


class Ripple(Protocol):
    """Where it began, and whom it reached."""

    @property
    def begins(self) -> str: ...

    @property
    def reached(self) -> str: ...


class Step(NamedTuple):
    """A ripple in two words of one's own."""

    begins: str
    reached: str


@dataclass(frozen=True)
class Box:
    """A place in the picture: its corner and size, and its words in lines, each with its height."""

    x: int
    y: int
    height: int
    lines: list[tuple[str, int]]
    width: int = BOX

    @property
    def middle(self) -> int:
        """Half way across."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Way:
    """A line from one box to another."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Picture:
    """Everything to draw. `width` and `height` are the units of its frame."""

    boxes: list[Box]
    ways: list[Way]
    height: int
    rtl: bool
    width: int = WIDTH


def draw(rows: Iterable[Ripple], *, rtl: bool = False) -> Picture | None:
    """The picture of some ripples, mirrored from right to left; None where there are none."""
    listed = list(rows)
    if not listed:
        return None
    near, far = (WIDTH - MARGIN - BOX, MARGIN) if rtl else (MARGIN, WIDTH - MARGIN - BOX)
    begins = _column([row.begins for row in listed], near)
    reached = _column([row.reached for row in listed], far)
    ways = [_way(begins[row.begins], reached[row.reached], rtl) for row in listed]
    boxes = [*begins.values(), *reached.values()]
    return Picture(boxes, ways, max(box.y + box.height for box in boxes) + MARGIN, rtl)


def _column(names: list[str], x: int) -> dict[str, Box]:
    """One box for each name, in the order in which they come, from the top down."""
    boxes: dict[str, Box] = {}
    y = MARGIN
    for name in dict.fromkeys(names):
        lines = textwrap.wrap(name, LETTERS) or [name]
        height = 2 * PAD + LINE * len(lines)
        boxes[name] = Box(
            x, y, height, [(line, y + PAD + LINE * (at + 1) - 4) for at, line in enumerate(lines)]
        )
        y += height + GAP
    return boxes


def _way(one: Box, other: Box, rtl: bool) -> Way:
    start, end = (one.x, other.x + other.width) if rtl else (one.x + one.width, other.x)
    return Way(start, one.y + one.height // 2, end, other.y + other.height // 2)
