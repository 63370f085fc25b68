"""A theory of change as a picture: plain geometry from the same outline that people read, mirrored right to left.

A picture has its own frame of 720 units; it scrolls in its frame on a narrow screen, and never stands without the
outline, which says everything that it shows.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from .queries.theory import Group, LinkRow, Outline, Row

WIDTH, MARGIN, PER_LINE = 720, 12, 3
GAP_X, GAP_Y, HEAD = 24, 44, 30
LETTERS, LINE, PAD = 27, 17, 12
BOX = (WIDTH - 2 * MARGIN - (PER_LINE - 1) * GAP_X) // PER_LINE


@dataclass(frozen=True)
class Box:
    """An element: its corner and size, and its words in lines with the height of each."""

    row: Row
    x: int
    y: int
    height: int
    lines: list[tuple[str, int]]
    width: int = BOX

    @property
    def middle(self) -> int:
        """Half way across."""
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Step:
    """The name of a step, above its boxes."""

    label: Any
    x: int
    y: int


@dataclass(frozen=True)
class Arrow:
    """A link: a path, and where its assumptions stand."""

    row: LinkRow
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn. `rtl` turns the words round too."""

    width: int
    height: int
    steps: list[Step]
    boxes: list[Box]
    arrows: list[Arrow]
    rtl: bool


def draw(outline: Outline, *, rtl: bool = False) -> Picture:
    """Lay the outline out, from the right when `rtl`."""
    steps, boxes, top = [], [], MARGIN
    for group in outline.groups:
        steps.append(Step(group.label, WIDTH - MARGIN if rtl else MARGIN, top + 16))
        drawn, top = _boxes(group, top + HEAD, rtl)
        boxes += drawn
    placed = {box.row.element.pk: box for box in boxes}
    arrows = [
        _arrow(link, placed[link.source.pk], placed[link.target.pk], number)
        for number, link in enumerate(outline.links)
    ]
    return Picture(WIDTH, top, steps, boxes, arrows, rtl)


def _boxes(group: Group, top: int, rtl: bool) -> tuple[list[Box], int]:
    boxes = []
    for start in range(0, len(group.rows), PER_LINE):
        line = group.rows[start : start + PER_LINE]
        words = [_words(row) for row in line]
        height = max(len(lines) for lines in words) * LINE + 2 * PAD
        for at, (row, lines) in enumerate(zip(line, words, strict=True)):
            x = MARGIN + at * (BOX + GAP_X)
            x = WIDTH - x - BOX if rtl else x
            placed = [(text, top + PAD + 12 + n * LINE) for n, text in enumerate(lines)]
            boxes.append(Box(row, x, top, height, placed))
        top += height + GAP_Y
    return boxes, top


def _words(row: Row) -> list[str]:
    """The key and the statement in lines, and the keys of what is assumed."""
    lines = [row.element.key, *textwrap.wrap(row.element.text, LETTERS)]
    assumed = ", ".join(one.key for one in row.assumptions)
    return [*lines, f"[{assumed}]"] if assumed else lines


def _arrow(link: LinkRow, source: Box, target: Box, number: int) -> Arrow:
    """From the lower edge of one box to the upper edge of the other; beside each other, from edge to edge."""
    shift = (number % 5 - 2) * 14
    if target.y > source.y:
        x1, y1, x2, y2 = source.middle + shift, source.bottom, target.middle + shift, target.y - 3
        bend = max(18, (y2 - y1) // 2)
        path = f"M{x1} {y1} C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}"
        return Arrow(link, path, (x1 + x2) // 2, (y1 + y2) // 2)
    right = target.x > source.x
    x1, x2 = (source.x + BOX, target.x - 3) if right else (source.x, target.x + BOX + 3)
    y1, y2 = source.y + source.height // 2 + shift // 2, target.y + target.height // 2 + shift // 2
    return Arrow(link, f"M{x1} {y1} L{x2} {y2}", (x1 + x2) // 2, (y1 + y2) // 2)
