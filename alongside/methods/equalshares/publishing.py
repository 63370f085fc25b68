"""A result as a file in the format of Pabulib, without names.

One file holds bids, ballots and rules: enough to work the result out again, which ``recompute.py`` does without
Alongside. The format (pabulib.org/format) knows no empty ballots and not all of our rules; both stand in its
comment. D. Stolicki, S. Szufa and N. Talmon, "Pabulib: A Participatory Budgeting Library", arXiv:2012.06539.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from ..unusable import Unusable
from . import asking
from .asking import Ballot, Bid, Completion, points
from .results import Result

FORMAT = "alongside-equalshares-1"
RECOMPUTE = Path(__file__).with_name("recompute.py")
"""The program that works a published file out again: one file, only the standard library."""
PARTS = ("META", "PROJECTS", "VOTES")
COINS = (1, 10, 100, 1000)
PLAIN_ID = re.compile(r"[\w.-]+")
OFFICIAL: Mapping[Completion, str] = {
    "none": "equalshares",
    "add1": "equalshares/add1",
    "add1_comparison": "equalshares/add1-comparison",
}


@dataclass(eq=False)
class BadBidId(Unusable):
    """The format joins ids with commas, so an id is made of letters, digits, dots, hyphens and underscores."""

    id: str

    def __str__(self) -> str:
        return f"The id {self.id!r} cannot be published: use letters, digits, dots and hyphens."


@dataclass(eq=False)
class BadCoin(Unusable):
    """A unit of money that is not 1, 10, 100 … of the smallest coin."""

    coin: int

    def __str__(self) -> str:
        return f"A unit of money is 1, 10, 100 or 1000 of the smallest coin, not {self.coin}."


@dataclass(eq=False)
class BadSeed(Unusable):
    """A seed that does not fit into one line of a file as it is."""

    seed: str

    def __str__(self) -> str:
        return f"The seed {self.seed!r} must be one line, without spaces at its ends."


@dataclass(frozen=True)
class Heading:
    """What a file says about itself. Amounts are written in units of ``coin`` coins, pounds of 100 pence, say."""

    description: str
    country: str
    unit: str
    instance: str
    begin: date
    end: date
    currency: str = "GBP"
    coin: int = 100


def write(
    heading: Heading,
    bids: Sequence[Bid],
    ballots: Mapping[str, Ballot],
    result: Result,
    *,
    seed: str,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return the public file of a result.

    ``seed`` is that of the lot, and is published in the file. Voters are numbered anew, in an order that
    depends on nothing but the ballots and the seed. ``names`` are titles of bids that may be public; of others
    only the id is told. Raises ``BadBidId``, ``BadCoin`` and ``BadSeed``.
    """
    _check(heading, bids, seed)
    cast = sorted(_content(ballot) for ballot in ballots.values())
    told = [ballot for ballot in cast if ballot]
    empty = len(cast) - len(told)
    scored = any(given != 1 for ballot in told for _, given in ballot)
    rows = [["META"], ["key", "value"]]
    rows += _meta(heading, bids, result, len(told), empty, seed, scored)
    rows += _projects(heading, bids, told, result, seed, names or {}, scored)
    rows += _votes(told, seed, scored)
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue()


def _check(heading: Heading, bids: Sequence[Bid], seed: str) -> None:
    if heading.coin not in COINS:
        raise BadCoin(heading.coin)
    if seed != seed.strip() or not seed.isprintable():
        raise BadSeed(seed)
    for bid in bids:
        if not PLAIN_ID.fullmatch(bid.id) or bid.id.upper() in PARTS:
            raise BadBidId(bid.id)


def _content(ballot: Ballot) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((id, given) for id, given in points(ballot).items() if given))


def _meta(
    heading: Heading, bids: Sequence[Bid], result: Result, told: int, empty: int, seed: str, scored: bool
) -> list[list[str]]:
    rules = result.rules
    settings = {
        "completion": rules.completion,
        "stop_when_exhaustive": _yes(rules.stop_when_exhaustive),
        "whole_start": _yes(rules.whole_start),
        "step": rules.step,
        "coin": heading.coin,
        "empty_ballots": empty,
        "seed": seed,
    }
    official = not scored and not empty and _official(heading, bids, result)
    return [
        ["description", _line(heading.description)],
        ["country", _line(heading.country)],
        ["unit", _line(heading.unit)],
        ["instance", _line(heading.instance)],
        ["num_projects", str(len(bids))],
        ["num_votes", str(told)],
        ["budget", _amount(rules.budget, heading.coin)],
        ["vote_type", "scoring" if scored else "approval"],
        ["rule", OFFICIAL[rules.completion] if official else "unknown"],
        ["date_begin", f"{heading.begin:%d.%m.%Y}"],
        ["date_end", f"{heading.end:%d.%m.%Y}"],
        ["currency", heading.currency],
        ["comment", f"#1: {FORMAT} " + " ".join(f"{key}={value}" for key, value in settings.items())],
    ]


def _projects(
    heading: Heading,
    bids: Sequence[Bid],
    told: Sequence[tuple[tuple[str, int], ...]],
    result: Result,
    seed: str,
    names: Mapping[str, str],
    scored: bool,
) -> list[list[str]]:
    """Bids in the order in which votes would fund them."""
    people, score = dict.fromkeys((bid.id for bid in bids), 0), dict.fromkeys((bid.id for bid in bids), 0)
    for ballot in told:
        for id, given in ballot:
            people[id] += 1
            score[id] += given
    drawn = {id: place for place, id in enumerate(asking.lot_order(list(people), seed))}
    heads = ["project_id", "cost", "votes", *(["score"] if scored else []), "name", "selected"]
    rows = [["PROJECTS"], heads]
    for bid in sorted(bids, key=lambda bid: (-score[bid.id], bid.cost, drawn[bid.id])):
        counts = [str(people[bid.id]), *([str(score[bid.id])] if scored else [])]
        name = _line(names.get(bid.id, "")) or bid.id
        selected = str(int(bid.id in result.winners))
        rows.append([bid.id, _amount(bid.cost, heading.coin), *counts, name, selected])
    return rows


def _votes(told: Sequence[tuple[tuple[str, int], ...]], seed: str, scored: bool) -> list[list[str]]:
    """Ballots under new numbers, in an order that the seed makes of the sorted ones; most points first in each."""
    order = sorted(range(len(told)), key=lambda place: sha256(f"{seed}|ballot|{place}".encode()).hexdigest())
    rows = [["VOTES"], ["voter_id", "vote", *(["points"] if scored else [])]]
    for number, place in enumerate(order, 1):
        most_first = sorted(told[place], key=lambda pair: (-pair[1], pair[0]))
        given = [",".join(str(points) for _, points in most_first)] if scored else []
        rows.append([str(number), ",".join(id for id, _ in most_first), *given])
    return rows


def _official(heading: Heading, bids: Sequence[Bid], result: Result) -> bool:
    """Whether the format has a name for exactly these rules, and others can follow them without our lot."""
    rules = result.rules
    in_units = all(amount % heading.coin == 0 for amount in (rules.budget, *(bid.cost for bid in bids)))
    grows = rules.whole_start and rules.step == heading.coin and not rules.stop_when_exhaustive
    return (
        rules.completion in OFFICIAL
        and in_units
        and not result.used_lot
        and not result.filled
        and (not rules.whole_start if rules.completion == "none" else grows)
        and len(result.winners) < sum(bool(bid.cost) for bid in bids)
    )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _line(text: str) -> str:
    return " ".join(text.split())


def _amount(amount: int, coin: int) -> str:
    """An amount in units: whole, or with as many decimals as it needs."""
    units = Decimal(amount) / Decimal(coin)
    return str(int(units)) if units == int(units) else f"{units.normalize():f}"
