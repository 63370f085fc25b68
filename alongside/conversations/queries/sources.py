"""What rooms above keep and gather into themes: each registers how its things are read, by the kind of its keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class SaidAbove:
    """Something that was said elsewhere, as everybody may read it: its words, where, and the page of it."""

    text: str
    where: Text = ""
    url: str = ""


Reader = Callable[[Collection[str]], dict[str, SaidAbove]]
"""From keys to what may be read; what is taken back or held back is left out. One query, however many."""

_readers: dict[str, Reader] = {}


def register(kind: str, reader: Reader) -> None:
    """Say how things of a kind such as "gatherings.contribution" are read. Called once by the room above."""
    _readers[kind] = reader


def read(whats: Iterable[str]) -> dict[str, SaidAbove]:
    """What these keys stand for, as far as everybody may read it; one query for each kind."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for what in whats:
        by_kind[what.partition(":")[0]].append(what)
    found: dict[str, SaidAbove] = {}
    for kind, keys in by_kind.items():
        if kind in _readers:
            found |= _readers[kind](keys)
    return found
