"""An issue as plain text: readable in any text mail, 76 columns, every link spelled out on a line of its own."""

from __future__ import annotations

from textwrap import TextWrapper
from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from ..queries.pieces import Content, Piece
from .words import Frame, Reader, frame

WIDTH = 76
_wrapper = TextWrapper(width=WIDTH, break_long_words=False, break_on_hyphens=False)


def render(content: Content, reader: Reader) -> str:
    """The whole mail as text, in the active language."""
    around = frame(content, reader)
    parts = [
        _underlined(f"{around.centre}: {content.subject}", "="), *(wrapped(note) for note in around.notes),
        wrapped(around.hello),
        wrapped(content.intro), *(piece(one) for one in content.pieces), _end(around),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def piece(one: Piece) -> str:
    """One part as text."""
    said = [
        wrapped(one["heading"], then="-"),
        *(wrapped(fact) for fact in one["facts"]),
        wrapped(one["text"]),
    ]
    if one["kind"] == "quote" and one["answer"]:
        by = f"\n{_spoken(one['by'])}" if one["by"] else ""
        said.append(wrapped(f"“{one['answer']}”") + by)
    elif one["answer"]:
        said.append(wrapped(one["answer"]))
    said.append(wrapped(one["note"]))
    if one["url"]:
        said.append(f"{wrapped(one['link'])}:\n{one['url']}")
    return "\n\n".join(part for part in said if part)


def wrapped(words: str, *, then: str = "") -> str:
    """Words in lines of 76 signs at most; a longer address stays whole. `then` underlines them."""
    lines = [line for paragraph in words.split("\n") for line in (_wrapper.wrap(paragraph) or [""])]
    joined = "\n".join(lines).strip("\n")
    return f"{joined}\n{then * min(WIDTH, max(map(_columns, lines)))}" if then and joined else joined


def _underlined(words: str, sign: str) -> str:
    return wrapped(words, then=sign)


def _columns(line: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line)


def _spoken(by: str) -> str:
    return _("Said by: %(who)s") % {"who": by}


def _end(around: Frame) -> str:
    links = [f"{label}:\n{url}" for label, url in around.links]
    return "\n\n".join(
        part for part in ["-" * 40, wrapped(around.why), *links, wrapped(around.ask), around.post] if part
    )
