"""Themes and what was answered: "you said, we did", and what still waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Model, Prefetch, Q, QuerySet

from alongside.foundation import clock, sources
from alongside.foundation.models import Centre
from alongside.foundation.record import key_of

from ..models import Conversation, Gathered, Response, ResponseState, Statement, Theme
from . import statements

USUAL_DAYS = 30
AT_FIRST = 10
"""Statements that stand beside an answer; the others are on the page of the theme."""


def answer_within() -> timedelta:
    """How long the centre gives itself for an answer."""
    centre = Centre.current()
    return timedelta(days=centre.answer_within_days if centre else USUAL_DAYS)


def themes_of(source: Model) -> QuerySet[Theme]:
    """The themes of a conversation, or of something that a room above keeps; newest first."""
    return Theme.objects.filter(about=key_of(source)).with_response()


def answered_of(source: Model) -> QuerySet[Theme]:
    """Themes with a response, newest first."""
    return themes_of(source).filter(Q(state__isnull=False))


def unanswered_for(source: Model) -> QuerySet[Theme]:
    """Themes of this source without a response, or still thinking beyond the day that was named.

    A room above asks this before it closes something. `due` is the next day of each.
    """
    return Theme.objects.filter(about=key_of(source)).loose(clock.today()).soonest()


def gathered(whats: Iterable[str]) -> dict[str, Theme]:
    """Which theme each of these stands in, by key ("gatherings.contribution:5"). One query."""
    rows = Gathered.objects.filter(what__in=list(whats)).select_related("theme")
    return {row.what: row.theme for row in rows}


@dataclass(frozen=True)
class YouSaid:
    """A theme as everybody reads it: what was said, and the newest response or the day it is due.

    `said` holds the first ten statements; `more` is how many there are beside them.
    """

    theme: Theme
    said: list[statements.Shown]
    more: int
    response: Response | None
    due: date
    above: list[sources.Thing]

    @property
    def answered(self) -> bool:
        """Whether it has an answer other than "still thinking"."""
        return self.response is not None and self.response.state != ResponseState.THINKING

    @property
    def overdue(self) -> bool:
        """Whether its day has passed without one."""
        return not self.answered and self.due < clock.today()


def you_said(rows: QuerySet[Theme] | Any) -> list[YouSaid]:
    """Themes with what stands in them and their newest response. Six queries, however many there are."""
    said = statements.with_wordings(Statement.objects.accepted())[:AT_FIRST]
    found = rows.prefetch_related(Prefetch("statements", said, to_attr="said"), "responses", "gathered")
    above = sources.read(_named(row.what) for theme in found for row in theme.gathered.all())
    inside = Statement.objects.accepted().filter(theme__in=[theme.pk for theme in found]).order_by()
    counts = dict(inside.values_list("theme").annotate(n=Count("pk")))
    return [_you_said(theme, above, counts.get(theme.pk, 0)) for theme in found]


def said_in(theme: Theme) -> QuerySet[Statement]:
    """Everything that stands in a theme and may be read by everybody, oldest first."""
    return statements.with_wordings(Statement.objects.accepted().filter(theme=theme))


def _named(what: str) -> tuple[str, str]:
    """The kind and key under which a room above registered what was gathered: "contribution" and "5"."""
    kind, _colon, key = what.rpartition(".")[2].partition(":")
    return kind, key


def _you_said(theme: Theme, above: dict[tuple[str, str], sources.Thing], count: int) -> YouSaid:
    responses = list(theme.responses.all())
    newest = responses[0] if responses else None
    due = newest.more_by if newest and newest.more_by else theme.due_on
    shown = statements.as_shown(getattr(theme, "said", []))
    elsewhere = [above[_named(row.what)] for row in theme.gathered.all() if _named(row.what) in above]
    return YouSaid(theme, shown, count - len(shown), newest, due, elsewhere)


def loose_statements(conversation: Conversation) -> QuerySet[Statement]:
    """Accepted statements in no theme yet, oldest first."""
    return statements.with_wordings(Statement.objects.loose().filter(conversation=conversation))


def overdue_statements(conversation: Conversation) -> QuerySet[Statement]:
    """Accepted statements in no theme whose day has passed."""
    return Statement.objects.loose().filter(conversation=conversation, due_on__lt=clock.today())


@dataclass(frozen=True)
class InTime:
    """How many statements fell due or are answered, and how many of them had an answer by their day."""

    due: int
    in_time: int


def answered_in_time() -> InTime:
    """Of everything whose day has come or that is answered: what was answered by its day.

    "Still thinking" is no answer here. What was taken back or declined is not counted; a merged one is, as its
    author said it.
    """
    counted = Statement.objects.filter(withdrawn_at=None, declined_at=None)
    fallen = counted.filter(Q(due_on__lt=clock.today()) | Q(answered_at__isnull=False))
    return InTime(fallen.count(), fallen.filter(answered_at__date__lte=F("due_on")).count())
