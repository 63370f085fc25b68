"""The printing press: frozen content in, bytes out. The same in gives the same out; no clock, no database."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from . import leaflet, open_data
from .models import FileKind
from .presenting import NONE, Amended, Story, anchor, present
from .queries import Content

IN_EACH_LANGUAGE = (
    FileKind.HTML, FileKind.PDF, FileKind.PNG, FileKind.LARGE, FileKind.EASY, FileKind.EASY_PDF,
)  # fmt: skip
PAGES = {"edition": "story:edition", "easy": "story:edition_easy"}
ON_THE_WEB = (FileKind.HTML, FileKind.EASY)
TYPESET = Path(__file__).parent / "typeset"


def sha256(made: bytes) -> str:
    """The fingerprint of a file, in hexadecimal."""
    return hashlib.sha256(made).hexdigest()


def fingerprint(content: Content) -> str:
    """The fingerprint of a whole edition: SHA-256 over its content, keys in order."""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())


def print_all(content: Content, seal: str) -> dict[tuple[str, str], bytes]:
    """Every file of an edition, by kind and language; `seal` is the fingerprint.

    Raises ValidationError when the leaflet cannot be set.
    """
    made: dict[tuple[str, str], bytes] = {}
    for language in content["languages"]:
        for kind in IN_EACH_LANGUAGE:
            made[kind, language] = print_one(kind, language, content, seal)
    for kind in (FileKind.JSON, FileKind.CSS):
        made[kind, ""] = print_one(kind, "", content, seal)
    return made


def print_one(kind: str, language: str, content: Content, seal: str, amended: Amended = NONE) -> bytes:
    """One file. Quotes in `amended` are left out or named anew, and the file says so."""
    with translation.override(language or content["languages"][0]):
        if kind == FileKind.CSS:
            return (TYPESET / "edition.css").read_bytes()
        if kind == FileKind.JSON:
            return _data(content, seal, amended)
        story = present(content, anchor, channel="web" if kind in ON_THE_WEB else "print", amended=amended)
        return _printed(kind, story, content, seal)


def _printed(kind: str, story: Story, content: Content, seal: str) -> bytes:
    where = address(content)
    if kind == FileKind.PDF:
        return leaflet.leaflet(story, where, seal)
    if kind == FileKind.LARGE:
        return leaflet.large(story, where, seal)
    if kind == FileKind.EASY_PDF:
        return leaflet.easy(story, where)
    if kind == FileKind.PNG:
        return leaflet.picture(story, where)
    return _page(story, content, seal, "easy" if kind == FileKind.EASY else "edition")


def address(content: Content) -> str:
    """Where the edition is read, in the active language."""
    return content["site"] + reverse("story:edition", args=[content["slug"]])


def _page(story: Story, content: Content, seal: str, name: str) -> bytes:
    addresses = {}
    for language in content["languages"]:
        with translation.override(language):
            addresses[language] = reverse(PAGES[name], args=[story.slug])
    languages = [
        {
            "code": language,
            "name": translation.get_language_info(language)["name_local"],
            "url": addresses[language],
            "current": language == story.language,
        }
        for language in content["languages"]
    ]
    context: dict[str, Any] = {
        "story": story, "seal": seal, "languages": languages, "address": address(content),
        "rtl": translation.get_language_bidi(), "picture_alternative": leaflet.alternative(story),
    }  # fmt: skip
    return render_to_string(f"story/{name}_page.html", context).encode()


def _data(content: Content, seal: str, amended: Amended) -> bytes:
    edition = {
        "slug": content["slug"], "title": content["title"], "as_of": content["as_of"],
        "published_on": content["published_on"], "fingerprint": seal, "url": address(content),
    }  # fmt: skip
    return open_data.as_bytes(open_data.story(content, edition=edition, amended=amended))
