"""How the interface came to be in each language: drafted by a machine or by people, and how much of it was read over.

Counted from the catalogues when they are compiled (tools/translations.py); nothing of it is typed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import to_locale

from . import languages


@dataclass(frozen=True)
class Review:
    """Somebody read texts over: who by role, when, and how many of these texts still read so."""

    by: str
    on: date
    texts: int


@dataclass(frozen=True)
class Translation:
    """Where the interface stands in one language."""

    code: str
    by_machine: bool
    texts: int
    translated: int
    reviewed: int
    reviews: tuple[Review, ...]

    @property
    def is_source(self) -> bool:
        """Whether the interface was written in it."""
        return self.code == settings.LANGUAGE_CODE

    @property
    def is_easy(self) -> bool:
        """Plain English holds only the texts that differ from English."""
        return self.code == languages.EASY

    @property
    def share(self) -> int:
        """How many texts of a hundred are in this language, rounded down: 100 means all of them."""
        return 100 if self.is_source or self.is_easy else self._percent(self.translated, self.texts)

    @property
    def share_reviewed(self) -> int:
        """How many of a hundred texts in this language a person read over, rounded down."""
        return 100 if self.is_source else self._percent(self.reviewed, self.translated)

    @property
    def is_whole(self) -> bool:
        """Whether everything is in this language, and a person read all of it."""
        return self.share == self.share_reviewed == 100

    @property
    def name(self) -> str:
        """What its speakers call the language."""
        return languages.own_name(self.code)

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return languages.tag(self.code)

    @property
    def direction(self) -> str:
        """Which way it is written."""
        return languages.direction(self.code)

    @staticmethod
    def _percent(part: int, whole: int) -> int:
        return 100 * part // whole if whole else 0


def into(code: str) -> Translation:
    """Where the interface stands in a language of pages."""
    return _of(Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES" / "status.json", code)


@cache
def _of(path: Path, code: str) -> Translation:
    said: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    reviews = [
        Review(one["by"], date.fromisoformat(one["on"]), one["texts"]) for one in said.get("reviews", [])
    ]
    return Translation(
        code, said.get("drafted_by", "machine") == "machine", said.get("texts", 0), said.get("translated", 0),
        said.get("reviewed", 0), tuple(sorted(reviews, key=lambda one: one.on, reverse=True)),
    )  # fmt: skip
