"""How long personal data is kept: each field with a limit of days has a timer, and a job that acts when it is over.

A field says in its model's `privacy` how many days it is kept (`keep_days`); the room registers a timer that says from
when the days are counted, and which rows are past them. A test holds the two together. The record of processing and
the privacy notice are written from timers, and the doctor says when a job has left something lying.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, QuerySet

from . import clock, doctoring, privacy
from .components import Text

GRACE = timedelta(days=2)
"""A job that acts once a day has this long before what it left counts as overdue."""


@dataclass(frozen=True)
class Timer:
    """Fields of one table that are kept for so many days after a moment.

    `starts` says from when in words that follow "30 days": "after the session". `over(now)` gives the rows that hold
    something still although their days were over at `now`. `job` is the name of the job that deletes or empties.
    """

    table: type[Model]
    fields: tuple[str, ...]
    starts: Text
    over: Callable[[datetime], QuerySet[Any]]
    job: str

    @property
    def days(self) -> int:
        """How many days, as the fields declare it. Raises ValueError when they declare different ones or none."""
        declared = {privacy.declared(self.table)[name].keep_days for name in self.fields}
        if len(declared) != 1 or (days := declared.pop()) is None:
            raise ValueError(f"{self.table._meta.label}: the fields of one timer declare the same keep_days.")
        return days


_timers: dict[tuple[str, tuple[str, ...]], Timer] = {}


def register(*timers: Timer) -> None:
    """Called once by each room whose fields have limits."""
    for timer in timers:
        _timers[timer.table._meta.label, timer.fields] = timer


def timers() -> Iterator[Timer]:
    """Every timer, in order of its table."""
    return iter(_timers[key] for key in sorted(_timers))


def ago(timer_days: int, now: datetime) -> datetime:
    """The moment so many days before."""
    return now - timedelta(days=timer_days)


def overdue() -> dict[Timer, int]:
    """Timers whose job left rows lying for longer than the grace, with how many rows."""
    late = clock.now() - GRACE
    counted = {timer: timer.over(late).count() for timer in timers()}
    return {timer: count for timer, count in counted.items() if count}


def kept_no_longer() -> Iterator[doctoring.Finding]:
    """For the doctor: nothing personal is kept beyond the days that were promised."""
    late = overdue()
    for timer, count in late.items():
        says = (
            f"{count} rows of {timer.table._meta.label} are kept longer than the {timer.days} days promised."
        )
        yield doctoring.Finding(
            f"kept-{timer.job}", False, says, f"See why the job “{timer.job}” does not run."
        )
    if not late:
        yield doctoring.Finding("kept", True, "Nothing personal is kept longer than was promised.")
