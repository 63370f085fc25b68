"""What the tests about round-ups share: a room that tells news, and a Monday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alongside.foundation import actors, clock, news
from alongside.foundation.news import News
from alongside.outreach import actions as outreach
from alongside.outreach import jobs_digest
from alongside.outreach.models import DigestChoice
from alongside.people.models import Member
from tests.furniture import Make

BY = actors.SYSTEM
MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def weekly(member: Member, **more: Any) -> DigestChoice:
    given: dict[str, Any] = {"rhythm": "weekly", "weekday": 0, "wording": "Send it.", "by": BY} | more
    return outreach.choose_round_up(member, **given)


class Papers:
    """A room in which things become new when the test says so."""

    def __init__(self) -> None:
        self.rows: list[News] = []

    def comes(self, name: str, at: datetime, *, done: bool = False, kind: str = "Papers") -> None:
        self.rows.append(News(kind, f"paper:{name}", f"Paper {name}", f"/papers/{name}/", at, done))

    def tell(self, member: Any, since: datetime) -> list[News]:
        return [row for row in self.rows if row.at > since]


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    """The only room that tells news."""
    room = Papers()
    monkeypatch.setattr(news, "_tellers", {"papers": room.tell})
    return room


@pytest.fixture
def ada(make: Make) -> Iterator[Member]:
    with clock.at(MONDAY - 3 * DAY):
        yield make("Ada")


def on(moment: datetime) -> None:
    with clock.at(moment):
        jobs_digest.write_round_ups()
