"""What the network brings is counted in blocks of twenty joiners, and published on the first of a month."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.methods import disclosure

from ..models import CountedMember, Member, NetworkBlock, NetworkTable, languages
from ..queries import composition


def close_network_blocks(*, by: Actor) -> list[NetworkBlock]:
    """Add up every full block of twenty people who wait, in order of joining. Fewer go on waiting.

    Closed blocks are never computed again: who leaves or changes what they bring later changes no sum.
    """
    with transaction.atomic():
        last = NetworkBlock.objects.select_for_update().order_by("-number").first()
        first = last.number + 1 if last else 1
        closed = [_close(number, people) for number, people in enumerate(_full_blocks(), start=first)]
        if closed:
            record(
                "people.network_blocks_closed", None, by=by, first=closed[0].number, last=closed[-1].number
            )
        return closed


def publish_network_tables(*, by: Actor) -> list[NetworkTable]:
    """Publish the tables of this month's first day, once. Nothing looks at the answers to decide when."""
    day = clock.today().replace(day=1)
    with transaction.atomic():
        if NetworkTable.objects.filter(published_on=day).exists():
            return []
        blocks = composition.blocks_on(day)
        if not blocks:
            return []
        published = [row for row in (*_tables(day, blocks), _languages(day, blocks)) if row]
        NetworkTable.objects.bulk_create(published)
        if published:
            record("people.network_tables_published", None, by=by, on=day.isoformat(), tables=len(published))
        return published


def _full_blocks() -> Iterator[list[Member]]:
    waiting = (
        Member.objects.here().filter(counted=None).order_by("joined_on", "pk").prefetch_related("brings")
    )
    block: list[Member] = []
    for member in waiting.iterator(chunk_size=1000):
        block.append(member)
        if len(block) == disclosure.BLOCK_SIZE:
            yield block
            block = []


def _close(number: int, people: list[Member]) -> NetworkBlock:
    answers = [{composition.QUESTION.id: {row.kind for row in member.brings.all()}} for member in people]
    spoken = Counter(language for member in people for language in _languages_of(member))
    block = NetworkBlock.objects.create(
        number=number,
        closed_on=clock.today(),
        sums=disclosure.add_up([composition.QUESTION], answers),
        languages=dict(spoken),
    )
    CountedMember.objects.bulk_create(CountedMember(member=member, block=block) for member in people)
    return block


def _languages_of(member: Member) -> set[str]:
    """Of the known languages only: a block is kept for ever, and words of one's own could name somebody."""
    return {word.strip().casefold() for word in member.languages} & languages.KNOWN


def _tables(day: date, blocks: tuple[str, ...]) -> Iterator[NetworkTable]:
    sums = {str(number): block for number, block in NetworkBlock.objects.values_list("number", "sums")}
    history = composition.history()
    for kind, question in composition.tables_of_kinds().items():
        of_kind = {number: block[question.id] for number, block in sums.items()}
        publication = disclosure.publish(question, of_kind, history, blocks=blocks)
        for table in publication.tables:
            history.append(table)
            yield NetworkTable(published_on=day, question=kind, table=table.as_data())
        if publication.held:
            yield NetworkTable(published_on=day, question=kind, held=True)


def _languages(day: date, blocks: tuple[str, ...]) -> NetworkTable | None:
    """How many languages at least eight people speak: one that fewer speak might give somebody away."""
    if len(blocks) * disclosure.BLOCK_SIZE < disclosure.SMALLEST_BASE:
        return None
    spoken: Counter[str] = Counter()
    counted = NetworkBlock.objects.filter(number__in=[int(number) for number in blocks])
    for block in counted.values_list("languages", flat=True):
        spoken.update(block)
    known = sum(1 for people in spoken.values() if people >= disclosure.SMALLEST_COUNT)
    table = {"count": known, "n": len(blocks) * disclosure.BLOCK_SIZE}
    return NetworkTable(published_on=day, question=composition.LANGUAGES, table=table)
