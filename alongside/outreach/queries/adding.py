"""Which readings may be added, and how many followers came: plain rows in, a sum with its rows or a sentence out.

Followers, reach, impressions, engagements, recipients and people who came are unlike: a sum over two of them is no
number of anything, so it is refused. Within a measure, days and posts count the same views twice, and so do two
periods of one channel that overlap. Nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils import formats
from django.utils.translation import gettext as _

from ..models import STOCKS, Measure, Reading

HUNDRED, THOUSAND, TEN_THOUSAND = 100, 1_000, 10_000


class CannotAdd(Exception):
    """There is no such sum; the message is a sentence that says why."""


@dataclass(frozen=True)
class Total:
    """A sum with the readings that it adds, and the days from which to which they tell."""

    measure: str
    value: int
    rows: Sequence[Reading]
    since: date
    until: date

    @property
    def definitions(self) -> list[str]:
        """The different ways in which the rows were counted. More than one is to be said beside the sum."""
        return list(dict.fromkeys(row.definition for row in self.rows))


@dataclass(frozen=True)
class Gain:
    """Followers of one channel: the last reading minus the first. Days are never summed."""

    first: Reading
    last: Reading

    @property
    def value(self) -> int:
        """How many more there are; below zero when some left."""
        return self.last.value - self.first.value


def total(rows: Iterable[Reading]) -> Total:
    """The sum of readings of one measure that overlap nowhere. Raises CannotAdd with the reason."""
    added = sorted(rows, key=lambda row: (row.channel_id, row.since, row.until))
    if not added:
        raise CannotAdd(_("There is no reading to add."))
    measures = sorted({row.measure for row in added})
    if len(measures) > 1:
        raise CannotAdd(_unlike(measures))
    if measures[0] in STOCKS:
        _check_stock(added)
    _check_posts(added)
    _check_overlap(added)
    ends = [row.until for row in added]
    return Total(measures[0], sum(row.value for row in added), added, min(r.since for r in added), max(ends))


def gained(rows: Iterable[Reading]) -> Gain:
    """How many followers one channel gained: last minus first. Raises CannotAdd without two days."""
    seen = sorted(rows, key=lambda row: row.since)
    if any(row.measure not in STOCKS for row in seen):
        raise CannotAdd(_("Only followers are gained. Other measures are counted over a period."))
    if len({row.channel_id for row in seen}) > 1:
        raise CannotAdd(_("Followers of two channels are compared one channel at a time."))
    if len({row.since for row in seen}) < 2:
        raise CannotAdd(_("There must be a first and a last reading, on two different days."))
    return Gain(seen[0], seen[-1])


def natural(value: int) -> str:
    """A number as people say it, rounded down: 713 is "over 700", 19,240 is "19K". The exact one is told beside it."""
    if value < HUNDRED:
        return formats.number_format(value)
    if value >= TEN_THOUSAND:
        return _("%(count)sK") % {"count": formats.number_format(value // THOUSAND)}
    down = value - value % HUNDRED
    shown = formats.number_format(down, force_grouping=True)
    return shown if down == value else _("over %(count)s") % {"count": shown}


def _unlike(measures: list[str]) -> str:
    names = [str(Measure(one).label) for one in measures]
    return _("%(these)s are different things. They are never added together.") % {"these": ", ".join(names)}


def _check_stock(rows: Sequence[Reading]) -> None:
    channels = [row.channel_id for row in rows]
    if len(set(channels)) < len(channels):
        raise CannotAdd(
            _("Followers are a state on a day. Two days of one channel are compared, and never added.")
        )


def _check_posts(rows: Sequence[Reading]) -> None:
    days = {row.channel_id for row in rows if not row.post}
    posts = {row.channel_id for row in rows if row.post}
    if days & posts:
        raise CannotAdd(_("The posts of a channel are in its days already. Add one or the other."))


def _check_overlap(rows: Sequence[Reading]) -> None:
    accounts = [row for row in rows if not row.post]
    for one, other in pairwise(accounts):
        if one.channel_id == other.channel_id and other.since <= one.until:
            raise CannotAdd(
                _("%(one)s and %(other)s of one channel overlap, so their sum counts some days twice.")
                % {"one": period(one), "other": period(other)}
            )


def period(row: Reading) -> str:
    """The day or the days of which a reading tells, in words."""
    return days(row.since, row.until)


def days(since: date, until: date) -> str:
    """A day, or from one day to another, in words."""
    first = formats.date_format(since, "DATE_FORMAT")
    if since == until:
        return first
    return _("%(since)s to %(until)s") % {
        "since": first,
        "until": formats.date_format(until, "DATE_FORMAT"),
    }


def grouped(value: int) -> str:
    """A whole number, with its thousands apart."""
    return formats.number_format(value, force_grouping=True)
