"""A list from elsewhere, looked at line by line before anybody on it is taken in: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

Text = str | Promise
PROBLEM, NEW = "problem", "new"
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
"""The ways in which lists write a day; where the order could be either, the day comes before the month."""


class Unclear(Exception):
    """A line or a cell cannot be taken; the message is a sentence for who looks at the list."""


@dataclass(frozen=True)
class Outcome:
    """What one line would do. `details` are what the action takes; empty unless somebody is new."""

    number: int
    called: str
    reach: str
    state: str
    why: Text = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """Every line of a list with what it would do; `states` are those that lines of this list may have."""

    outcomes: Sequence[Outcome]
    states: tuple[str, ...]

    def in_state(self, state: str) -> list[Outcome]:
        """The lines in one state, in their order."""
        return [outcome for outcome in self.outcomes if outcome.state == state]

    @property
    def counts(self) -> dict[str, int]:
        """How many lines there are in each state."""
        return {state: len(self.in_state(state)) for state in self.states}

    @property
    def problems_first(self) -> list[Outcome]:
        """Every line, those with a problem before the others."""
        return sorted(self.outcomes, key=lambda line: (line.state != PROBLEM, line.number))

    @property
    def may_apply(self) -> bool:
        """Whether the list can be taken in: nothing is wrong, and somebody is new."""
        return not self.counts[PROBLEM] and bool(self.counts[NEW])


def day_of(said: str) -> date | None:
    """The day that a cell names, in whichever way; None when it names none."""
    for form in DATES:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007  # a day has no time zone
        except ValueError:
            continue
    return None
