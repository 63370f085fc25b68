"""The exchange files of the Sortition Foundation: features and people as CSV, read and written.

Features are ``feature,value,min,max`` with ``min_flex,max_flex`` if there are any; people have a column for
their id, one for each feature, and others that are kept as they are. Older files say ``category`` for
``feature`` and ``name`` for ``value``. Described in the documentation of ``sortition-algorithms``.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..unusable import Unusable
from .pool import Candidate, Quota

Problem = Literal[
    "no_heading",
    "missing_column",
    "double_column",
    "wrong_length",
    "empty",
    "not_a_number",
    "below_nought",
    "minimum_above_maximum",
    "flex_too_narrow",
    "double",
    "unknown_value",
]

SENTENCES: Mapping[Problem, str] = {
    "no_heading": "the file is empty: its first line must name the columns",
    "missing_column": "the column {column!r} is missing",
    "double_column": "the column {column!r} is there twice",
    "wrong_length": "the line does not have as many cells as the first line has columns",
    "empty": "{column!r} is empty",
    "not_a_number": "{column!r} is {value!r}, which is not a whole number",
    "below_nought": "{column!r} is {value!r}, which is below 0",
    "minimum_above_maximum": "the smallest number of people is above the largest ({value})",
    "flex_too_narrow": "{column!r} is {value!r}, which is narrower than the quota itself",
    "double": "{value!r} stood in an earlier line",
    "unknown_value": "{column!r} is {value!r}, and no feature has this value",
}

OLD_NAMES = {"category": "feature", "name": "value"}
FEATURES = ("feature", "value", "min", "max")
FLEX = ("min_flex", "max_flex")


@dataclass(frozen=True)
class BadLine:
    """One line (counted from 1, the heading included) that cannot be read, and why."""

    line: int
    problem: Problem
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        return f"Line {self.line}: {SENTENCES[self.problem].format(column=self.column, value=self.value)}."


@dataclass(eq=False)
class BadFile(Unusable):
    """A file with lines that cannot be read: all of them, in order."""

    lines: tuple[BadLine, ...]

    def __str__(self) -> str:
        return "\n".join(str(line) for line in self.lines)


@dataclass(frozen=True)
class Features:
    """Quotas, and how far each may be widened (least, most) where the file says so."""

    quotas: tuple[Quota, ...]
    flex: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class People:
    """Candidates, and the columns that are neither id, feature nor household, by id."""

    candidates: tuple[Candidate, ...]
    kept: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_features(text: str) -> Features:
    """Read quotas. Raises ``BadFile`` with every line that is wrong."""
    sheet = _Sheet(text, FEATURES, OLD_NAMES)
    quotas: dict[tuple[str, str], Quota] = {}
    flex: dict[tuple[str, str], tuple[int, int]] = {}
    for line, row in sheet.rows():
        key = (row["feature"], row["value"])
        least, most = sheet.number(line, row, "min"), sheet.number(line, row, "max")
        if not sheet.filled(line, row, ("feature", "value")) or least is None or most is None:
            continue
        if key in quotas:
            sheet.bad(line, "double", "value", " ".join(key))
        if least > most:
            sheet.bad(line, "minimum_above_maximum", "min", f"{least} > {most}")
        quotas[key] = Quota(*key, least, most)
        flexed = sheet.flex(line, row, least, most)
        if flexed:
            flex[key] = flexed
    sheet.finish()
    return Features(tuple(quotas.values()), flex)


def write_features(
    quotas: Iterable[Quota], flex: Mapping[tuple[str, str], tuple[int, int]] | None = None
) -> str:
    """Write quotas, with the flex columns when any are given."""
    heading = [*FEATURES, *(FLEX if flex else ())]
    rows = []
    for quota in quotas:
        row = [quota.category, quota.value, str(quota.minimum), str(quota.maximum)]
        if flex:
            widest = flex.get((quota.category, quota.value), (quota.minimum, quota.maximum))
            row += [str(bound) for bound in widest]
        rows.append(row)
    return _written(heading, rows)


def read_people(
    text: str, quotas: Sequence[Quota], *, id_column: str = "id", household_columns: Sequence[str] = ()
) -> People:
    """Read candidates. People who agree in all household columns share a household.

    Raises ``BadFile`` with every line that is wrong.
    """
    values: dict[str, set[str]] = {}
    for quota in quotas:
        values.setdefault(quota.category, set()).add(quota.value)
    sheet = _Sheet(text, (id_column, *values, *household_columns))
    found: dict[str, Candidate] = {}
    kept: dict[str, Mapping[str, str]] = {}
    for line, row in sheet.rows():
        if not sheet.filled(line, row, (id_column, *values)):
            continue
        id = row[id_column]
        if id in found:
            sheet.bad(line, "double", id_column, id)
        for category in values:
            if row[category] not in values[category]:
                sheet.bad(line, "unknown_value", category, row[category])
        found[id] = Candidate(
            id, {category: row[category] for category in values}, _home(row, household_columns)
        )
        kept[id] = {name: cell for name, cell in row.items() if name not in (id_column, *values)}
    sheet.finish()
    return People(tuple(found.values()), kept)


def write_people(
    candidates: Iterable[Candidate],
    quotas: Sequence[Quota],
    *,
    id_column: str = "id",
    kept: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """Write candidates with the columns kept for them: a pool, or a selected or remaining list."""
    everybody = list(candidates)
    categories = list(dict.fromkeys(quota.category for quota in quotas))
    more = dict.fromkeys(name for c in everybody for name in (kept or {}).get(c.id, {}))
    rows = []
    for candidate in everybody:
        more_cells = (kept or {}).get(candidate.id, {})
        answers = [candidate.values[category] for category in categories]
        rows.append([candidate.id, *answers, *(more_cells.get(name, "") for name in more)])
    return _written([id_column, *categories, *more], rows)


def _home(row: Mapping[str, str], columns: Sequence[str]) -> str:
    """Two people share a household when they agree in everything said, whatever the capitals and spaces."""
    said = [" ".join(row[column].split()).casefold() for column in columns]
    return " | ".join(said) if any(said) else ""


def _written(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue()


class _Sheet:
    """A CSV file and all that was found wrong with it."""

    def __init__(self, text: str, needed: Sequence[str], old: Mapping[str, str] | None = None) -> None:
        self._wrong: list[BadLine] = []
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        heading = [cell.strip() for cell in next(lines, [])]
        self.columns = [(old or {}).get(name, name) for name in heading]
        self._lines = [(lines.line_num, [cell.strip() for cell in line]) for line in lines]
        if not any(heading):
            self.bad(1, "no_heading")
            self.finish()
        for name in dict.fromkeys(needed):
            if name not in self.columns:
                self.bad(1, "missing_column", name)
        for name in dict.fromkeys(name for name in self.columns if name and self.columns.count(name) > 1):
            self.bad(1, "double_column", name)
        self.finish()

    def bad(self, line: int, problem: Problem, column: str = "", value: str = "") -> None:
        self._wrong.append(BadLine(line, problem, column, value))

    def finish(self) -> None:
        """Raise everything found wrong so far."""
        if self._wrong:
            raise BadFile(tuple(self._wrong))

    def rows(self) -> Iterable[tuple[int, dict[str, str]]]:
        """Yield the lines that have the right number of cells. Empty lines are passed over."""
        for line, cells in self._lines:
            if not any(cells):
                continue
            if len(cells) != len(self.columns):
                self.bad(line, "wrong_length")
                continue
            yield line, dict(zip(self.columns, cells, strict=True))

    def filled(self, line: int, row: Mapping[str, str], columns: Iterable[str]) -> bool:
        empty = [column for column in columns if not row[column]]
        for column in empty:
            self.bad(line, "empty", column)
        return not empty

    def number(self, line: int, row: Mapping[str, str], column: str) -> int | None:
        cell = row[column]
        if not cell:
            self.bad(line, "empty", column)
        elif not cell.removeprefix("-").isdecimal():
            self.bad(line, "not_a_number", column, cell)
        elif int(cell) < 0:
            self.bad(line, "below_nought", column, cell)
        else:
            return int(cell)
        return None

    def flex(self, line: int, row: Mapping[str, str], least: int, most: int) -> tuple[int, int] | None:
        """Read how far a quota may be widened; ``None`` where the file does not say."""
        if not all(row.get(column) for column in FLEX):
            return None
        low, high = (self.number(line, row, column) for column in FLEX)
        if low is None or high is None:
            return None
        for column, bound, narrow in (("min_flex", low, low > least), ("max_flex", high, high < most)):
            if narrow:
                self.bad(line, "flex_too_narrow", column, str(bound))
        return low, high
