"""An issue as plain data, in one language: the same content from which mail, text, letter, call and archive are made.

    {"kind", "heading", "text", "facts", "answer", "by", "url", "link", "note", "key"}

All are strings but `facts`, a list of them. `note` says why something is not shown. Words of people are never kept in
what is sealed: only `key` stays, and the words are read again each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict

from django.utils import translation
from django.utils.translation import gettext as _

from ..models import Block, BlockKind, Issue
from . import pulling
from .pulling import ARCHIVE, NEWSLETTER, Gone, Pulled


class Piece(TypedDict):
    """One part of an issue, JSON-able; see the module."""

    kind: str
    heading: str
    text: str
    facts: list[str]
    answer: str
    by: str
    url: str
    link: str
    note: str
    key: str


@dataclass(frozen=True)
class Content:
    """An issue in one language, Easy Read or not. `gaps` counts what has no Easy Read words yet."""

    number: int
    language: str
    easy: bool
    subject: str
    intro: str
    pieces: list[Piece]
    gaps: int = 0


@dataclass(frozen=True)
class Lost:
    """A block whose source shows nothing, and why."""

    block: Block
    gone: Gone


def content(issue: Issue, language: str, *, easy: bool = False) -> Content:
    """What readers of a language get today: as it was sealed once it was sent, else as it stands.

    What is gone shows nothing; see `lost`.
    """
    if issue.sealed:
        return opened(issue, language, easy=easy, channels=NEWSLETTER)
    blocks = list(issue.blocks.all())
    with translation.override(language):
        found = pulling.pull(_named(blocks), NEWSLETTER)
        pieces, gaps = [], int(easy and begins_without_easy(issue, language))
        for block in blocks:
            pulled = found.get((block.kind, block.source, block.key))
            if isinstance(pulled, Gone):
                continue
            pieces.append(_piece(block, language, pulled, easy))
            gaps += easy and lacks_easy(block, language)
    return _whole(issue, language, easy, [piece for piece in pieces if _says_something(piece)], gaps)


def seal(issue: Issue) -> dict[str, Any]:
    """What is kept of an issue once it is sent: its pieces in each language, with the words of people left out."""
    sealed: dict[str, Any] = {}
    for language in issue.languages:
        plain, easy = content(issue, language), content(issue, language, easy=True)
        sealed[language] = {
            "plain": [_without_words(piece) for piece in plain.pieces],
            "easy": [_without_words(piece) for piece in easy.pieces],
            "gaps": easy.gaps,
        }
    return sealed


def opened(issue: Issue, language: str, *, easy: bool = False, channels: Iterable[str] = ARCHIVE) -> Content:
    """A sent issue as it may be shown today on these channels. It says where words of people are left out."""
    kept: list[Piece] = issue.sealed.get(language, {}).get("easy" if easy else "plain", [])
    quoted = [
        (BlockKind.QUOTE.value, BlockKind.QUOTE.value, piece["key"])
        for piece in kept
        if piece["kind"] == "quote"
    ]
    with translation.override(language):
        found = pulling.pull(quoted, list(channels))
        pieces = [_reopened(piece, found) for piece in kept]
    return _whole(issue, language, easy, pieces, issue.sealed.get(language, {}).get("gaps", 0))


def lost(issue: Issue) -> list[Lost]:
    """Blocks that show nothing, because their source is gone or its consent was taken back."""
    blocks = list(issue.blocks.all())
    found = pulling.pull(_named(blocks), NEWSLETTER)
    return [
        Lost(block, gone)
        for block in blocks
        if isinstance(gone := found.get((block.kind, block.source, block.key)), Gone)
    ]


def out_of_date(issue: Issue) -> list[tuple[Block, str]]:
    """Blocks whose source is over, such as a session that took place, and why."""
    blocks = list(issue.blocks.all())
    found = pulling.pull(_named(blocks), NEWSLETTER)
    pulled = [(block, found.get((block.kind, block.source, block.key))) for block in blocks]
    return [(block, one.old) for block, one in pulled if isinstance(one, Pulled) and one.old]


def _named(blocks: Iterable[Block]) -> list[tuple[str, str, str]]:
    return [(block.kind, block.source, block.key) for block in blocks if block.has_source]


def begins_without_easy(issue: Issue, language: str) -> bool:
    """Whether it begins with words that are not there in Easy Read."""
    return bool(issue.said("intro", language)) and not issue.said("easy", language)


def lacks_easy(block: Block, language: str) -> bool:
    """Whether a part has no Easy Read words; a heading needs none."""
    return block.kind != BlockKind.HEADING and not block.said("easy", language)


def _piece(block: Block, language: str, pulled: Pulled | None, easy: bool) -> Piece:
    own = (easy and block.said("easy", language)) or block.said("text", language)
    heading = block.said("heading", language)
    if pulled is None:
        return _made(block.kind, heading, text=own)
    is_quote = block.kind == BlockKind.QUOTE
    replaced = bool(easy and block.said("easy", language)) and not is_quote
    text = own if replaced else "\n\n".join(part for part in (own, "" if is_quote else pulled.words) if part)
    return _made(
        block.kind, heading or pulled.title, text=text, facts=pulled.facts, url=pulled.url, link=pulled.link,
        answer=pulled.words if is_quote else "" if replaced else pulled.answer, by=pulled.by, key=block.key,
    )  # fmt: skip


def _made(
    kind: str, heading: str, *, text: str = "", facts: Iterable[str] = (), answer: str = "", by: str = "",
    url: str = "", link: str = "", note: str = "", key: str = "",
) -> Piece:  # fmt: skip
    return Piece(kind=str(kind), heading=heading, text=text, facts=list(facts), answer=answer, by=by, url=url,
                 link=link, note=note, key=key)  # fmt: skip


def _says_something(piece: Piece) -> bool:
    return bool(piece["heading"] or piece["text"] or piece["answer"])


def _without_words(piece: Piece) -> Piece:
    if piece["kind"] != BlockKind.QUOTE:
        return piece
    return _made(piece["kind"], piece["heading"], text=piece["text"], facts=piece["facts"], key=piece["key"])


def _reopened(piece: Piece, found: dict[tuple[str, str, str], pulling.Found]) -> Piece:
    if piece["kind"] != BlockKind.QUOTE:
        return piece
    today = found.get((BlockKind.QUOTE, BlockKind.QUOTE, piece["key"]))
    if isinstance(today, Pulled):
        opened: Piece = {**piece, "answer": today.words, "by": today.by}
        return opened
    note = _("Somebody’s words stood here. They are not shown, because they may not be shown here any more.")
    return _made(piece["kind"], "", note=note, key=piece["key"])


def _whole(issue: Issue, language: str, easy: bool, pieces: list[Piece], gaps: int) -> Content:
    intro = (easy and issue.said("easy", language)) or issue.said("intro", language)
    return Content(issue.number, language, easy, issue.said("subject", language), intro, pieces, gaps)
