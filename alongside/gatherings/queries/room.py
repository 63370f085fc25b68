"""How many came, and what they came as. Nothing here lets two published numbers be taken apart to one person.

Attendance counts settled sessions only: completed, or over for fourteen days, so that paper is keyed in. They
are added in order, and a total moves on when at least eight more people had come; so the difference of any
two totals is never about fewer than eight. What people came as is counted in blocks of twenty people, each
person once, as `people` counts what the network brings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from alongside.foundation import clock
from alongside.methods import disclosure
from alongside.people.models import BringsKind

from ..models import Registration, RoomBlock, RoomTable, Session

SETTLED_AFTER = timedelta(days=14)
MONTHS = 60

QUESTION = disclosure.Question(
    id="came_as",
    answers=tuple(BringsKind.values),
    reference=BringsKind.COMMUNITY.value,
    several=True,
)


@dataclass
class Attendance:
    """Totals over the sessions that count so far."""

    sessions: list[int] = field(default_factory=list)
    places: int = 0
    times: int = 0
    people: int = 0


def settled() -> QuerySet[Session]:
    """Delivered sessions whose attendance is no longer written down."""
    over = Q(ends_at__lte=clock.now() - SETTLED_AFTER) | Q(completed_at__isnull=False)
    return Session.objects.delivered().filter(over)


def attendance() -> Attendance:
    """How many places were taken, how often somebody came, and how many different people. Two queries."""
    placed = Count(
        "registrations", filter=Q(registrations__cancelled_at=None, registrations__placed_at__isnull=False)
    )
    came = Count("registrations__attendance")
    rows = (
        settled()
        .annotate(placed=placed, came=came)
        .order_by("starts_at", "pk")
        .values_list("pk", "placed", "came")
    )
    total = Attendance()
    for batch in _batches(rows.iterator()):
        total.sessions += [pk for pk, _placed, _came in batch]
        total.places += sum(placed for _pk, placed, _came in batch)
        total.times += sum(came for _pk, _placed, came in batch)
    attended = Registration.objects.filter(session__in=total.sessions, attendance__isnull=False)
    total.people = (
        attended.aggregate(people=Count("member", distinct=True))["people"] if total.sessions else 0
    )
    return total


def _batches(rows: Iterator[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Sessions in order, cut whenever at least eight people more had come; the rest waits."""
    batch: list[tuple[int, int, int]] = []
    for row in rows:
        batch.append(row)
        if sum(came for _pk, _placed, came in batch) >= disclosure.SMALLEST_COUNT:
            yield batch
            batch = []


def tables_of_kinds() -> dict[str, disclosure.Question]:
    """One yes/no question for each thing that people come as."""
    return {question.id.partition("=")[2]: question for question in QUESTION.yes_no()}


def uncounted() -> list[tuple[int, set[str]]]:
    """People who came to a settled session and are in no block yet, in the order in which they first came.

    Each is a member's id and the things that they came as.
    """
    came = Registration.objects.filter(session__in=settled(), attendance__isnull=False)
    waiting = came.filter(member__counted_in_the_room=None).order_by("session__starts_at", "session", "pk")
    found: dict[int, set[str]] = {}
    for member, brings in waiting.values_list("member", "brings"):
        found[member] = found.get(member, set()) | ({brings} - {""})
    return list(found.items())


def blocks_on(day: date) -> tuple[str, ...]:
    """The blocks that a table of this day counts, oldest first: closed before it, in the last five years."""
    closed = RoomBlock.objects.values_list("number", "closed_on")
    return disclosure.window(
        [disclosure.ClosedBlock(str(number), on) for number, on in closed], on=day, months=MONTHS
    )


def history() -> list[disclosure.Table]:
    """Every table ever published about the room, which an attacker holds too."""
    return [disclosure.Table.from_data(row.table) for row in RoomTable.objects.filter(held=False)]


def latest() -> dict[str, RoomTable]:
    """The newest published table of each kind; a held one only where nothing was published before."""
    found: dict[str, RoomTable] = {}
    for row in RoomTable.objects.order_by("held", "-published_on", "-pk"):
        found.setdefault(row.kind, row)
    return found
