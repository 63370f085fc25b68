"""What people of the centre wrote for the public, and can be translated: rooms register the kinds of texts they have.

A room says which of its texts everybody may read (`listed`), and how one of them reads today (`read`). Where words
must keep to a rule of the room, `check` refuses the others; where the room shows translations in a way of its own,
`agreed` gives it those that two people agreed on. Who translates, and what they wrote, is for `people` to know.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from .actors import Actor

Name = str | Promise


@dataclass(frozen=True)
class Part:
    """One text of a thing: its title, say. `long` ones have several lines."""

    name: str
    label: Name
    text: str
    long: bool = True


@dataclass(frozen=True)
class Source:
    """A thing with texts in the language in which they were written. `kind` and `key` name it for ever."""

    kind: str
    key: str
    label: str
    url: str
    language: str
    parts: tuple[Part, ...]

    @property
    def texts(self) -> dict[str, str]:
        """Its texts by name, those that say something."""
        return {part.name: part.text for part in self.parts if part.text.strip()}

    @property
    def asked(self) -> list[Part]:
        """Its parts that say something: what there is to translate."""
        return [part for part in self.parts if part.text.strip()]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of its texts, so that a translation knows when they have changed."""
        return hashlib.sha256(json.dumps(self.texts, sort_keys=True).encode()).hexdigest()


Texts = Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of thing. `listed` gives those that everybody may read, newest first, a constant number of questions.

    `check` raises ValidationError for a translation that cannot be; its errors are named by part. `elsewhere` says in
    which languages the room has words for a thing already.
    """

    name: str
    label: Name
    listed: Callable[[], list[Source]]
    read: Callable[[str], Source | None]
    check: Callable[[Source, str, Texts], None] | None = None
    agreed: Callable[[Source, str, Texts, Actor], None] | None = None
    elsewhere: Callable[[], set[tuple[str, str]]] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """A room registers a kind of thing, once, when it starts."""
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    """Every kind that a room registered, in order of name."""
    return [_kinds[name] for name in sorted(_kinds)]


def kind(name: str) -> Kind | None:
    """A kind by its name."""
    return _kinds.get(name)


def read(name: str, key: str) -> Source | None:
    """One thing as it reads today; None for what is gone, or not for everybody."""
    found = _kinds.get(name)
    return found.read(key) if found else None
