"""What every PDF of the house shares: the fonts of the design system, and which way a text runs."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:
    import typst


def direction(text: str) -> str:
    """Which way a text runs: as its first letter with a direction does."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "rtl" if translation.get_language_bidi() else "ltr"


def fonts() -> typst.Fonts:
    """The fonts of the design system first; those of the machine stand in for other scripts."""
    return _fonts(settings.ASSETS_DIR / "fonts")


@cache
def _fonts(folder: Path) -> typst.Fonts:
    import typst  # here, because few processes ever print and it weighs 7 MB

    ours = [str(folder)] if folder.is_dir() else []
    return typst.Fonts(include_system_fonts=True, font_paths=ours)
