"""What many centres did, side by side: one row for each figure that they count alike. Plain data in and out.

Alike means: the same id, the same unit, and word for word the same definition and question. A sum is made only of plain
counts that are alike; everything else keeps its own base and date, and the row says why it is not added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTING_UNITS = {"", "people"}
# Shares of people, and reach, are never added up, however alike they are.
NEVER_ADDED = {"monitoring", "outreach"}

BASE = _("Not added up: each has its own base.")
PROTECTED = _("Not added up: one of them shows no number.")
ROUNDED = _("Not added up: one of them is rounded.")
NO_COUNT = _("Not added up: it is not a plain count.")
REACH = _("Not added up: these numbers can hold the same people again and again.")


@dataclass(frozen=True)
class Centre:
    """One column: a centre, and what is known of when."""

    name: str
    url: str
    as_of: date | None
    language: str
    figures: Mapping[str, Mapping[str, Any]]
    ours: bool = False


@dataclass(frozen=True)
class Cell:
    """What one centre counted. `words` says why where there is no number."""

    centre: Centre
    words: str
    base: int | None
    base_note: str
    as_of: date | None
    url: str
    shown: bool


@dataclass(frozen=True)
class Row:
    """A figure that at least two centres count alike: a cell for each centre, None where it is not counted so."""

    id: str
    label: str
    language: str
    unit: str
    definition: str
    wording: str
    cells: Sequence[Cell | None]
    total: int | None
    why_not: str | Promise
    others_differ: bool = False

    @property
    def counted(self) -> list[Cell]:
        """The cells of those who count it so."""
        return [cell for cell in self.cells if cell is not None]

    @property
    def names(self) -> str:
        """The centres that count it so, in one line."""
        return ", ".join(cell.centre.name for cell in self.counted)

    @property
    def days_differ(self) -> bool:
        """Whether the centres counted on different days."""
        return len({cell.as_of for cell in self.counted}) > 1


@dataclass(frozen=True)
class Comparison:
    """The rows with a number; figures under one name that mean different things; how many stand alone; or silent."""

    rows: list[Row]
    unlike: list[str]
    alone: int
    silent: int = 0
    centres: list[Centre] = field(default_factory=list)


def version(figure: Mapping[str, Any]) -> str:
    """What a figure means, as a fingerprint: its unit, its definition and the question that was asked."""
    said = "\n".join(str(figure[name]).strip() for name in ("unit", "definition", "wording"))
    return sha256(said.encode()).hexdigest()[:12]


def side_by_side(centres: Sequence[Centre]) -> Comparison:
    """Every figure that at least two centres count alike, by id."""
    alike: dict[tuple[str, str], list[Centre]] = defaultdict(list)
    for centre in centres:
        for figure_id, figure in centre.figures.items():
            alike[figure_id, version(figure)].append(centre)
    meanings: dict[str, list[list[Centre]]] = defaultdict(list)
    for (figure_id, _version), who in sorted(alike.items(), key=lambda one: one[0]):
        meanings[figure_id].append(who)
    rows = [
        _row(figure_id, centres, who, len(kinds) > 1)
        for figure_id, kinds in meanings.items()
        for who in kinds
        if len(who) > 1
    ]
    unlike = [
        str(kinds[0][0].figures[figure_id]["label"])
        for figure_id, kinds in meanings.items()
        if len(kinds) > 1 and all(len(who) == 1 for who in kinds)
    ]
    alone = sum(len(kinds) == 1 and len(kinds[0]) == 1 for kinds in meanings.values())
    told = [row for row in rows if any(cell.shown for cell in row.counted)]
    return Comparison(told, unlike, alone, len(rows) - len(told), list(centres))


def _row(figure_id: str, centres: Sequence[Centre], who: Sequence[Centre], others_differ: bool) -> Row:
    figures = [centre.figures[figure_id] for centre in who]
    cells = [_cell(centre, centre.figures[figure_id]) if centre in who else None for centre in centres]
    why_not, said = _why_not(figure_id, figures), figures[0]
    total = None if why_not else sum(int(figure["value"]) for figure in figures)
    return Row(
        figure_id, said["label"], who[0].language, said["unit"], said["definition"], said["wording"], cells, total,
        why_not, others_differ,
    )  # fmt: skip


def _cell(centre: Centre, figure: Mapping[str, Any]) -> Cell:
    shown = figure["status"] == "shown"
    return Cell(
        centre, figure["display"], figure["base"] if shown else None, figure["base_note"], _day(figure["as_of"]),
        figure["url"], shown,
    )  # fmt: skip


def _why_not(figure_id: str, figures: Sequence[Mapping[str, Any]]) -> str | Promise:
    """Why these are not added up; empty when they may be."""
    if figure_id.partition(".")[0] in NEVER_ADDED:
        return REACH if figure_id.startswith("outreach.") else BASE
    if any(figure["base"] is not None for figure in figures):
        return BASE
    if any(figure["value"] is None or figure["status"] != "shown" for figure in figures):
        return PROTECTED
    if any(figure["qualifier"] for figure in figures):
        return ROUNDED
    if any(
        figure["unit"] not in COUNTING_UNITS or figure["value"] != int(figure["value"]) for figure in figures
    ):
        return NO_COUNT
    return ""


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
