"""What is due, for the Monday view: everything that waits, in four heaps by day, with the rooms it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, waiting

Text = str | Promise

ROOMS: dict[str, Text] = {
    "gatherings": _("Sessions"),
    "conversations": _("Conversations"),
    "documents": _("Texts"),
    "opportunities": _("Opportunities"),
    "learning": _("Learning"),
    "projects": _("Projects"),
    "funding": _("Funding"),
    "payments": _("Payments"),
    "people": _("Members"),
    "story": _("The story"),
    "outreach": _("Newsletter and reach"),
    "desk": _("Letters and calls"),
}


@dataclass(frozen=True)
class Heap:
    """What is due in a stretch of time, soonest first."""

    name: str
    title: Text
    rows: list[waiting.Waiting]


@dataclass(frozen=True)
class Week:
    """Everything that waits for somebody: by day, and how much of it there is in each room."""

    heaps: list[Heap]
    rooms: list[tuple[str, Text, int]]
    count: int

    @property
    def minutes(self) -> int:
        """About how long all of it takes that is due until the end of this week, as far as that is known."""
        soon = [row for heap in self.heaps if heap.name in ("overdue", "week") for row in heap.rows]
        return sum(row.minutes or 0 for row in soon)


def room_words(room: str) -> Text:
    """The name of a room for its readers."""
    return ROOMS.get(room, room)


def end_of_week(day: date) -> date:
    """The Sunday of a week."""
    return day + timedelta(days=6 - day.weekday())


def of(request: HttpRequest) -> Week:
    """Everything that waits for the person of a request."""
    found = waiting.for_request(request)
    return Week(_heaps(found, clock.today()), _rooms(found), len(found))


def narrowed(week: Week, *, room: str = "", whose: str = "") -> Week:
    """What of it comes from one room, and is "ours" (the centre's) or "mine". "" keeps all."""
    heaps = [
        Heap(heap.name, heap.title, [row for row in heap.rows if _is_kept(row, room, whose)])
        for heap in week.heaps
    ]
    kept = [heap for heap in heaps if heap.rows]
    return Week(kept, week.rooms, sum(len(heap.rows) for heap in kept))


def _is_kept(row: waiting.Waiting, room: str, whose: str) -> bool:
    return room in ("", row.room) and (not whose or row.ours == (whose == "ours"))


def _rooms(rows: Iterable[waiting.Waiting]) -> list[tuple[str, Text, int]]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.room] = counts.get(row.room, 0) + 1
    order = list(ROOMS)
    known = sorted(counts, key=lambda name: (order.index(name) if name in order else len(order), name))
    return [(name, room_words(name), counts[name]) for name in known]


def _heaps(rows: list[waiting.Waiting], today: date) -> list[Heap]:
    sunday = end_of_week(today)
    heaps = [
        Heap("overdue", _("Overdue"), [row for row in rows if row.due and row.due < today]),
        Heap("week", _("This week"), [row for row in rows if row.due and today <= row.due <= sunday]),
        Heap("later", _("The weeks after"), [row for row in rows if row.due and row.due > sunday]),
        Heap("undated", _("No day named"), [row for row in rows if row.due is None]),
    ]
    return [heap for heap in heaps if heap.rows]
