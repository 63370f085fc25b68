"""The languages in which people say and write something here, by their codes (ISO 639-1), with their names."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Name = str | Promise

NAMES: dict[str, Name] = {
    "en": _("English"), "ar": _("Arabic"), "bn": _("Bengali"), "zh": _("Chinese"), "fr": _("French"),
    "gu": _("Gujarati"), "pa": _("Panjabi"), "pl": _("Polish"), "pt": _("Portuguese"), "ro": _("Romanian"),
    "so": _("Somali"), "es": _("Spanish"), "tr": _("Turkish"), "ur": _("Urdu"), "cy": _("Welsh"), "yo": _("Yoruba"),
}  # fmt: skip


def name(code: str) -> Name:
    """The name of a language; its code where we have no name."""
    return NAMES.get(code, code)


def named(codes: Iterable[str] = NAMES) -> list[tuple[str, Name]]:
    """Codes with names, as forms take them; all of them unless some are asked for."""
    return [(code, name(code)) for code in codes]
