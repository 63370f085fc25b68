"""How far the centre reaches: readings as they hold today, measure by measure, with the days that they tell of."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Min, Q

from alongside.foundation import clock

from ..models import STOCKS, Measure, ReachChannel, Reading, ReadingQuerySet
from . import adding

MONTHS = 6
MOST_BARS = 12


@dataclass(frozen=True)
class Gained:
    """Followers gained in a window: one gain for each channel that has two readings in it, and the channels without."""

    gains: list[adding.Gain]
    without: list[ReachChannel]
    since: date
    until: date

    @property
    def value(self) -> int:
        """The gains of the channels, added. One person may follow several."""
        return sum(gain.value for gain in self.gains)

    @property
    def first_day(self) -> date:
        """The day of the earliest reading that counts."""
        return min(gain.first.since for gain in self.gains)

    @property
    def last_day(self) -> date:
        """The day of the latest reading that counts."""
        return max(gain.last.since for gain in self.gains)


@dataclass(frozen=True)
class OfChannel:
    """What one channel shows of one measure: how many readings, from when to when, and what they come to."""

    channel: ReachChannel
    readings: int
    since: date
    until: date
    latest: Reading | None = None
    gain: adding.Gain | None = None
    total: adding.Total | None = None
    refusal: str = ""
    bars: list[tuple[date, date, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """Everything about one measure."""

    measure: Measure
    channels: list[OfChannel]
    posts: int


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def holding(measure: str) -> ReadingQuerySet:
    """Readings of whole channels that hold today, oldest first."""
    rows = Reading.objects.current().of_account().filter(measure=measure)
    return rows.select_related("channel").order_by("since", "until", "pk")


def first_window(measure: str) -> tuple[date, date] | None:
    """The first six months of a measure, from its first reading on; None before there is one. One query."""
    first = holding(measure).aggregate(first=Min("since"))["first"]
    return (first, months_after(first, MONTHS)) if first else None


def last_window() -> tuple[date, date]:
    """The six months up to today."""
    today = clock.today()
    return months_after(today, -MONTHS), today


def within(measure: str, since: date, until: date) -> list[Reading]:
    """Readings of whole channels that tell of days inside a window alone. One query."""
    return list(holding(measure).filter(since__gte=since, until__lte=until))


def followers_gained(since: date, until: date) -> Gained | None:
    """Followers gained in a window, channel by channel; None when no channel has two readings in it. One query."""
    gains, without = [], []
    for rows in by_channel(within(Measure.FOLLOWERS, since, until)):
        try:
            gains.append(adding.gained(rows))
        except adding.CannotAdd:
            without.append(rows[0].channel)
    return Gained(gains, without, since, until) if gains else None


def latest_followers() -> list[Reading]:
    """The newest reading of followers of every channel that is open. One query."""
    rows = holding(Measure.FOLLOWERS).filter(channel__closed_on=None)
    return [found[-1] for found in by_channel(rows)]


def by_channel(rows: Iterable[Reading]) -> list[list[Reading]]:
    """Readings apart by channel, each in order of their days."""
    found: dict[int, list[Reading]] = defaultdict(list)
    for row in rows:
        found[row.channel_id].append(row)
    return list(found.values())


def sections() -> list[Section]:
    """Every measure that has readings, in order. Two queries."""
    rows = Reading.objects.current().of_account().select_related("channel")
    by_measure: dict[str, list[Reading]] = defaultdict(list)
    for row in rows.order_by("channel__name", "since", "until", "pk"):
        by_measure[row.measure].append(row)
    of_posts = Reading.objects.current().exclude(post="").values_list("measure").annotate(count=Count("pk"))
    posts = dict(of_posts.order_by())
    return [
        Section(measure, [_of_channel(found) for found in by_channel(by_measure[measure])], posts.get(measure, 0))
        for measure in Measure
        if by_measure[measure] or posts.get(measure)
    ]  # fmt: skip


def _of_channel(rows: list[Reading]) -> OfChannel:
    ends = [row.until for row in rows]
    known: dict[str, Any] = {"readings": len(rows), "since": rows[0].since, "until": max(ends)}
    channel = rows[0].channel
    if rows[0].measure in STOCKS:
        return OfChannel(channel, **known, latest=rows[-1], gain=_gain(rows), bars=_last_of_months(rows))
    try:
        return OfChannel(channel, **known, total=adding.total(rows), bars=_sums_of_months(rows))
    except adding.CannotAdd as refusal:
        return OfChannel(channel, **known, refusal=str(refusal))


def _gain(rows: list[Reading]) -> adding.Gain | None:
    try:
        return adding.gained(rows)
    except adding.CannotAdd:
        return None


def _last_of_months(rows: Sequence[Reading]) -> list[tuple[date, date, int]]:
    """The newest twelve months, each with its last reading."""
    months = [
        list(found)[-1] for _month, found in groupby(rows, key=lambda row: (row.since.year, row.since.month))
    ]
    return [(row.since, row.since, row.value) for row in months[-MOST_BARS:]]


def _sums_of_months(rows: Sequence[Reading]) -> list[tuple[date, date, int]]:
    """The newest twelve months; a reading over more than one month stands for itself."""
    found: dict[tuple[int, int, int], list[Reading]] = defaultdict(list)
    for row in rows:
        apart = 0 if (row.since.year, row.since.month) == (row.until.year, row.until.month) else row.pk
        found[row.since.year, row.since.month, apart].append(row)
    bars = [(group[0].since, group[-1].until, sum(row.value for row in group)) for group in found.values()]
    return bars[-MOST_BARS:]


def listed(measure: str, *, posts: bool, since: date | None, until: date | None) -> ReadingQuerySet:
    """Readings of one measure that hold, newest first: of posts or of whole channels; inside a window, if given."""
    rows = Reading.objects.current().filter(measure=measure)
    rows = rows.exclude(post="") if posts else rows.of_account()
    if since:
        rows = rows.filter(since__gte=since)
    if until:
        rows = rows.filter(until__lte=until)
    return rows.select_related("channel", "file", "supersedes").order_by("-since", "-until", "-pk")


def channels_listed() -> list[ReachChannel]:
    """Every channel with how many readings hold and the newest day of any. One query."""
    holds = Q(readings__ended_at=None)
    return list(
        ReachChannel.objects.annotate(
            count=Count("readings", filter=holds), newest=Max("readings__until", filter=holds)
        )
    )


def story_of(channel: ReachChannel) -> ReadingQuerySet:
    """Every reading of a channel, those that were replaced or taken back too, newest first."""
    rows = Reading.objects.filter(channel=channel).select_related("file", "superseded_by")
    return rows.order_by("-since", "-until", "-pk")
