"""Published tables: sums of whole blocks, small counts hidden, the rest rounded. No true count passes
through.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from . import rules
from .blocks import Sums
from .questions import Group, Level, LevelName, Question
from .rules import InTen

Status = Literal["shown", "too_few"]


@dataclass(frozen=True)
class Cell:
    """One figure of a table.

    ``count_rounded`` (people, a multiple of five) and ``percent`` (whole) are ``None`` when ``status`` is
    ``too_few``. The reference answer is ``derived`` from the other cells: it has a percentage but no count,
    and is always ``about``. ``give_or_take`` is how many people the true count may lie from the published
    one.
    """

    id: str
    answers: tuple[str, ...]
    status: Status
    count_rounded: int | None = None
    percent: int | None = None
    in_ten: InTen | None = None
    about: bool = False
    derived: bool = False
    give_or_take: float = 0.0


@dataclass(frozen=True)
class Table:
    """One question, one level, one scope, as anybody may read it. ``n`` is the number of people it counts."""

    question: str
    level: LevelName
    scope: str
    blocks: tuple[str, ...]
    n: int
    cells: tuple[Cell, ...]
    rules_version: str = rules.RULES_VERSION

    @property
    def lead(self) -> Literal["in_ten", "percent"]:
        """Say how a figure is to be led: by people in ten below a base of 100, else by its percentage."""
        return "in_ten" if self.n < rules.ABOUT_BELOW else "percent"

    @property
    def sums_to_100(self) -> bool:
        """Say whether the shown percentages add up to 100; where not, the page says why."""
        return sum(cell.percent or 0 for cell in self.cells) == 100

    def cell(self, cell_id: str) -> Cell:
        """Return the cell with this code; ``KeyError`` when there is none."""
        for cell in self.cells:
            if cell.id == cell_id:
                return cell
        raise KeyError(f"Table {self.question} ({self.level}) has no cell {cell_id!r}.")

    def as_data(self) -> dict[str, Any]:
        """Return the table as plain data for JSON; ``from_data`` reads it back."""
        return cast(dict[str, Any], _listed(asdict(self)))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Table":
        """Read back what ``as_data`` wrote."""
        cells = tuple(
            Cell(**{**cell, "answers": tuple(cell["answers"]), "in_ten": _in_ten_from(cell["in_ten"])})
            for cell in data["cells"]
        )
        return cls(**{**data, "blocks": tuple(data["blocks"]), "cells": cells})


def tabulate(
    question: Question,
    level: LevelName,
    sums: Sums,
    *,
    blocks: Collection[str],
    scope: str = "network",
) -> Table:
    """Make the table of these whole blocks. It hides and rounds, but does not attack itself: see
    ``publish``.

    Raises ``ValueError`` for fewer than 40 people, a block without sums, and sums that do not add up to
    twenty.
    """
    wanted = set(blocks)
    counted = tuple(block for block in sums if block in wanted)
    missing = sorted(wanted - set(counted))
    if missing:
        raise ValueError(f"No sums are kept for these blocks of {question.id}: {', '.join(missing)}.")
    for block in counted:
        _check_sum(question, block, sums[block])
    n = len(counted) * rules.BLOCK_SIZE
    if n < rules.SMALLEST_BASE:
        raise ValueError(f"A table needs at least {rules.SMALLEST_BASE} people; these blocks hold {n}.")
    shape = question.level(level)
    cells = _cells(shape, {cell: _count(cell, counted, sums) for cell in shape.cells}, n)
    return Table(question.id, level, scope, counted, n, cells)


def shown_cell(cell: Group, count: int, n: int) -> Cell:
    """Hide or round one true count out of ``n`` people."""
    if count < rules.SMALLEST_COUNT:
        return Cell(cell.id, cell.answers, "too_few", give_or_take=float(rules.SMALLEST_COUNT - 1))
    published = rules.rounded(count)
    return Cell(
        cell.id,
        cell.answers,
        "shown",
        published,
        rules.percent(published, n),
        rules.in_ten(published, n),
        about=n < rules.ABOUT_BELOW,
        give_or_take=rules.ROUND_TO / 2,
    )


def reference_cell(cell: Group, others: Collection[Cell], n: int) -> Cell:
    """Work out the reference answer from the published cells alone: it never sees a count.

    ``100 - sum(shown) - floor(100 * 4h / n + 1/2)`` with ``h`` hidden cells. Where that leaves fewer than
    eight people (it can even fall below nought, since each hidden cell is taken as four) the cell is too
    few to show. Everybody can do this sum, so showing or hiding it tells nothing new.
    """
    hidden = sum(other.status == "too_few" for other in others)
    shown = sum(other.percent or 0 for other in others)
    left = 100 - shown - rules.percent(rules.HIDDEN_GUESS * hidden, n)
    widened = _reference_give_or_take(len(others) - hidden, hidden, n)
    if left * n < 100 * rules.SMALLEST_COUNT:
        return Cell(cell.id, cell.answers, "too_few", about=True, derived=True, give_or_take=widened)
    return Cell(
        cell.id,
        cell.answers,
        "shown",
        percent=left,
        in_ten=rules.in_ten(left, 100),
        about=True,
        derived=True,
        give_or_take=widened,
    )


def _cells(shape: Level, counts: Mapping[Group, int], n: int) -> tuple[Cell, ...]:
    counted = {
        cell.id: shown_cell(cell, counts[cell], n) for cell in shape.cells if cell.id != shape.reference
    }
    reference = next(cell for cell in shape.cells if cell.id == shape.reference)
    counted[reference.id] = reference_cell(reference, tuple(counted.values()), n)
    return tuple(counted[cell.id] for cell in shape.cells)


def _reference_give_or_take(shown: int, hidden: int, n: int) -> float:
    """Add up, in people, how far each shown count, each hidden guess and each rounded percentage can be
    out.
    """
    half_point = n / 200
    return (
        shown * (rules.ROUND_TO // 2 + half_point) + hidden * rules.HIDDEN_GUESS + half_point * bool(hidden)
    )


def _count(cell: Group, blocks: Collection[str], sums: Sums) -> int:
    return sum(sums[block][answer] for block in blocks for answer in cell.answers)


def _check_sum(question: Question, block: str, counts: Mapping[str, int]) -> None:
    if set(counts) != set(question.answers):
        raise ValueError(f"Block {block} does not hold the answers of question {question.id}.")
    if min(counts.values()) < 0 or sum(counts.values()) != rules.BLOCK_SIZE:
        raise ValueError(
            f"The answers of block {block} to {question.id} do not add up to {rules.BLOCK_SIZE}."
        )


def _in_ten_from(data: Mapping[str, Any] | None) -> InTen | None:
    return None if data is None else InTen(**data)


def _listed(value: Any) -> Any:
    """Turn tuples into lists so that data is equal after a round trip through JSON."""
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items()}
    return [_listed(inner) for inner in value] if isinstance(value, (list, tuple)) else value
