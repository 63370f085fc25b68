"""Who sits where: names for the places of all tickets, so that people of a kind have equal chances.

The places of one kind are shared out so that nobody of that kind has two tickets more than another. Where
people share a household this is an even edge colouring of a bipartite graph (kinds and tickets are its ends,
places its edges, households its colours), which always exists: D. de Werra, "Equitable colorations of graphs",
RIRO 5 (R-3), 1971, pp. 3-8.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

import numpy as np

from .pool import Group, Pool, Whole


@dataclass
class _Place:
    """One place on a ticket, for a kind of people, and the household that takes it."""

    ticket: int
    kind: int
    home: int


def seat(pool: Pool, tickets: Sequence[Whole], luck: Random) -> tuple[tuple[str, ...], ...]:
    """Return the ids on each ticket, sorted. ``tickets`` say how many of each kind they hold."""
    held = np.array(tickets, dtype=np.int64)
    seated: list[list[str]] = [[] for _ in tickets]
    for group in pool.groups:
        places = list(_shared_out(group, held[:, group.kinds], luck))
        if len(group.kinds) > 1:
            _even_out(places, len(group.homes), luck)
        for ticket, id in _named(group, places, luck):
            seated[ticket].append(id)
    return tuple(tuple(sorted(ids)) for ids in seated)


def _shared_out(group: Group, held: Whole, luck: Random) -> Iterator[_Place]:
    """Deal households round and round, in a new order every time, never twice to one ticket.

    ``held`` says how many of each kind of this group are on each ticket.
    """
    waiting: list[int] = []
    for ticket in map(int, np.flatnonzero(held.any(axis=1))):
        kinds = [kind for kind, places in zip(group.kinds, held[ticket], strict=True) for _ in range(places)]
        dealt: list[int] = waiting[: len(kinds)]
        waiting = waiting[len(kinds) :]
        if len(dealt) < len(kinds):
            again = luck.sample(range(len(group.homes)), len(group.homes))
            missing = [home for home in again if home not in dealt][: len(kinds) - len(dealt)]
            dealt += missing
            waiting = [home for home in again if home not in missing]
        luck.shuffle(dealt)
        for kind, home in zip(kinds, dealt, strict=True):
            yield _Place(ticket, kind, home)


def _even_out(places: list[_Place], homes: int, luck: Random) -> None:
    """Exchange households, two at a time, until none has two places of a kind more than another."""
    uneven = True
    while uneven:
        uneven = False
        for one, other in combinations(range(homes), 2):
            theirs = [place for place in places if place.home in (one, other)]
            ahead: dict[int, int] = defaultdict(int)
            for place in theirs:
                ahead[place.kind] += 1 if place.home == one else -1
            if any(abs(by) > 1 for by in ahead.values()):
                _exchange(theirs, one, other, luck)
                uneven = True


def _exchange(theirs: list[_Place], one: int, other: int, luck: Random) -> None:
    """Give the places of two households out anew, in turns along chains of neighbouring places.

    Neighbours are the two places of one ticket, and the places of one kind two by two. Every place has at
    most one neighbour of each sort, so the chains close evenly, and turns part all neighbours.
    """
    neighbours: dict[int, list[int]] = defaultdict(list)
    luck.shuffle(theirs)
    for sort in ("ticket", "kind"):
        alike: dict[int, list[int]] = defaultdict(list)
        for position, place in enumerate(theirs):
            alike[getattr(place, sort)].append(position)
        for positions in alike.values():
            for left, right in zip(positions[::2], positions[1::2], strict=False):
                neighbours[left].append(right)
                neighbours[right].append(left)
    given: set[int] = set()
    for start in range(len(theirs)):
        turns = [(start, luck.randrange(2))] if start not in given else []
        while turns:
            position, turn = turns.pop()
            given.add(position)
            theirs[position].home = (one, other)[turn]
            turns += [(near, 1 - turn) for near in neighbours[position] if near not in given]


def _named(group: Group, places: Sequence[_Place], luck: Random) -> Iterator[tuple[int, str]]:
    """Take turns among the people of a kind within one household."""
    turn: dict[tuple[int, int], list[str]] = {}
    for place in places:
        people = turn.setdefault((place.home, place.kind), [])
        if not people:
            alike = group.homes[place.home][place.kind - group.kinds.start]
            people += luck.sample(alike, len(alike))
        yield place.ticket, people.pop()
