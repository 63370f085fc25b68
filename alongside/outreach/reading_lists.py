"""Lists of subscribers from elsewhere, as CSV: a file in, lines out. Nothing here knows who is on the list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import spreadsheet

MOST_LINES = 5_000
MOST_BYTES = 5 * 1024 * 1024

COLUMNS: dict[str, tuple[str, ...]] = {
    "called": ("name", "called", "first name", "full name"),
    "email": ("email", "e mail", "email address", "mail"),
    "phone": ("phone", "telephone", "mobile", "phone number"),
    "address": ("address", "postal address", "post"),
    "language": ("language", "lang"),
    "topics": ("topics", "topic", "lists"),
    "basis": ("basis", "legal basis", "lawful basis"),
    "wording": ("wording", "words", "consent text", "words shown"),
    "source": ("source", "where from", "collected at"),
    "date": ("date", "on", "consent date", "agreed on"),
    "how": ("how", "channel", "method"),
    "could_say_no": ("could say no", "opt out offered", "opt out"),
}  # fmt: skip
KNOWN = {name: column for column, names in COLUMNS.items() for name in names}
NEEDED = ("basis", "wording", "source", "date", "how")

TEMPLATE = [
    ["Name", "Email", "Phone", "Address", "Language", "Topics", "Basis", "Wording", "Source", "Date", "How",
     "Could say no"],
    ["Sam", "sam@example.org", "", "", "en", "", "consent", "I would like the newsletter of our centre.",
     "Sign-up form of our old website", "2025-03-14", "web", ""],
    ["Noor", "", "020 7946 0000", "", "ar", "", "consent", "Please call me with the newsletter.",
     "Paper sheet, summer fair", "2025-07-01", "in person", ""],
]  # fmt: skip


class Unreadable(Exception):
    """The file cannot be taken in; the message is a sentence that says what to do."""


@dataclass(frozen=True)
class Line:
    """One line of the file: its number as a spreadsheet shows it, and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """What was read: the lines, and headings that were not understood and are left out."""

    lines: list[Line]
    not_understood: list[str] = field(default_factory=list)


def read(content: bytes) -> Sheet:
    """Read a CSV file in the encodings that spreadsheets write. Raises Unreadable with a sentence."""
    rows = [(number, cells) for number, cells in _rows(_text(content)) if any(cell.strip() for cell in cells)]
    if len(rows) < 2:
        raise Unreadable(_("This file has no lines under its headings."))
    if len(rows) - 1 > MOST_LINES:
        raise Unreadable(
            format_lazy(_("Take at most {most} lines at once. Cut the list in parts."), most=MOST_LINES)
        )
    headings = [" ".join(cell.replace("_", " ").replace("-", " ").lower().split()) for cell in rows[0][1]]
    columns = [KNOWN.get(heading, "") for heading in headings]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        named = ", ".join(name.replace("_", " ").capitalize() for name in missing)
        raise Unreadable(
            format_lazy(_("These columns are missing: {named}. Look at the example."), named=named)
        )
    lines = [Line(number, _cells(columns, cells)) for number, cells in rows[1:]]
    unknown = [rows[0][1][place] for place, column in enumerate(columns) if not column and headings[place]]
    return Sheet(lines, unknown)


def _cells(columns: list[str], cells: list[str]) -> dict[str, str]:
    pairs = zip(columns, cells, strict=False)
    return {column: spreadsheet.as_written(cell).strip() for column, cell in pairs if column}


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise Unreadable(_("This is not a CSV file. Save your list as CSV and choose it again."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        why = _("Line {line} cannot be read. Look for a quotation mark that is not closed.")
        raise Unreadable(format_lazy(why, line=reader.line_num)) from None
