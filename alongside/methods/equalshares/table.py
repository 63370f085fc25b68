"""Ballots as numbers: equal ballots are counted once, and bids stand in the order in which ties are broken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .asking import Ballot, Bid, points

Real = NDArray[np.float64]
Places = NDArray[np.intp]
Whole = NDArray[np.uint8] | NDArray[np.uint32]


@dataclass(frozen=True, eq=False)
class Backing:
    """Who supports one bid: places of ``ballots`` (S), how many people cast each, and points (S)."""

    ballots: Places
    people: Real
    points: Real
    weight: Real


@dataclass(frozen=True, eq=False)
class Table:
    """G different ballots on M bids.

    ``bids`` (M) stand in the order in which ties are broken: lower cost, more votes, then the lot. ``votes``
    (M) are their points over all people. ``people`` (G) cast each ballot, ``voters`` in all. ``points`` (G x M).
    """

    bids: tuple[Bid, ...]
    votes: tuple[int, ...]
    voters: int
    people: Real
    points: Whole
    backing: tuple[Backing, ...]

    def fundable(self) -> list[int]:
        """The places of bids that can be funded at all: with a cost, and somebody's support."""
        return [place for place, bid in enumerate(self.bids) if bid.cost and self.votes[place]]


def tabulate(bids: Sequence[Bid], ballots: Mapping[str, Ballot], lot: Sequence[str]) -> Table:
    """Count equal ballots once. The order of bids and ballots makes no difference."""
    counted = _counted(ballots)
    votes = dict.fromkeys(lot, 0)
    for ballot, times in counted.items():
        for id, given in ballot:
            votes[id] += given * times
    drawn = {id: place for place, id in enumerate(lot)}
    ordered = tuple(sorted(bids, key=lambda bid: (bid.cost, -votes[bid.id], drawn[bid.id])))
    place = {bid.id: column for column, bid in enumerate(ordered)}
    rows = [row for row, ballot in enumerate(counted) for _ in ballot]
    columns = [place[id] for ballot in counted for id, _ in ballot]
    values = np.array([given for ballot in counted for _, given in ballot], dtype=np.int64)
    small = values.max(initial=0) < 256
    table = np.zeros((len(counted), len(bids)), dtype=np.uint8 if small else np.uint32)
    table[rows, columns] = values
    people = np.array(list(counted.values()), dtype=np.float64)
    return Table(
        ordered,
        tuple(votes[bid.id] for bid in ordered),
        len(ballots),
        people,
        table,
        tuple(_backing(table[:, column], people) for column in range(len(ordered))),
    )


def _counted(ballots: Mapping[str, Ballot]) -> dict[tuple[tuple[str, int], ...], int]:
    """Different ballots and how many people cast each, in an order that does not depend on who came first."""
    counted: dict[frozenset[tuple[str, int]], int] = {}
    for ballot in ballots.values():
        if isinstance(ballot, Mapping):
            key = frozenset((id, given) for id, given in ballot.items() if given)
        else:
            key = frozenset(points(ballot).items())
        counted[key] = counted.get(key, 0) + 1
    return dict(sorted((tuple(sorted(key)), people) for key, people in counted.items()))


def _backing(column: Whole, people: Real) -> Backing:
    ballots = np.flatnonzero(column)
    given = column[ballots].astype(np.float64)
    return Backing(ballots, people[ballots], given, people[ballots] * given)
