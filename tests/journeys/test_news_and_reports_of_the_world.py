"""In a world with one of everything: what rooms call new, and what they tell of a period, leads to pages that open."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import resolve

from alongside.desk import actions as desk
from alongside.desk.queries import home, reports
from alongside.foundation import actors, clock, news, reporting
from alongside.outreach.queries import digests
from alongside.people.models import Member
from tests.journeys import world

BY = actors.SYSTEM
EVER = timedelta(days=4000)


@pytest.fixture
def everything(transactional_db: None) -> None:
    world.build()


def _rooms(member: Member, since: datetime) -> dict[str, list[news.News]]:
    return {room: list(tell(member, since)) for room, tell in news._tellers.items()}


@pytest.mark.long
def test_everything_new_opens_and_everything_told_too(everything: None) -> None:
    since, now = clock.now() - EVER, clock.now()
    marek, lin = (Member.objects.get(called=name) for name in ("Marek", "Lin"))
    browser = Client()
    assert marek.account is not None
    browser.force_login(marek.account)
    told = _rooms(marek, since)
    assert {room for room, rows in told.items() if not rows} == set()
    assert all(one.title and one.at > since for rows in told.values() for one in rows)
    views = {resolve(one.url).view_name: one.url for rows in told.values() for one in rows}
    assert all(news.is_page(name) for name in views)
    assert {url for url in views.values() if browser.get(url).status_code != 200} == set()
    done: dict[str, set[str]] = defaultdict(set)
    for member in (marek, lin):
        for rows in _rooms(member, since).values():
            done[member.called] |= {one.key for one in rows if one.done}
    assert done["Marek"], "what he takes part in is done"
    rows = digests.round_up(marek, None, now).rows
    assert not {one.key for one in rows} & done["Marek"]
    assert home.of(marek).said

    today = clock.today()
    parts = reporting.parts(today - EVER, today)
    assert {part.chapter for part in parts} == {
        "sessions", "said", "learnt", "funding", "projects", "did_not_work", "reach"
    }  # fmt: skip
    visitor = Client()
    addresses = {row.url for part in parts for each in part.lists for row in each.rows}
    addresses |= {source.url or "" for part in parts for one in part.figures for source in one.source}
    ways = {resolve(url.partition("?")[0].partition("#")[0]).view_name: url for url in addresses}
    assert len(ways) > 10
    assert {url for url in ways.values() if visitor.get(url).status_code != 200} == set()
    report = desk.start_report(title="All", begins=today - EVER, ends=today, by=BY)
    assert reports.built(report, "ar")["chapters"]
