"""Files that platforms give about an account: bytes in, lines out. Nothing here knows what is on record.

Two shapes are read: one row a day (an account's overview, with a column "Date") and one row a post (with a number of
the post, and the time at which it was posted). Separators, encodings, headings, dates and numbers are read as the
platforms, and spreadsheets after them, write them. A line that cannot be read is named, with what to do.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.plain_text import plain_digits

from .models import Measure

MOST_LINES = 20_000
DAYS, POSTS = "days", "posts"

MEASURES: dict[str, tuple[str, ...]] = {
    Measure.FOLLOWERS: ("followers", "total followers", "follower count", "followers count"),
    Measure.REACH: ("reach", "accounts reached", "people reached"),
    Measure.IMPRESSIONS: ("impressions", "post impressions", "tweet impressions", "views"),
    Measure.ENGAGEMENTS: ("engagements", "total engagements"),
    Measure.RECIPIENTS: ("recipients", "delivered"),
    Measure.ATTENDEES: ("attendees", "came"),
}
POST = ("tweet id", "post id", "status id", "id")
DAY = ("date", "day")
TIME = ("time", "date", "created at", "posted at", "publish time")
TEXT = ("tweet text", "post text", "text")
KNOWN = {name: measure for measure, names in MEASURES.items() for name in names}

ISO = ("%Y-%m-%d", "%Y/%m/%d")
WORDS = ("%a, %b %d, %Y", "%A, %B %d, %Y", "%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y")
NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\Z")
CLOCK = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[AaPp][Mm])?( ?([+-]\d{2}:?\d{2}|Z|UTC|GMT))?\Z")
WHOLE = re.compile(r"\d+\Z")
GROUPED = re.compile(r"\d{1,3}(?:([,.' \u00a0\u202f\u2019])\d{3})(?:\1\d{3})*\Z")
NOTHING = {"", "-", "–", "—", "n/a", "null", "nan"}


class Unreadable(Exception):
    """The file cannot be read at all; the message is a sentence that says what to do."""


class UnclearDates(Unreadable):
    """Dates such as 03/04/2020 do not tell which number is the day. Somebody has to say it."""


@dataclass(frozen=True)
class Line:
    """One line that was read: its number in the file, its day, the post if it tells of one, and its numbers."""

    number: int
    day: date
    values: dict[str, int]
    post: str = ""
    text: str = ""


@dataclass(frozen=True)
class Problem:
    """One line that was not read, and why, in a sentence."""

    number: int
    why: str


@dataclass(frozen=True)
class Sheet:
    """What a file says. `measures` were read; `left_out` are headings of columns that are kept with the file alone."""

    shape: str
    lines: list[Line]
    problems: list[Problem]
    measures: list[str]
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Columns:
    shape: str
    day: int
    post: int | None
    text: int | None
    measures: dict[str, int]
    left_out: list[str]


def read(content: bytes, *, last_day: date, day_first: bool | None = None) -> Sheet:
    """What a file says. No line may tell of a day after `last_day`.

    `day_first` says how dates such as 03/04/2020 are meant. Raises Unreadable, and UnclearDates without it where the
    file itself does not tell.
    """
    rows = _rows(_text(content))
    head = next(rows, None)
    if head is None:
        raise Unreadable(_("This file is empty. Choose another one."))
    columns = _columns(head[1])
    body = list(rows)
    if not body:
        raise Unreadable(_("This file has headings and no lines under them. Choose another one."))
    order = _order([_cell(cells, columns.day) for _number, cells in body], day_first)
    return _judged(body, columns, len(head[1]), order, last_day)


def number_in(text: str) -> int:
    """A whole number as platforms write it: 1234, 1,234, 1.234, 1 234, 12.0. Raises ValueError with a sentence."""
    plain = plain_digits(text).strip()
    if re.fullmatch(r"\d+(?:[.,]\d+)?\s*[KkMm]", plain):
        raise ValueError(_("“%(text)s” is rounded. The exact number is needed.") % {"text": text})
    if GROUPED.match(plain):
        return int(re.sub(r"\D", "", plain))
    plain = re.sub(r"[.,]0{1,2}\Z", "", plain)
    if WHOLE.match(plain) and len(plain) <= 15:
        return int(plain)
    raise ValueError(_("“%(text)s” is not a whole number from 0 up.") % {"text": text[:40]})


def _judged(
    body: Sequence[tuple[int, list[str]]], columns: _Columns, width: int, order: bool | None, last_day: date
) -> Sheet:
    lines: dict[str, Line] = {}
    problems = []
    for number, cells in body:
        try:
            line = _line(number, cells, columns, width, order, last_day)
            _check_twice(line, lines)
        except ValueError as why:
            problems.append(Problem(number, str(why)))
        else:
            lines.setdefault(_key(line), line)
    measures = [measure for measure in Measure.values if measure in columns.measures]
    return Sheet(columns.shape, list(lines.values()), problems, measures, columns.left_out)


def _line(
    number: int, cells: list[str], columns: _Columns, width: int, order: bool | None, last_day: date
) -> Line:
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        raise ValueError(
            _("It has more cells than there are headings. Look for a number with a comma without quotes.")
        )
    if len(cells) < width and columns.shape == DAYS and len(cells) <= max(columns.measures.values()):
        raise ValueError(_("It ends too early. Look whether the file was cut off."))
    day = _day(_cell(cells, columns.day), order)
    if day > last_day:
        raise ValueError(
            _("%(day)s comes after the day on which the file was downloaded.") % {"day": day.isoformat()}
        )
    values = {
        measure: number_in(said)
        for measure, place in columns.measures.items()
        if (said := _cell(cells, place)).lower() not in NOTHING
    }
    if not values:
        raise ValueError(_("It has no number in it."))
    post = _post(_cell(cells, columns.post)) if columns.post is not None else ""
    text = " ".join(_cell(cells, columns.text).split())[:280] if columns.text is not None else ""
    return Line(number, day, values, post, text)


def _check_twice(line: Line, lines: dict[str, Line]) -> None:
    other = lines.get(_key(line))
    if other is not None and other.values != line.values:
        told = {"number": other.number, "what": line.post or line.day.isoformat()}
        raise ValueError(
            _("Line %(number)d says another number for %(what)s. The first of the two is taken.") % told
        )


def _key(line: Line) -> str:
    return line.post or line.day.isoformat()


def _post(said: str) -> str:
    plain = said.strip("'\"= ")
    if re.fullmatch(r"\d[.,]?\d*[eE]\+?\d+", plain):
        raise ValueError(
            _(
                "A spreadsheet has shortened the number of the post. Download the file again, and do not open it."
            )
        )
    if not plain or len(plain) > 40:
        raise ValueError(_("The number of the post is missing or too long."))
    return plain


def _day(said: str, day_first: bool | None) -> date:
    plain = CLOCK.sub("", plain_digits(said).strip())
    numbers = NUMBERS.match(plain)
    try:
        if numbers:
            one, two, year = (int(part) for part in numbers.groups())
            return date(year, two, one) if day_first else date(year, one, two)
        return _named(plain)
    except ValueError:
        told = {"text": said[:40]}
        raise ValueError(
            _("“%(text)s” is not a day that we can read. Write it like 2019-10-31.") % told
        ) from None


@lru_cache(maxsize=4096)
def _named(plain: str) -> date:
    for form in (*ISO, *WORDS):
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  # a day has no time zone
        except ValueError:
            continue
    raise ValueError


def _order(said: Iterable[str], day_first: bool | None) -> bool | None:
    """Whether the day comes first in dates of numbers alone; the file itself tells it where a day is above 12."""
    found = [NUMBERS.match(CLOCK.sub("", plain_digits(one).strip())) for one in said]
    pairs = [(int(match[1]), int(match[2])) for match in found if match]
    if not pairs:
        return day_first
    first, second = any(one > 12 for one, _two in pairs), any(two > 12 for _one, two in pairs)
    if first != second:
        return first
    if day_first is None:
        raise UnclearDates(
            _("This file writes days like %(example)s. Say whether the day or the month comes first.")
            % {"example": next(match[0] for match in found if match)}
        )
    return day_first


def _columns(head: list[str]) -> _Columns:
    names = [_plain(heading) for heading in head]
    post = _first(names, POST)
    day = _first(names, TIME if post is not None else DAY)
    if day is None:
        raise Unreadable(
            _("No column is called “Date”. Choose the file as the platform gave it, with its headings.")
        )
    measures: dict[str, int] = {}
    for place, name in enumerate(names):
        if name in KNOWN:
            measures.setdefault(KNOWN[name], place)
    if not measures:
        raise Unreadable(
            _("No column holds impressions, engagements, reach or followers. Choose another file.")
        )
    text = _first(names, TEXT)
    used = {day, post, text, *measures.values()}
    left_out = [
        heading.strip() for place, heading in enumerate(head) if place not in used and heading.strip()
    ]
    return _Columns(DAYS if post is None else POSTS, day, post, text, measures, left_out)


def _first(names: list[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", heading).casefold().split())


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _text(content: bytes) -> str:
    """The letters, in the encodings that platforms and spreadsheets write."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("This file is empty. Choose another one."))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise Unreadable(_("This is not a CSV file. Choose the file as the platform gave it."))
    try:
        return content.decode(_encoding(content))
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:400]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 4 else "utf-8-sig"


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with something in them, numbered as the file is; a first line "sep=;" names the separator."""
    clean = text.replace("\x00", "").lstrip("\ufeff")
    said = re.match(r"\"?sep=(.)\"?\r?\n", clean)
    reader = csv.reader(io.StringIO(clean, newline=""), delimiter=said[1] if said else _delimiter(clean))
    count = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells) or (said and reader.line_num == 1):
                continue
            count += 1
            _check_count(count)
            yield reader.line_num, cells
    except csv.Error:
        told = {"line": reader.line_num}
        raise Unreadable(
            _("Line %(line)d cannot be read. Look for a quotation mark that is not closed.") % told
        ) from None


def _check_count(count: int) -> None:
    if count > MOST_LINES + 1:
        raise Unreadable(
            ngettext(
                "This file has more than %(count)d line. Download shorter periods, one by one.",
                "This file has more than %(count)d lines. Download shorter periods, one by one.",
                MOST_LINES,
            )
            % {"count": MOST_LINES}
        )


def _delimiter(text: str) -> str:
    """The sign that parts the most cells of the first line with anything in it."""
    first = next((line for line in text.splitlines() if line.strip(" ,;|\t")), "")
    return max(",;\t|", key=re.sub(r'"[^"]*"', "", first).count)
