"""What a room can say of a period, for a report to a funder: counts with their definition, and the records themselves.

A room registers a function that is given the first and the last day, and answers parts: each for one chapter. Counts of
records are exact. What counts people's own acts goes through `of_acts`: rounded, and hidden where it is small. People
are never counted for a period: two periods side by side could show one of them. Of people, a report has only the
figures that are published anyhow, as they stand.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.methods import disclosure

from .figures import Figure, Source

Text = str | Promise
Chapter = Literal["sessions", "said", "learnt", "funding", "projects", "did_not_work", "reach"]

EXACT = _("Counted from the records of these days. Nothing is estimated, and nothing is typed in.")
ROUNDED = _("A count below 8 is hidden. Others are rounded to the nearest 5, so that nobody can be known.")
MOST = 60
"""Records of one kind that a report lists; their number is the whole one."""


@dataclass(frozen=True)
class Row:
    """One record that everybody may read: its day, its words, its page, and what came of it in a word."""

    on: date
    label: str
    url: str
    state: Text = ""


@dataclass(frozen=True)
class Listed:
    """Records of one kind in the period, newest first, with what counts as one."""

    title: Text
    definition: Text
    rows: list[Row]


@dataclass(frozen=True)
class Part:
    """What a room says for one chapter. An empty list shows as empty: it is said, not left out."""

    chapter: Chapter
    figures: list[Figure] = field(default_factory=list)
    lists: list[Listed] = field(default_factory=list)


Teller = Callable[[date, date], Iterable[Part]]

_tellers: dict[str, Teller] = {}


def register(room: str, teller: Teller) -> None:
    """A room says what it can tell of a period, both days included. It asks a constant number of questions."""
    _tellers[room] = teller


def parts(begins: date, ends: date) -> list[Part]:
    """Everything that the rooms tell of a period, in order of their names."""
    return [part for room in sorted(_tellers) for part in _tellers[room](begins, ends)]


def of_records(
    figure_id: str, label: Text, count: int, definition: Text, ends: date, url: str, where: Text
) -> Figure:
    """A figure that counts records, exact."""
    return Figure(
        id=figure_id, label=label, display=f"{count:,}", value=count, as_of=ends, definition=definition, rule=EXACT,
        source=(Source(where, url),), row_count=count,
    )  # fmt: skip


def of_acts(
    figure_id: str, label: Text, count: int, definition: Text, ends: date, url: str, where: Text
) -> Figure:
    """A figure that counts what people did: hidden below the smallest count, else rounded."""
    few, about = count < disclosure.SMALLEST_COUNT, disclosure.rounded(count)
    return Figure(
        id=figure_id, label=label, display="" if few else f"{about:,}", value=None if few else about,
        status="too_few" if few else "shown", as_of=ends, definition=definition, rule=ROUNDED,
        qualifier="" if few else "about", source=(Source(where, url),),
    )  # fmt: skip


def share(
    figure_id: str,
    label: Text,
    count: int,
    base: int,
    base_note: Text,
    definition: Text,
    ends: date,
    source: Source,
) -> Figure:
    """A percentage of records with its base; "too few to show" where the base or either side of it is small."""
    small = disclosure.SMALLEST_COUNT
    if base < small or 0 < count < small or 0 < base - count < small:
        return Figure(
            id=figure_id, label=label, status="too_few", as_of=ends, definition=definition, rule=ROUNDED,
            source=(source,),
        )  # fmt: skip
    percent = (200 * count + base) // (2 * base)
    return Figure(
        id=figure_id, label=label, display=f"{percent}%", value=percent, unit="%", base=base, base_note=base_note,
        as_of=ends, definition=definition, rule=EXACT, source=(source,), row_count=base,
    )  # fmt: skip
