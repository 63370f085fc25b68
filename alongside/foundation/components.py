"""What the components of the design system are given: plain values, made by views, shown by `{% load design
%}`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
Kind = Literal["neutral", "good", "waiting", "attention", "stopped", "info", "brand"]
Precision = Literal["day", "month", "year", "minute"]


@dataclass(frozen=True)
class Row:
    """One line of a summary list. `value` may be several lines; `change_url` gives it a change link.

    `change_label` finishes the sentence "Change …" for people who hear links on their own.
    """

    key: Text
    value: Text | Sequence[Text]
    change_url: str = ""
    change_label: Text = ""

    @property
    def lines(self) -> list[Text]:
        """The value as lines of text."""
        return [self.value] if isinstance(self.value, str | Promise) else list(self.value)


@dataclass(frozen=True)
class TimelineItem:
    """One moment on a timeline. `precision` says how much of the date is known; `label` is a word such as a
    strand.
    """

    date: date
    title: Text
    text: Text = ""
    url: str = ""
    label: Text = ""
    precision: Precision = "day"
    future: bool = False


@dataclass(frozen=True)
class Task:
    """One thing that waits for somebody, with its state in words."""

    title: Text
    url: str = ""
    hint: Text = ""
    status: Text = ""
    kind: Kind = "neutral"
    due: date | None = None


@dataclass(frozen=True)
class Column:
    """The head of a table column. Numbers line up at the end of their column."""

    label: Text
    numeric: bool = False


@dataclass(frozen=True)
class Crumb:
    """A step on the way back. The last one has no address: it is where the reader is."""

    label: Text
    url: str = ""
