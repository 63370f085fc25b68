"""The plan for the day: clock times, its length beside the session's, breaks, and a plan to start from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import PlanItem, Session

USUAL = (10, 30, 15, 30, 5)
"""Minutes of the parts of a plan to start from."""
LONGEST_WITHOUT_BREAK = 90
"""Minutes, after the session template of the Cuppas of the Co-Production Collective: longer needs a break."""


class Item(Protocol):
    """One part of a plan, written or kept."""

    @property
    def minutes(self) -> int: ...

    @property
    def title(self) -> str: ...

    @property
    def is_break(self) -> bool: ...


@dataclass(frozen=True)
class Draft:
    """One part of a plan that is not kept yet."""

    minutes: int
    title: str
    notes: str = ""
    is_break: bool = False


@dataclass(frozen=True)
class Timed:
    """One part of the plan with the moment at which it begins."""

    starts_at: datetime
    minutes: int
    title: str
    notes: str
    is_break: bool


def length(session: Session) -> int:
    """How many minutes a session really lasts, also across a change of clocks."""
    return int(session.ends_at.timestamp() - session.starts_at.timestamp()) // 60


def timed(session: Session, items: Iterable[PlanItem]) -> list[Timed]:
    """The plan with clock times."""
    found, begins = [], session.starts_at
    for item in items:
        found.append(Timed(begins, item.minutes, item.title, item.notes, item.is_break))
        begins += timedelta(minutes=item.minutes)
    return found


def remarks(minutes: int, items: Sequence[Item]) -> list[str]:
    """What should be looked at twice in a plan for a session of this length; nothing for an empty plan."""
    if not items:
        return []
    found = []
    planned = sum(item.minutes for item in items)
    if planned > minutes:
        found.append(
            _("The plan takes %(planned)d minutes, and the session lasts %(length)d. Make the plan shorter.")
            % {"planned": planned, "length": minutes}
        )
    if planned < minutes:
        found.append(
            _("The plan takes %(planned)d minutes, and the session lasts %(length)d. Some time is free.")
            % {"planned": planned, "length": minutes}
        )
    if longest_without_break(items) > LONGEST_WITHOUT_BREAK:
        found.append(
            ngettext(
                "People sit for more than %(count)d minute without a break. Add a break.",
                "People sit for more than %(count)d minutes without a break. Add a break.",
                LONGEST_WITHOUT_BREAK,
            )
            % {"count": LONGEST_WITHOUT_BREAK}
        )
    return found


def longest_without_break(items: Iterable[Item]) -> int:
    """The longest stretch without a break, in minutes."""
    longest = stretch = 0
    for item in items:
        stretch = 0 if item.is_break else stretch + item.minutes
        longest = max(longest, stretch)
    return longest


def to_start_from(minutes: int) -> list[Draft]:
    """A plan of 90 minutes to start from; shorter as the session is, with a break where it is longer."""
    if minutes < sum(USUAL):
        return _short(minutes)
    pause = [Draft(10, _("Break"), is_break=True)] if minutes > LONGEST_WITHOUT_BREAK else []
    parts = _parts(USUAL)
    return [*parts[:3], *pause, *parts[3:]]


def _parts(minutes: Sequence[int]) -> list[Draft]:
    return [
        Draft(minutes[0], _("Welcome, and how we work together")),
        Draft(minutes[1], _("Small groups: what matters to us"), _("Saying who you are is up to you.")),
        Draft(minutes[2], _("Groups share what they said")),
        Draft(minutes[3], _("Second round: what we do about it")),
        Draft(minutes[4], _("What happens next")),
    ]


def _short(minutes: int) -> list[Draft]:
    """The usual parts, shortened alike to whole five minutes; under half an hour there is no second round."""
    if minutes < 30:
        first, last = _parts(USUAL)[0], _parts(USUAL)[4]
        end = min(5, minutes // 3)
        return [replace(first, minutes=minutes - end), *([replace(last, minutes=end)] if end else [])]
    shares = [max(5, minutes * part // sum(USUAL) // 5 * 5) for part in USUAL]
    shares[1] += minutes - sum(shares)
    return _parts(shares)
