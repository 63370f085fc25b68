"""A centre of thousands of invented people, made from one seed, on which the house is measured.

Everything goes through the actions, day by day, as in the demonstration. Four things come so often that they are
written in bulk: joining, agreeing to the newsletter, voting, and answering about equality; and what is recorded is
gathered. A test makes the same small centre with and without that, and compares every table.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime, time
from time import perf_counter

from django.db import transaction

from alongside.foundation import actors, bulk, clock, outbox
from alongside.foundation import record as chain
from alongside.foundation.models import Centre, Event
from alongside.people.models import Member

from . import crowd, founding, funded, meeting, talking, telling
from .sizes import Size
from .yard import Yard

__all__ = ["MADE", "NotOursError", "Size", "Yard", "made_already", "make"]

MADE = "config.volume_made"
"""Under this verb the record says that a house holds a centre of the generator, of what size, from which seed."""

DATABASES = ("default", "monitoring")

Say = Callable[[str], None]


class NotOursError(Exception):
    """The house holds something that the generator did not make; the message says what to do."""


def made_already(size: Size, seed: int) -> bool:
    """Whether the house holds this very centre. Raises NotOursError where it holds another, or real data."""
    made = Event.objects.filter(verb=MADE).first()
    if made is None:
        if Centre.current() is not None or Member.objects.exists():
            raise NotOursError(
                "There is data in this house that the generator did not make, so nothing was written. "
                "Give it an empty house: --data and another folder, or another DATABASE_URL."
            )
        return False
    if made.detail != {"members": size.members, "seed": seed}:
        raise NotOursError(
            f"This house holds a generated centre of {made.detail['members']:,} members, seed "
            f"{made.detail['seed']}. For another one, give an empty house: --data and another folder."
        )
    return True


def make(
    size: Size, *, seed: int, today: date | None = None, in_bulk: bool = True, say: Say = lambda line: None
) -> int:
    """Make the centre in an empty house, all or nothing; gives how many diary entries were lived through.

    `in_bulk=False` takes only the actions that people's own pages take. `say` hears how far it is. Raises NotOursError.
    """
    if made_already(size, seed):
        return 0
    yard = Yard(
        by=actors.SYSTEM, small=False, size=size, seed=seed, today=today or clock.today(), in_bulk=in_bulk
    )
    for write in (founding, crowd, meeting, talking, telling, funded):
        write.write(yard)
    with (
        transaction.atomic(),
        transaction.atomic(using="monitoring"),
        bulk.without_savepoints() if in_bulk else nullcontext(),
    ):
        lived = _live(yard, say)
        outbox.count_as_delivered(by=yard.by)
        chain.record(MADE, None, by=yard.by, members=size.members, seed=seed)
    bulk.take_stock(*DATABASES, thoroughly=True)
    return lived


def _live(yard: Yard, say: Say) -> int:
    """Let the days pass; says after each tenth how far it is.

    A database that plans by its counts is told of them after each tenth, and after the first, second, fourth, eighth …
    entry: in the beginning the house doubles quickly, and a plan for a few people is a bad one for thousands.
    """
    entries = sorted(yard.entries, key=lambda entry: entry[:2])
    began, tenth = perf_counter(), 0
    for number, (day, _order, happens) in enumerate(entries, 1):
        with (
            clock.at(datetime.combine(day, time(12), UTC)),
            chain.gathered() if yard.in_bulk else nullcontext(),
        ):
            happens()
        over = number * 10 // len(entries)
        if over > tenth:
            say(f"{over * 10} %: {day:%B %Y}, {perf_counter() - began:.0f} s")
        if over > tenth or number.bit_count() == 1:
            bulk.take_stock(*DATABASES)
        tenth = over
    return len(entries)
