"""The Monday view and a member's own desk: what is due, by day, one step each; and what is theirs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.desk.queries import gaps, home, week
from alongside.foundation import actors, clock, doors, waiting
from alongside.foundation.waiting import Waiting
from alongside.learning import actions as learning
from alongside.learning.queries import evidence
from alongside.people.models import Member
from tests.furniture import Browser, Make, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

BY = actors.SYSTEM
DAY = timedelta(days=1)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> list[Waiting]:
    """The one room from which anything waits: fill the list."""
    rows: list[Waiting] = []
    monkeypatch.setattr(waiting, "_askers", {"gatherings.words": lambda request: rows})
    monkeypatch.setattr(waiting, "_on_record", set())
    return rows


def heaps(**kept: str) -> dict[str, list[str]]:
    found = week.narrowed(week.of(RequestFactory().get("/")), **kept)
    return {heap.name: [str(row.title) for row in heap.rows] for heap in found.heaps}


def test_what_is_due_stands_by_day(only: list[Waiting], our_centre: Any) -> None:
    today = clock.today()
    sunday = week.end_of_week(today)
    only += [
        Waiting("late", "/", due=today - DAY), Waiting("today", "/", due=today), Waiting("sunday", "/", due=sunday),
        Waiting("next", "/", due=sunday + DAY), Waiting("one day", "/"),
    ]  # fmt: skip
    assert heaps() == {
        "overdue": ["late"], "week": list(dict.fromkeys(["today", "sunday"])), "later": ["next"],
        "undated": ["one day"],
    }  # fmt: skip


@pytest.mark.parametrize("day", range(7))
def test_a_week_ends_on_sunday(day: int) -> None:
    assert week.end_of_week(date(2026, 6, 1) + day * DAY) == date(2026, 6, 7)


def test_it_is_narrowed_to_a_room_and_to_whose_it_is(only: list[Waiting], our_centre: Any) -> None:
    only += [Waiting("mine", "/"), *waiting.ours([Waiting("ours", "/")], minutes=20)]
    assert heaps(whose="ours") == {"undated": ["ours"]}
    assert heaps(whose="mine") == {"undated": ["mine"]}
    assert heaps(room="payments") == {}
    assert heaps(room="gatherings") == {"undated": ["mine", "ours"]}


def test_it_says_how_long_things_take_and_whose_they_are(
    only: list[Waiting], coordinator: Member, browser_of: Browser
) -> None:
    only += waiting.ours([Waiting("Answer it", "/answer/", due=clock.today())], minutes=20)
    page = browser_of(coordinator).get(reverse("desk:week")).content.decode()
    for words in ("1 thing waits.", "about 20 minutes", "the centre’s", "This week (1)", "Answer it"):
        assert words in page


def test_an_empty_week_says_so_and_a_bad_filter_shows_everything(
    only: list[Waiting], coordinator: Member, browser_of: Browser
) -> None:
    browser = browser_of(coordinator)
    assert "Nothing waits." in browser.get(reverse("desk:week")).content.decode()
    only.append(Waiting("Answer it", "/answer/"))
    page = browser.get(reverse("desk:week"), {"room": "nowhere", "whose": "nobody"}).content.decode()
    assert "Answer it" in page


def test_it_is_for_staff(make: Make, browser_of: Browser) -> None:
    assert browser_of(make("Ada")).get(reverse("desk:week")).status_code == 403
    assert Client().get(reverse("desk:week")).status_code == 302


def test_the_same_questions_however_much_waits(coordinator: Member, make: Make) -> None:
    """Things to look at in every way in which they can pile up."""
    ada = make("Ada")

    def asked() -> int:
        request = RequestFactory().get("/")
        request.user = coordinator.account  # type: ignore[assignment]
        request.member = coordinator  # type: ignore[attr-defined]
        request.roles = frozenset({doors.Role.MEMBER, doors.Role.COORDINATOR})  # type: ignore[attr-defined]
        with CaptureQueriesContext(connection) as queries:
            week.of(request)
        return len(queries)

    def learn(count: int) -> None:
        for turn in range(count):
            learning.write_item(
                ada, what=f"It went well {turn}", how_it_went="worked", strand="learning", by=BY
            )

    learn(1)
    few = asked()
    learn(10)
    assert asked() == few


def test_gaps_name_what_is_missing_and_where_to_add_it(coordinator: Member, browser_of: Browser) -> None:
    before = {str(row.says): row for row in gaps.of_last_year().rows}
    learnt = before["What was learnt, whichever way it went"]
    assert learnt.url == reverse("learning:write_item")
    assert [str(name) for name, _headings in learnt.wanted_by] == [
        str(evidence.GRIPP2.title), str(evidence.STANDARDS.title)
    ]  # fmt: skip
    page = browser_of(coordinator).get(reverse("desk:see_gaps")).content.decode()
    assert f'href="{learnt.url}"' in page
    item = learning.write_item(None, what="It went", how_it_went="worked", strand="learning", by=BY)
    learning.check_item(item, by=BY)
    after = {str(row.says) for row in gaps.of_last_year().rows}
    assert set(before) - after == {"What was learnt, whichever way it went"}


def test_every_gap_leads_to_a_page_that_staff_can_open(coordinator: Member, browser_of: Browser) -> None:
    browser = browser_of(coordinator)
    found = {row.url for row in gaps.of_last_year().rows}
    assert "" not in found
    assert {url: browser.get(url).status_code for url in found} == dict.fromkeys(found, 200)


def test_a_member_sees_what_they_said_and_what_is_new_and_nothing_else(
    make: Make, browser_of: Browser
) -> None:
    ada = make("Ada")
    page = browser_of(ada).get(reverse("desk:home")).content.decode()
    assert "Nothing is waiting for you." in page
    for heading in (
        "Your next session",
        "What you said",
        "Your payments",
        "Your projects",
        "What is new",
        "This week",
    ):
        assert f">{heading}" not in page
    learning.add_resource(
        title="A guide", kind="guide", form="web", licence="cc_by", url="https://example.org/", by=BY
    )
    page = browser_of(ada).get(reverse("desk:home")).content.decode()
    assert "What is new" in page
    assert "A guide" in page


def test_a_member_home_asks_the_same_however_much_there_is(make: Make) -> None:
    ada = make("Ada")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            home.of(ada)
        return len(queries)

    few = asked()
    for turn in range(8):
        learning.add_resource(
            title=f"Guide {turn}",
            kind="guide",
            form="web",
            licence="cc_by",
            url=f"https://example.org/{turn}",
            by=BY,
        )
    assert asked() == few
    assert sum(len(group.rows) for group in home.of(ada).new) == home.MOST_NEW
