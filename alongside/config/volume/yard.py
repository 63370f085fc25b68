"""The diary of the generator, with what all of its pieces share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from alongside.config.demonstration import Diary
from alongside.foundation import actors
from alongside.foundation.actors import Actor
from alongside.people.models import Member

from .sizes import Size

Thing = TypeVar("Thing")

FOUNDED, JOINED, MET = 1_500, 1_460, 700
"""Days before today: the centre begins, the first month of joining, the first session after all have joined."""


@dataclass(kw_only=True)
class Yard(Diary):
    """What happens on which day, who is there, and the chance that everything is drawn with."""

    size: Size
    seed: int
    today: date
    in_bulk: bool
    cast: dict[str, Member] = field(default_factory=dict)
    people: list[Member] = field(default_factory=list)

    def ago(self, days: float) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=round(days))

    def chance(self, *what: object) -> random.Random:
        """The chance of one thing, the same in every run of this seed."""
        return random.Random(f"{self.seed} {what}")

    def some(self, count: int, *what: object) -> list[Member]:
        """So many of the crowd, drawn for one thing."""
        return self.chance(*what).sample(self.people, min(count, len(self.people)))

    def finance(self) -> Actor:
        """Who looks after money."""
        account = self.cast["farid"].account
        assert account is not None
        return actors.of(account)


def spread(count: int, since: date, until: date) -> list[date]:
    """So many days from one to another, evenly."""
    span = (until - since).days
    return [since + timedelta(days=span * number // max(1, count)) for number in range(count)]


def turn(rows: Sequence[Thing], number: int) -> Thing:
    """The rows by turns."""
    return rows[number % len(rows)]
