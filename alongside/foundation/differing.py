"""What differs between two texts, word by word, so that it can be shown and read out."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

WORDS = re.compile(r"\s+|[^\s]+")
Kind = Literal["same", "added", "removed"]


class Piece(NamedTuple):
    """A run of words that stayed, came or went."""

    kind: Kind
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The way from one text to the other, in order: joining what stayed and came gives `after` again."""
    return list(_pieces(WORDS.findall(before), WORDS.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for what, start, end, new_start, new_end in SequenceMatcher(None, before, after, False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(before[start:end]))
            continue
        if removed := "".join(before[start:end]):
            yield Piece("removed", removed)
        if added := "".join(after[new_start:new_end]):
            yield Piece("added", added)
