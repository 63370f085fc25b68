"""Pasted and typed text made harmless: what cannot be seen is taken out, what cannot be read is refused in a sentence.

Links, scripts and markup stay as the letters that they are; pages show them as text. Word's own signs become plain
ones. Cleaning what is clean changes nothing.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_MARKS = 6
"""Signs above and below one letter; Vietnamese, Hebrew and Arabic need four at most."""

ZWNJ, ZWJ = "\u200c", "\u200d"
BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
BULLET = re.compile(r"^ *[\u2022\u00b7\u25aa\u25cf\u25e6\u27a2](?: +|(?=\w))", re.MULTILINE)
SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Controls, zero-width signs, overrides of direction, tags, private signs and halves of signs."""
MARKS = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{MOST_MARKS + 1},}}"
)
TRAILING, GAPS = re.compile(r" +$", re.MULTILINE), re.compile(r"\n{3,}")


def clean(text: str, *, most: int) -> str:
    """Several lines of text. Empty stays empty. Raises ValidationError, which says what to do, for what is refused."""
    plain = _plain(text)
    plain = GAPS.sub("\n\n", TRAILING.sub("", plain)).strip()
    return _judged(plain, text, most)


def clean_line(text: str, *, most: int) -> str:
    """One line of text: lines are joined. Raises ValidationError as `clean` does."""
    return _judged(" ".join(_plain(text).split()), text, most)


def paragraphs(text: str) -> list[str]:
    """The parts of a text between empty lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _plain(text: str) -> str:
    """Repeated until nothing changes: what is taken out may bring two signs together that make a third."""
    while (plainer := _plainer(text)) != text:
        text = plainer
    return text


def _plainer(text: str) -> str:
    broken = BREAKS.sub("\n", text).replace("\uf0b7", "\u2022")
    seen = _joiners(UNSEEN.sub("", unicodedata.normalize("NFC", broken)))
    return unicodedata.normalize("NFC", BULLET.sub("- ", SPACES.sub(" ", seen)))


def _joiners(text: str) -> str:
    """Joiners stay between letters that need them (Arabic, Persian, Indic scripts) and inside pictures; others go."""
    if ZWJ not in text and ZWNJ not in text:
        return text
    kept: list[str] = []
    for at, sign in enumerate(text):
        if sign in (ZWJ, ZWNJ) and not _joins(kept[-1] if kept else "", text[at + 1 : at + 2]):
            continue
        kept.append(sign)
    return "".join(kept)


def _joins(before: str, after: str) -> bool:
    if not before or not after or before in (ZWJ, ZWNJ):
        return False
    return all(ord(sign) > 0x058F and not sign.isspace() for sign in (before, after))


def _judged(plain: str, typed: str, most: int) -> str:
    if typed.strip() and not plain:
        raise ValidationError(
            _("We cannot read this. It holds only signs that nobody can see. Type it again.")
        )
    if MARKS.search(unicodedata.normalize("NFD", plain)):
        raise ValidationError(_("Some letters carry too many signs, and cannot be read. Take them out."))
    if len(plain) > most:
        raise ValidationError(
            _("Make this shorter. It may have %(most)d letters, and it has %(size)d."),
            code="max_length", params={"most": most, "size": len(plain)},
        )  # fmt: skip
    return plain
