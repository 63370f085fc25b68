"""Text that people paste, made plain: what can be read stays, what is hidden or turns the direction goes.

Nothing is understood as mark-up, so a script or a link stays the letters that it is; pages escape it. Source
of the classes of signs: Unicode Standard Annex 9 (direction) and Technical Report 36 (security).
"""

import re
import unicodedata

DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
JOINERS = "\u200c\u200d"
MOST_MARKS = 4
"""Marks on one letter that any script needs; more pile up over other people's lines."""

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_LOOSE_JOINER = re.compile(rf"(?:^|(?<=[\x00-\u058f]))[{JOINERS}]+|[{JOINERS}]+(?=[\x00-\u058f]|$)")
"""Joiners that join nothing: beside a space, or a letter of a script whose letters do not join."""
_MANY_LINES = re.compile(r"\n{3,}")
_WORD_BULLET = re.compile("[\uf0b7\uf0a7\uf076\uf0d8]")


def clean(text: str) -> str:
    """The same words as plain text of several lines.

    Removed: control signs, hidden signs, signs that turn the direction of writing, halves of signs, and marks
    beyond four on one letter. Kept: joiners between letters that join, which Persian and pictures need.
    Paragraphs stay; more than one empty line becomes one.
    """
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode()))
    text = _WORD_BULLET.sub("•", text)
    text = _few_marks("".join(sign for sign in text if _stays(sign)))
    text = _LOOSE_JOINER.sub("", text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", _MANY_LINES.sub("\n\n", "\n".join(lines)).strip())


def clean_line(text: str) -> str:
    """The same words in one line."""
    return " ".join(clean(text).split())


def plain_digits(text: str) -> str:
    """The same text with every digit of any script written as 0 to 9, so that ٢٠٢٦ reads as 2026."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def _stays(sign: str) -> bool:
    if sign in "\n\t" or sign in JOINERS:
        return True
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
