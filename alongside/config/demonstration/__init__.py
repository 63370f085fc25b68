"""Loads the demonstration centre of `demo/` through the actions, day by day, with the clock held at each date.

Everything that happens is an entry in one diary, in order of date; the months in between publish tables as the
worker would. `small` leaves out the invented crowd and the sessions: enough for tests, in about a second.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from alongside.foundation import actors, centre, clock, jobs, outbox, retention
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre, Channel
from alongside.monitoring import actions as monitoring

from . import (
    equality,
    funding,
    network,
    outreach,
    projects,
    reading,
    sessions,
    teaching,
    together,
    told,
    waiting,
)

__all__ = ["AlreadyLoadedError", "Diary", "load"]


class AlreadyLoadedError(Exception):
    """There is a centre here already; a demonstration never mixes with it."""


@dataclass
class Diary:
    """What happens on which day. Entries of one day happen in the order in which they were written down."""

    by: Actor
    small: bool
    entries: list[tuple[date, int, Callable[[], Any]]] = field(default_factory=list)

    def on(self, day: date, happens: Callable[..., Any], *given: Any, **named: Any) -> None:
        """Write down that something happens on a day."""
        self.entries.append((day, len(self.entries), partial(happens, *given, **named)))

    def live(self) -> int:
        """Let it all happen; returns how many entries there were."""
        for day, _order, happens in sorted(self.entries, key=lambda entry: entry[:2]):
            with clock.at(datetime.combine(day, time(12), UTC)):
                happens()
        return len(self.entries)


def load(*, small: bool = False, with_sessions: bool | None = None) -> int:
    """Load the demonstration; all or nothing. Returns the number of diary entries. Raises AlreadyLoadedError.

    The sessions come with the crowd, unless `with_sessions` says otherwise.
    """
    if Centre.current() is not None:
        raise AlreadyLoadedError
    diary = Diary(actors.SYSTEM, small)
    with transaction.atomic(), transaction.atomic(using="monitoring"):
        diary.on(date(2017, 10, 1), _found, diary.by)
        people = network.write(diary)
        equality.write(diary)
        wanted = not small if with_sessions is None else with_sessions
        held = sessions.write(diary, people) if wanted else {}
        if wanted:
            together.write(diary, people, held)
            rounds = funding.write(diary, people)
            projects.write(diary, people, rounds)
            teaching.write(diary, people, held, rounds)
            outreach.write(diary)
        told.write(diary, people, held)
        if wanted:
            waiting.write(diary, people)
        lived = diary.live()
        if not small:
            _speak_every_language(diary.by)
        outbox.count_as_delivered(by=diary.by, channel=Channel.EMAIL if wanted else None)
        _keep_no_longer_than_promised()
        return lived


def _keep_no_longer_than_promised() -> None:
    """In years that passed in seconds no worker came by each day."""
    for name in sorted({timer.job for timer in retention.timers()}):
        jobs.do(name)


def _speak_every_language(by: Actor) -> None:
    """Today the interface can be read in every language. What was published before came out in two."""
    ours = Centre.current()
    assert ours is not None
    centre.change(ours, languages=[code for code, _name in settings.LANGUAGES], by=by)


def _found(by: Actor) -> None:
    profile = reading.yaml_file("centre.yaml")
    founding = {name: profile.pop(name) for name in ("name", "short_name", "purpose", "area", "languages")}
    made = centre.set_up(**founding, by=by)
    centre.change(made, by=by, **profile)
    monitoring.load_question_set(by=by)
    monitoring.load_baselines(by=by)
    monitoring.choose_baseline(founding["area"], by=by)
