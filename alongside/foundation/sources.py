"""Where words came from, and what came of them: rooms register the kinds of things that they know.

A room says how to find its things and how they read today (`register`), and what came of a thing that it was given
(`register_came_of`). So a clause can name a session, and a session its clauses, and neither room imports the other.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Thing:
    """Something that words can come from, as it reads today: `kind` and `key` name it, as in ("session", "12")."""

    kind: str
    key: str
    label: str
    url: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of thing. `find` gives those that match some words (all that are new, for none), ten at most.

    `read` gives those with these keys which everybody may read; it asks a constant number of questions.
    """

    name: str
    label: Text
    find: Callable[[str], list[Thing]]
    read: Callable[[Collection[str]], dict[str, Thing]]


Outcomes = Callable[[str, str], Iterable[Thing]]

_kinds: dict[str, Kind] = {}
_came_of: dict[str, Outcomes] = {}


def register(kind: Kind) -> None:
    """A room registers a kind of thing, once, when it starts."""
    _kinds[kind.name] = kind


def register_came_of(room: str, outcomes: Outcomes) -> None:
    """A room registers what came of things, given a kind and a key."""
    _came_of[room] = outcomes


def kinds() -> list[Kind]:
    """Every kind that a room registered, in order of name."""
    return [_kinds[name] for name in sorted(_kinds)]


def kind(name: str) -> Kind | None:
    """A kind by its name."""
    return _kinds.get(name)


def read(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Thing]:
    """Things by kind and key as they read today. What is gone, or not for everybody, is missing from the answer."""
    keys: dict[str, set[str]] = {}
    for name, key in wanted:
        keys.setdefault(name, set()).add(key)
    return {
        (name, key): thing
        for name, asked in keys.items()
        if name in _kinds
        for key, thing in _kinds[name].read(asked).items()
    }


def came_of(name: str, key: str) -> list[Thing]:
    """Everything that came of one thing, room by room."""
    return [thing for room in sorted(_came_of) for thing in _came_of[room](name, key)]
