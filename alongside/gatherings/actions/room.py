"""Who was in the room is counted in blocks of twenty people, and published on the first of a month."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.methods import disclosure

from ..models import CountedInRoom, RoomBlock, RoomTable
from ..queries import room


def close_room_blocks(*, by: Actor) -> list[RoomBlock]:
    """Add up every full block of twenty people who came to sessions. Fewer go on waiting.

    Closed blocks are never computed again: who leaves, or whose attendance is corrected later, changes no sum.
    """
    with transaction.atomic():
        last = RoomBlock.objects.select_for_update().order_by("-number").first()
        waiting, size = room.uncounted(), disclosure.BLOCK_SIZE
        full = [waiting[start : start + size] for start in range(0, len(waiting) - size + 1, size)]
        first = last.number + 1 if last else 1
        closed = [_close(number, people) for number, people in enumerate(full, start=first)]
        if closed:
            record("gatherings.room_blocks_closed", None, by=by, first=first, last=closed[-1].number)
        return closed


def publish_room_tables(*, by: Actor) -> list[RoomTable]:
    """Publish the tables of this month's first day, once. Nothing looks at the answers to decide when."""
    day = clock.today().replace(day=1)
    with transaction.atomic():
        if RoomTable.objects.filter(published_on=day).exists():
            return []
        blocks = room.blocks_on(day)
        published = list(_tables(day, blocks)) if blocks else []
        RoomTable.objects.bulk_create(published)
        if published:
            record("gatherings.room_tables_published", None, by=by, on=day.isoformat(), tables=len(published))
        return published


def _close(number: int, people: list[tuple[int, set[str]]]) -> RoomBlock:
    answers = [{room.QUESTION.id: kinds} for _member, kinds in people]
    block = RoomBlock.objects.create(
        number=number, closed_on=clock.today(), sums=disclosure.add_up([room.QUESTION], answers)
    )
    CountedInRoom.objects.bulk_create(
        CountedInRoom(member_id=member, block=block) for member, _kinds in people
    )
    return block


def _tables(day: date, blocks: tuple[str, ...]) -> Iterator[RoomTable]:
    sums = {str(number): block for number, block in RoomBlock.objects.values_list("number", "sums")}
    history = room.history()
    for kind, question in room.tables_of_kinds().items():
        of_kind = {number: block[question.id] for number, block in sums.items()}
        publication = disclosure.publish(question, of_kind, history, blocks=blocks)
        for table in publication.tables:
            history.append(table)
            yield RoomTable(published_on=day, kind=kind, table=table.as_data())
        if publication.held:
            yield RoomTable(published_on=day, kind=kind, held=True)
