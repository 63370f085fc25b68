"""Languages in which people may say something here, by their codes (ISO 639-1), with their names."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "en": _("English"),
    "ar": _("Arabic"),
    "bn": _("Bengali"),
    "cy": _("Welsh"),
    "zh": _("Chinese"),
    "fr": _("French"),
    "gu": _("Gujarati"),
    "pa": _("Panjabi"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "so": _("Somali"),
    "es": _("Spanish"),
    "tr": _("Turkish"),
    "ur": _("Urdu"),
    "yo": _("Yoruba"),
}


def name(code: str) -> str | Promise:
    """The name of a language; its code where we have no name."""
    return NAMES.get(code, code)


def named(codes: Iterable[str]) -> list[tuple[str, str | Promise]]:
    """Codes with names, as forms take them."""
    return [(code, name(code)) for code in codes]
