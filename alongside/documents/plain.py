"""A version as plain text, the same letters for ever: what its fingerprint is taken from. Holds no word of ours."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any


def text_of(title: str, number: int, day: date, clauses: Iterable[Mapping[str, Any]]) -> str:
    """The whole version: title, number and day, then each clause under its number, with a line feed at the end.

    `clauses` have "number", "heading" and "text".
    """
    parts = [f"{title}\n{number} · {day.isoformat()}"]
    for one in clauses:
        head = f"{one['number']}. {one['heading']}".rstrip() if one["heading"] else ""
        parts.append(f"{head}\n{one['text']}" if head else f"{one['number']}. {one['text']}")
    return "\n\n".join(parts) + "\n"


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal: what `sha256sum` says of the plain text file."""
    return sha256(text.encode()).hexdigest()
