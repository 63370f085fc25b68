"""The languages of the house: those of its pages, and those in which people say and write something here.

Pages come in the languages of `settings.LANGUAGES` that the centre offers. English is always one: a text without
a translation falls back to it. Plain English is a language of pages alone; words written there are English.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from .models import Centre

Name = str | Promise

EASY = "en-easy"
"""Plain English: short words and sentences, for everybody who likes them better."""

NAMES: dict[str, Name] = {
    "en": _("English"), "ar": _("Arabic"), "bn": _("Bengali"), "zh": _("Chinese"), "fr": _("French"),
    "gu": _("Gujarati"), "pa": _("Panjabi"), "pl": _("Polish"), "pt": _("Portuguese"), "ro": _("Romanian"),
    "so": _("Somali"), "es": _("Spanish"), "tr": _("Turkish"), "ur": _("Urdu"), "cy": _("Welsh"), "yo": _("Yoruba"),
}  # fmt: skip


def name(code: str) -> Name:
    """The name of a language; its code where we have no name."""
    return {**dict(settings.LANGUAGES), **NAMES}.get(code, code)


def named(codes: Iterable[str] = NAMES) -> list[tuple[str, Name]]:
    """Codes with names, as forms take them; all of them unless some are asked for."""
    return [(code, name(code)) for code in codes]


def own_name(code: str) -> str:
    """What speakers of a language of pages call it."""
    return str(get_language_info(code)["name_local"])


def tag(code: str) -> str:
    """A language as HTML names it (BCP 47). "easy" alone would stand for a script there."""
    return "en-x-easy" if code == EASY else code


def direction(code: str) -> str:
    """Which way a language of pages is written: "rtl" or "ltr"."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def all_own_names() -> list[tuple[str, str]]:
    """Every language that the house knows, by its own name."""
    return [(code, own_name(code)) for code, _name in settings.LANGUAGES]


def offered(centre: Centre | None = None) -> list[str]:
    """The languages that pages come in: English, and what the centre chose. One query without a centre.

    Before there is a centre, whoever sets it up may read every language.
    """
    centre = centre or Centre.current()
    known = [code for code, _name in settings.LANGUAGES]
    if centre is None:
        return known
    return [code for code in known if code == settings.LANGUAGE_CODE or code in centre.languages]


def offered_names() -> list[tuple[str, Name]]:
    """The languages offered, as forms take them; read when a form is shown, since the centre may change them."""
    return named(offered())


def offered_own_names() -> list[tuple[str, str]]:
    """The languages offered, by their own names, as forms take them."""
    return [(code, own_name(code)) for code in offered()]


def written(centre: Centre | None = None) -> list[str]:
    """The languages offered in which the centre writes for the public. Plain English is none of them."""
    return [code for code in offered(centre) if code != EASY]


def written_names() -> list[tuple[str, Name]]:
    """The languages in which the centre writes, as forms take them."""
    return named(written())


def written_own_names() -> list[tuple[str, str]]:
    """The languages in which the centre writes, by their own names, as forms take them."""
    return [(code, own_name(code)) for code in written()]


def of_words(code: str | None = None) -> str:
    """The language of words written on a page in this language, or on the page of now."""
    return (code or get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def in_language(path: str, code: str) -> str:
    """A path of ours, in another language. Nothing is loaded for it: our addresses differ by their first part alone."""
    first, _slash, rest = path.lstrip("/").partition("/")
    plain = f"/{rest}" if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE else path
    return plain if code == settings.LANGUAGE_CODE else f"/{code}{plain}"
