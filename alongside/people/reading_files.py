"""Lists of people as files: CSV in the encodings that spreadsheets write, and XLSX. Files in, lines out.

Nothing here knows who is in the network; `queries.imports` says what each line would do.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError  # named to catch it; openpyxl does the reading

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import spreadsheet

MOST_LINES = 5_000
MOST_ROWS = 20_000
MOST_UNPACKED = 60 * 1024 * 1024

COLUMNS: dict[str, tuple[str, ...]] = {
    "called": ("called", "name", "name to be called", "first name", "forename", "given name",
               "preferred name", "known as"),
    "surname": ("surname", "last name", "family name"),
    "full_name": ("full name", "whole name", "legal name"),
    "email": ("email", "e mail", "email address", "e mail address", "mail"),
    "phone": ("phone", "telephone", "tel", "mobile", "phone number", "telephone number", "mobile number"),
    "address": ("address", "postal address", "home address", "post"),
    "reach_by": ("reach by", "how to reach", "how to reach them", "contact by", "preferred contact",
                 "contact preference"),
    "brings": ("brings", "what they bring", "bring", "role", "roles", "experience"),
    "interests": ("interests", "interest", "interested in"),
    "languages": ("languages", "language", "languages spoken", "speaks"),
    "age": ("age", "age group", "adult", "18 or over"),
    "joined_on": ("joined on", "joined", "date joined", "joining date", "member since"),
}  # fmt: skip
KNOWN = {name: column for column, names in COLUMNS.items() for name in names}


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


def read(content: bytes, name: str) -> Sheet:
    """Read a CSV or XLSX file. Raises Unreadable with a sentence when that is not possible."""
    rows = _xlsx_rows(content) if name.lower().endswith(".xlsx") else _csv_rows(_text(content))
    return _sheet(rows)


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if b"\x00" in content:
        raise Unreadable(_("This is not a CSV file. Save your list as CSV or XLSX and choose it again."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(_("The letters in this file cannot be read. Save it as CSV UTF-8.")) from None


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise Unreadable(
            format_lazy(_("Line {line} cannot be read. Look for a quotation mark that is not closed."),
                        line=reader.line_num)
        ) from None  # fmt: skip


def _delimiter(text: str) -> str:
    """The sign that parts the most cells of the first line with anything in it."""
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    outside_quotes = re.sub(r'"[^"]*"', "", first)
    return max(",;\t", key=outside_quotes.count)


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    import openpyxl  # here, because few processes ever read a spreadsheet and it weighs 15 MB
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _refuse_bombs(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=100), start=1):
            if number > MOST_ROWS:
                raise Unreadable(
                    _("This spreadsheet has too many lines. Keep only the list of people in it.")
                )
            yield number, [_cell_text(cell) for cell in row]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        ParseError,
        LookupError,
        ValueError,
        TypeError,
        OSError,
    ):
        raise Unreadable(
            _("This is not a spreadsheet that we can read. Save it again as XLSX or CSV, without a password.")
        ) from None


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise Unreadable(_("This spreadsheet is too large. Keep only the list of people in it."))


def _cell_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _sheet(rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    filled = ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))
    headings = next(filled, None)
    if headings is None:
        raise Unreadable(_("This file is empty. Choose another one."))
    columns = [KNOWN.get(_plain(heading)) for heading in headings[1]]
    _check_headings(columns)
    lines: list[Line] = []
    for number, cells in filled:
        if len(lines) == MOST_LINES:
            raise Unreadable(
                _("This file has more than 5,000 people. Split it and upload the parts one by one.")
            )
        lines.append(Line(number, _by_column(columns, cells)))
    if not lines:
        raise Unreadable(_("This file has headings but no people. Add a line for each person."))
    unknown = [heading.strip() for heading, column in zip(headings[1], columns, strict=True) if not column]
    return Sheet(lines, [heading for heading in unknown if heading])


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", heading).casefold().split())


def _check_headings(columns: list[str | None]) -> None:
    known = [column for column in columns if column]
    if "called" not in known and "full_name" not in known:
        raise Unreadable(
            _("The first line must name the columns, and one of them must be “Name”. Look at the template.")
        )
    twice = {column for column in known if known.count(column) > 1}
    if twice:
        raise Unreadable(
            format_lazy(_("Two columns mean the same: {column}. Keep one of them."),
                        column=COLUMNS[sorted(twice)[0]][0])
        )  # fmt: skip


def _by_column(columns: list[str | None], cells: list[str]) -> dict[str, str]:
    pairs = zip(columns, cells, strict=False)
    meant = ((column, spreadsheet.as_written(cell.replace("\x00", ""))) for column, cell in pairs if column)
    return {column: " ".join(cell.split(" ")).strip() for column, cell in meant}
