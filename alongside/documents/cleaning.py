"""Pasted text made harmless as `foundation.plain_text` does; what nobody can read is refused in a sentence."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alongside.foundation import plain_text

BULLET = re.compile(r"^[\u2022\u00b7\u25aa\u25cf\u25e6\u27a2](?: +|(?=\w))", re.MULTILINE)


def clean(text: str, *, most: int) -> str:
    """Several lines of text. Empty stays empty. Raises ValidationError, which says what to do, for what is refused."""
    return _judged(BULLET.sub("- ", plain_text.clean(text)), text, most)


def clean_line(text: str, *, most: int) -> str:
    """One line of text: lines are joined. Raises ValidationError as `clean` does."""
    return _judged(plain_text.clean_line(text), text, most)


def paragraphs(text: str) -> list[str]:
    """The parts of a text between empty lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _judged(plain: str, typed: str, most: int) -> str:
    if typed.strip() and not plain:
        raise ValidationError(
            _("We cannot read this. It holds only signs that nobody can see. Type it again.")
        )
    if len(plain) > most:
        raise ValidationError(
            _("Make this shorter. It may have %(most)d letters, and it has %(size)d."),
            code="max_length", params={"most": most, "size": len(plain)},
        )  # fmt: skip
    return plain
