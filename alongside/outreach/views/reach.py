"""How far we reach, in public: measure by measure, and the rows behind every number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation import doors, kept, pages, spreadsheet

from ..models import Measure, ReadingQuerySet
from ..queries import adding, own_reach, presenting_reach, reach

ROWS = 50


@dataclass(frozen=True)
class Asked:
    """Which rows of a measure somebody asked for."""

    measure: Measure
    posts: bool
    since: date | None
    until: date | None

    @property
    def rows(self) -> ReadingQuerySet:
        """The rows, newest first."""
        return reach.listed(self.measure, posts=self.posts, since=self.since, until=self.until)


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def how_far_we_reach(request: HttpRequest) -> HttpResponse:
    """One section for each measure: sentence and table, then a picture."""
    return pages.show(
        request, "outreach/how_far_we_reach", sections=presenting_reach.sections(),
        newsletters=own_reach.newsletters(), who_came=own_reach.who_came(),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def reach_of(request: HttpRequest, measure: str) -> HttpResponse:
    """Every reading of one measure that holds, with its days, definition and source."""
    asked = _asked(request, measure)
    page = pages.paged(request, asked.rows, ROWS)
    return pages.show(
        request, "outreach/reach_of", asked=asked, page=page, sum=_sum(asked), query=request.GET.urlencode(),
        meaning=presenting_reach.MEANINGS[asked.measure],
        days=adding.days(asked.since, asked.until) if asked.since and asked.until else "",
        rows=[(row, presenting_reach.source_of(row)) for row in page],
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def reach_csv(request: HttpRequest, measure: str) -> HttpResponse:
    """The same rows as a spreadsheet."""
    asked = _asked(request, measure)
    head, rows = presenting_reach.spreadsheet_of(list(asked.rows))
    response = HttpResponse(spreadsheet.as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{asked.measure}.csv"'
    return response


def _sum(asked: Asked) -> str:
    """What the rows come to, or why they are not added."""
    rows = list(asked.rows)
    try:
        if asked.measure == Measure.FOLLOWERS:
            return presenting_reach.gains([adding.gained(found) for found in reach.by_channel(rows[::-1])])
        return presenting_reach.sum_of(adding.total(rows))
    except adding.CannotAdd as refusal:
        return str(refusal) if rows else ""


def _asked(request: HttpRequest, measure: str) -> Asked:
    if measure not in Measure.values:
        raise Http404
    given = request.GET
    return Asked(Measure(measure), given.get("of") == "posts", _day(given.get("from")), _day(given.get("to")))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
