"""What reports on working with people (GRIPP2, UK Standards) still lack in the last twelve months; see `learning`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise

from alongside.foundation import clock
from alongside.learning.queries import evidence

Text = str | Promise
A_YEAR = timedelta(days=364)


@dataclass(frozen=True)
class Missing:
    """Records of which there is nothing: what they are, which headings want them, and the page where to add them."""

    says: Text
    wanted_by: list[tuple[Text, list[Text]]]
    url: str


@dataclass(frozen=True)
class Gaps:
    """Everything that is missing in a period."""

    begins: date
    ends: date
    rows: list[Missing]


def of(begins: date, ends: date) -> Gaps:
    """What is missing in a period; a constant number of questions."""
    return Gaps(begins, ends, [_missing(gap) for gap in evidence.gaps(begins, ends)])


def of_last_year() -> Gaps:
    """What is missing in the last twelve months."""
    return of(clock.today() - A_YEAR, clock.today())


def _missing(gap: evidence.Gap) -> Missing:
    by_framework: dict[str, tuple[Text, list[Text]]] = {}
    for framework, heading in gap.headings:
        by_framework.setdefault(framework.name, (framework.title, []))[1].append(heading.title)
    return Missing(gap.says, list(by_framework.values()), reverse(gap.add) if gap.add else "")
