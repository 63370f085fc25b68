"""Asking another centre for its story, and keeping of it only what may be kept: figures, as plain text.

What comes is held to the published description (`story.schema.json`) before anything of it is used. Quotes and claims
are not copied: somebody who takes their words back there must find them gone here too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext as _

from alongside.foundation import fetching

from . import open_data

if TYPE_CHECKING:
    import jsonschema

MOST_BYTES = 2_000_000
SECONDS = 10
TYPES = ("application/json",)
MOST_FIGURES = 500
MOST_LETTERS = 1000
LARGEST = 10**15
"""No centre counts more of anything; what is larger cannot be shown."""
TEXTS = ("id", "label", "display", "unit", "base_note", "definition", "wording")
AS_THEY_ARE = ("value", "qualifier", "base", "as_of", "status")


class NotHeard(Exception):
    """Nothing usable came; a sentence says why."""


@dataclass(frozen=True)
class Heard:
    """What a centre publishes, or None where nothing changed since the tag that was sent."""

    content: dict[str, Any] | None
    etag: str


def address_of(typed: str) -> str:
    """Where the story of a centre is, from the address of its site or of its data. Raises CannotFetch."""
    typed = typed.strip()
    url = typed if "://" in typed else f"https://{typed}"
    fetching.check(url, allowed_hosts=[fetching.host_of(url)])
    parts = urlsplit(url)
    path = parts.path if parts.path.strip("/") else "/story.json"
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, parts.query, ""))


def ask(url: str, *, etag: str = "") -> Heard:
    """Ask a centre for its story. Raises NotHeard with a sentence for people."""
    try:
        found = fetching.get(
            url,
            most_bytes=MOST_BYTES,
            timeout=SECONDS,
            allowed_hosts=[fetching.host_of(url)],
            types=TYPES,
            etag=etag,
        )
    except fetching.CannotFetch as refusal:
        raise NotHeard(str(refusal)) from refusal
    return Heard(None if found.unchanged else read(found.content, url), found.etag)


def read(raw: bytes, url: str) -> dict[str, Any]:
    """What is kept of a published story. Raises NotHeard for anything that our description does not fit."""
    try:
        data = json.loads(raw, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise NotHeard(_("What came is not JSON.")) from None
    if isinstance(data, dict) and data.get("format", open_data.FORMAT) != open_data.FORMAT:
        raise NotHeard(_("Its story is written in another version of the format than ours."))
    import jsonschema  # here, because few processes ever listen and it weighs 9 MB

    try:
        _description().validate(data)
    except (jsonschema.ValidationError, RecursionError):
        raise NotHeard(_("What came is not a story in the published format.")) from None
    site = fetching.host_of(url)
    figures = {figure["id"]: _kept(figure, site) for figure in data["figures"][:MOST_FIGURES]}
    return {
        "centre": {"name": plain(data["centre"]["name"]), "short_name": plain(data["centre"]["short_name"])},
        "url": _link(data["url"], site),
        "as_of": data["as_of"],
        "language": plain(data["language"])[:16],
        "figures": list(figures.values()),
    }


def plain(text: str) -> str:
    """Text as it can be kept and shown anywhere: no control signs, no half letters, no end of it far away."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text[:MOST_LETTERS])
    return " ".join(seen.encode(errors="replace").decode().split())


def _kept(figure: dict[str, Any], site: str) -> dict[str, Any]:
    kept = {name: plain(figure[name]) for name in TEXTS} | {name: figure[name] for name in AS_THEY_ARE}
    if any(number is not None and not abs(number) <= LARGEST for number in (kept["value"], kept["base"])):
        raise NotHeard(_("What came is not a story in the published format."))
    return kept | {"url": _link(figure["definition_url"], site)}


def _link(url: str, site: str) -> str:
    """An address of the same site that a reader may follow, or nothing."""
    return url if url.startswith(("https://", "http://")) and fetching.host_of(url) == site else ""


def _no_number(word: str) -> None:
    raise ValueError(word)


@cache
def _description() -> jsonschema.Draft202012Validator:
    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(open_data.SCHEMA.read_text()))
