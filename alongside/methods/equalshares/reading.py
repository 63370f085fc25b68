"""Files in the format of Pabulib, read: our own, and others with approvals or points."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import cast

from ..unusable import Unusable
from .asking import Ballot, Bid, Completion, Rules
from .publishing import FORMAT, PARTS

Line = tuple[int, dict[str, str]]
"""The number of a line, from 1, and what stands under each heading."""


@dataclass(eq=False)
class BadFile(Unusable):
    """A file that cannot be read: the line, counted from 1, and why."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.why}."


@dataclass(frozen=True)
class File:
    """A file, read: all that it says (``meta``), bids with names, ballots by voter, and who is said to be funded.

    Amounts are in the smallest coin. ``rules`` and ``seed`` are there where we wrote the file, and then empty
    ballots are among ``ballots``.
    """

    meta: Mapping[str, str]
    bids: tuple[Bid, ...]
    names: Mapping[str, str]
    ballots: Mapping[str, Ballot]
    selected: frozenset[str]
    rules: Rules | None = None
    seed: str = ""


def read(text: str) -> File:
    """Read a file of approvals or points. Raises ``BadFile`` with the first line that is wrong."""
    parts: dict[str, list[Line]] = {"META": [], "PROJECTS": [], "VOTES": []}
    for part, number, row in _rows(text):
        parts[part].append((number, row))
    if not parts["META"] or not parts["PROJECTS"]:
        raise BadFile(1, "the file needs the parts META, PROJECTS and VOTES")
    meta = {row.get("key", ""): (number, row.get("value", "")) for number, row in parts["META"]}
    settings = _settings(*meta.get("comment", (1, "")))
    coin = int(settings.get("coin", "1"))
    budget = _coins(*meta.get("budget", (1, "")), coin)
    projects = _by_id(parts["PROJECTS"], "project_id")
    voters = _by_id(parts["VOTES"], "voter_id")
    ballots = {voter: _ballot(number, row, projects) for voter, (number, row) in voters.items()}
    ballots |= {f"empty {number + 1}": () for number in range(int(settings.get("empty_ballots", "0")))}
    return File(
        {key: value for key, (_, value) in meta.items()},
        tuple(Bid(id, _coins(number, row.get("cost", ""), coin)) for id, (number, row) in projects.items()),
        {id: row.get("name", "") for id, (_, row) in projects.items()},
        ballots,
        frozenset(id for id, (_, row) in projects.items() if row.get("selected") == "1"),
        _rules(settings, budget) if settings else None,
        settings.get("seed", ""),
    )


def _by_id(lines: Sequence[Line], column: str) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for number, row in lines:
        id = row.get(column, "")
        if not id or id in found:
            raise BadFile(number, f"the {column} {id!r} is missing, or stood in an earlier line")
        found[id] = number, row
    return found


def _rows(text: str) -> list[tuple[str, int, dict[str, str]]]:
    """All lines of all parts, with the part and the number of the line."""
    found = []
    part, heading = "", None
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    for cells in lines:
        row = [cell.strip() for cell in cells]
        if row and row[0].upper() in PARTS:
            part, heading = row[0].upper(), None
        elif not any(row):
            continue
        elif not part:
            raise BadFile(lines.line_num, "the first line must be META")
        elif heading is None:
            heading = row
        else:
            found.append((part, lines.line_num, dict(zip(heading, row, strict=False))))
    return found


def _settings(line: int, comment: str) -> dict[str, str]:
    """Our rules as they stand in the comment; nothing where others wrote the file."""
    told, _, seed = comment.partition(" seed=")
    first, *settings = told.removeprefix("#1: ").split() or [""]
    if first != FORMAT:
        return {}
    found = dict(setting.partition("=")[::2] for setting in settings)
    found["seed"] = seed
    if not all(found.get(key, "").isdecimal() for key in ("step", "coin", "empty_ballots")):
        raise BadFile(line, "the comment must give step, coin and empty_ballots as whole numbers")
    return found


def _rules(settings: Mapping[str, str], budget: int) -> Rules:
    return Rules(
        budget,
        cast("Completion", settings.get("completion", "")),
        settings.get("stop_when_exhaustive") == "yes",
        int(settings["step"]),
        settings.get("whole_start") == "yes",
    )


def _coins(line: int, amount: str, coin: int) -> int:
    try:
        coins = Decimal(amount) * coin
    except InvalidOperation:
        raise BadFile(line, f"{amount!r} is not an amount of money") from None
    if not coins.is_finite() or coins != int(coins) or coins < 0:
        raise BadFile(line, f"{amount!r} is not a whole number of the smallest coin, from 0 up")
    return int(coins)


def _ballot(line: int, row: Mapping[str, str], known: Collection[str]) -> Ballot:
    ids = [id.strip() for id in row.get("vote", "").split(",") if id.strip()]
    for id in ids:
        if id not in known or ids.count(id) > 1:
            raise BadFile(line, f"the vote names {id!r}, which is no project or stands there twice")
    if not row.get("points"):
        return tuple(ids)
    given = [cell.strip() for cell in row["points"].split(",")]
    if len(given) != len(ids) or not all(cell.isdecimal() for cell in given):
        raise BadFile(line, "there must be a whole number of points for each project of the vote")
    return dict(zip(ids, map(int, given), strict=True))
