"""Every page that can be opened × a house several times as large: it asks the database no more often.

A page that asks once more for each line of a list is quick in a test and slow in a centre. Here a small world, with
one of everything, is read, multiplied, and read again; whatever asks more the second time is named, with what it asks.
Everything is read by one person who holds every role, so that each page shows the most.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import connections, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from alongside.foundation import actors, jobs, kept
from alongside.foundation.doors import Role
from alongside.people import actions as people
from alongside.people.models import Member
from tests.architecture.checks import all_patterns
from tests.journeys import world
from tests.journeys.conftest import session_key
from tests.journeys.test_doors_sweep import browser
from tests.multiplying import Multiplier

pytestmark = [pytest.mark.django_db, pytest.mark.long]
TIMES = 5
TWICE = 2
"""A question that is asked so many times more belongs to each line of a list; one more is a question of its own."""
HEAVY = 100 * 1024
EVERYTHING = "One person's own things, each told in full by its room, as a file has it that they take away."
TOLD = "What the centre tells of itself is arranged by hand. It has no list that grows with the people here."
GROWS: dict[str, str] = {
    "me/data/": EVERYTHING,
    "me/data/download/": EVERYTHING,
    "sessions/<int:pk>/paper/<int:batch>/": "One short question for each form that is printed, 200 at most.",
}
"""Pages that may ask more in a larger house, and why."""
WEIGHS: dict[str, str] = {
    "": TOLD,
    "story/": TOLD,
    "movement/": TOLD,
    "story/arrange/": TOLD,
    "story/arrange/<str:kind>/<int:pk>/": TOLD,
    "story/arrange/<str:kind>/add/": TOLD,
    "story/arrange/desk/": TOLD,
    "me/data/": EVERYTHING,
    "desk/week/": "Everything that waits for the centre, by room, a few of each.",
    "open-data/api/": "Every address of the API with its example, which does not grow with the people here.",
}
"""Pages that may weigh more than 100 KiB when everything is multiplied, and why."""
PLANTED = "planted: the account of each member, one by one"


@dataclass(frozen=True)
class Reading:
    """What a page answered, asked and weighs."""

    path: str
    status: int = 200
    weight: int = 0
    asked: Counter[str] = field(default_factory=Counter)


Readings = dict[str, Reading]


@pytest.fixture(scope="module")
def readings(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Readings, Readings]]:
    """Each page in a world with one of everything, and in one with many."""
    with django_db_blocker.unblock():
        world.build()
        client, pages, rows = _reader(), list(_pages()), Multiplier()
        with world.quietly():
            few = _read_all(pages, client)
            rows.multiply(TIMES)
            yield few, _read_all(pages, client)
        world.clear()


def _reader() -> Client:
    """Marek, who has something of everything, with every role."""
    marek = Member.objects.get(called="Marek")
    for role in people.GIVEN:
        people.appoint(marek, role=role, by=actors.SYSTEM)
    assert marek.account is not None
    return browser(session_key(marek.account))


def _pages() -> Iterator[tuple[str, str]]:
    """Each route that may be read, and a path of it."""
    for route, pattern in all_patterns():
        door = getattr(pattern.callback, "door", None)
        if door is not None and door.admits(frozenset(Role), "GET"):
            yield route, world.path_of(route, pattern)


def _read_all(pages: list[tuple[str, str]], client: Client) -> Readings:
    jobs.beat("worker")
    read = {route: _read(path, client) for route, path in pages}
    return read | {PLANTED: _counted(PLANTED, lambda: [one.account for one in Member.objects.all()])}


def _read(path: str, client: Client) -> Reading:
    kept.forget_parts()
    with _asked() as asked:
        response = client.get(path)
    page = not response.streaming and "html" in response.headers.get("Content-Type", "")
    return Reading(path, response.status_code, len(response.content) if page else 0, asked)


def _counted(name: str, does: Callable[[], object]) -> Reading:
    with _asked() as asked:
        does()
    return Reading(name, asked=asked)


@contextmanager
def _asked() -> Iterator[Counter[str]]:
    """What both databases are asked, and how often; full when it is over."""
    asked: Counter[str] = Counter()
    reset_queries()  # Django keeps the last 9,000 and no more
    both = [CaptureQueriesContext(connections[name]) for name in ("default", "monitoring")]
    with both[0], both[1]:
        yield asked
    asked.update(_plain(query["sql"]) for one in both for query in one.captured_queries)


def _plain(sql: str) -> str:
    """A question without what it asks about: numbers, words, and how many stand in a list."""
    sql = re.sub(r"'(?:[^']|'')*'|\b\d+\b|%s", "?", sql)
    sql = re.sub(r'"s\d+_x\d+"|SAVEPOINT \S+', "SAVEPOINT", sql)
    return re.sub(r"\((?:\?, )*\?\)", "(?)", sql)


def test_no_page_asks_more_often_in_a_larger_house(readings: tuple[Readings, Readings]) -> None:
    few, many = readings
    assert len(many) > 300
    grown = {route: _growth(few[route], many[route]) for route in many if route not in GROWS}
    found = {route: told for route, told in sorted(grown.items()) if told}
    assert found.pop(PLANTED), "One by one was planted, so that this can fail."
    assert not found, "\n\n" + "\n\n".join(found.values())


def _growth(few: Reading, many: Reading) -> str:
    """What is asked more often, most of it first; "" when nothing is."""
    more = many.asked - few.asked
    if max(more.values(), default=0) < TWICE:
        return ""
    lines = [f"{many.path}: {sum(few.asked.values())} questions, then {sum(many.asked.values())}"]
    return "\n".join([*lines, *(f"   +{times}  {sql[:300]}" for sql, times in more.most_common(4))])


def test_no_page_falls_over_in_a_larger_house(readings: tuple[Readings, Readings]) -> None:
    fell = {one.path: one.status for read in readings for one in read.values() if one.status >= 500}
    assert fell == {}


def test_no_page_weighs_more_than_an_old_phone_can_take(readings: tuple[Readings, Readings]) -> None:
    heavy = {route: f"{one.weight // 1024} KiB" for route, one in readings[1].items() if one.weight > HEAVY}
    found = [f"{weight} {route}" for route, weight in sorted(heavy.items()) if route not in WEIGHS]
    assert not found, "\n" + "\n".join(found)


def test_what_is_excused_still_needs_it(readings: tuple[Readings, Readings]) -> None:
    few, many = readings
    assert {route for route in GROWS if not _growth(few[route], many[route])} == set()
    assert {route for route in WEIGHS if many[route].weight <= HEAVY} == set()
