"""Visitors read from a copy of the database: a second, real one, whose rows say which of the two was asked."""

import re
from collections.abc import Iterator
from pathlib import Path

import environ
import pytest
from django.core.cache import cache
from django.db import DatabaseError, connections, router
from django.test import Client
from django.urls import URLPattern

from alongside.config import environment
from alongside.foundation import actors, centre, doctoring, doors, nearby, record
from alongside.foundation.doctoring import stores
from alongside.foundation.models import Centre, ChainTail
from alongside.monitoring.models import WaitingAnswers
from alongside.people.models import Member
from tests import seeds
from tests.architecture import checks
from tests.furniture import Browser, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM
NOT_PLAIN = re.compile(r"[<(\\^$]|healthz")
PAGE = "/who-may-do-what/"
MAIN_NAME, COPY_NAME = "020 7946 0000", "020 7946 0111"  # the phone numbers on every page


def add_alias(settings: dict[str, object]) -> None:
    connections.databases[nearby.COPY] = settings
    connections.settings = connections.configure_settings(connections.databases)
    connections[
        nearby.COPY
    ].connect()  # at once: the tests let nobody open a database that was not there before


@pytest.fixture
def alias(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A second database with the tables of the house and no rows, of the kind that this run is on."""
    monkeypatch.setattr(nearby, "_silent_until", 0.0)
    if seeds.on_postgres():
        address = seeds.make_databases("copy")["DATABASE_URL"]
        add_alias(environ.Env.db_url_config(address))
    else:
        seeds.lay_out(tmp_path)
        add_alias(environment.sqlite(tmp_path / seeds.FILES["default"]))
    yield
    connections[nearby.COPY].close()
    del connections.databases[nearby.COPY]
    del connections[nearby.COPY]
    if seeds.on_postgres():
        seeds.drop_databases("copy")


@pytest.fixture
def copy(alias: None, our_centre: Centre) -> None:
    """The copy has the last action on record, and another phone number, by which it is told."""
    our_centre.help_phone = COPY_NAME
    our_centre.save(using=nearby.COPY, force_insert=True)
    our_centre.help_phone = MAIN_NAME
    our_centre._state.db = nearby.MAIN
    catch_up()


def catch_up() -> None:
    """What following does: the copy has the last fingerprint."""
    tail = ChainTail.objects.using(nearby.MAIN).get()
    tail.save(using=nearby.COPY)


def read_by(client: Client, path: str = PAGE) -> str:
    """Which of the two a page was read from."""
    page = client.get(path).content.decode()
    assert (MAIN_NAME in page) != (COPY_NAME in page)
    return COPY_NAME if COPY_NAME in page else MAIN_NAME


def test_without_a_copy_the_house_has_two_databases(our_centre: Centre) -> None:
    assert set(connections) == {"default", "monitoring"}
    assert MAIN_NAME in Client().get(PAGE).content.decode()


def test_visitors_read_from_the_copy(copy: None) -> None:
    assert read_by(Client()) == COPY_NAME


def test_people_who_are_signed_in_read_from_the_main_one(
    copy: None, coordinator: Member, browser_of: Browser
) -> None:
    catch_up()
    assert read_by(Client()) == COPY_NAME
    assert read_by(browser_of(coordinator)) == MAIN_NAME


def test_what_was_written_is_read_at_once_and_from_the_copy_when_it_has_it(
    copy: None, our_centre: Centre
) -> None:
    assert read_by(Client()) == COPY_NAME
    centre.change(our_centre, by=BY, help_email="new@centre.example")
    assert read_by(Client()) == MAIN_NAME, "the copy is behind"
    catch_up()
    assert read_by(Client()) == COPY_NAME


def test_what_is_taken_back_does_not_come_back_from_an_old_copy(copy: None, our_centre: Centre) -> None:
    """On a page that is kept: made from the copy, gone after the change, and never kept under a new stamp."""
    page = "/sessions/"
    assert read_by(Client(), page) == COPY_NAME
    record.record("quote.taken_back", None, by=BY)
    assert [read_by(Client(), page) for _ in range(3)] == [MAIN_NAME] * 3
    Centre.objects.using(nearby.COPY).update(help_phone=MAIN_NAME)
    catch_up()
    assert read_by(Client(), page) == MAIN_NAME


def test_every_page_without_a_number_can_be_read_from_the_copy(copy: None) -> None:
    """Questions that went to one database and pieces that went to the other would not fit together."""
    pages = [
        path for path, pattern in checks.all_patterns() if not NOT_PLAIN.search(path) and is_public(pattern)
    ]
    assert len(pages) > 30
    fallen = []
    for path in pages:
        catch_up()
        if Client().get(f"/{path}").status_code >= 500:
            fallen.append(path)
    assert fallen == []


def is_public(pattern: URLPattern) -> bool:
    door: doors.Door | None = getattr(pattern.callback, "door", None)
    return door is not None and door.admits(frozenset({doors.Role.VISITOR}), "GET")


def test_one_who_sends_something_is_answered_from_the_main_one(copy: None) -> None:
    client = Client()
    assert MAIN_NAME in client.post("/newsletter/", {}).content.decode()


def test_a_session_is_read_where_it_was_written(copy: None) -> None:
    client = Client()
    client.cookies["sessionid"] = "anything"
    assert read_by(client) == MAIN_NAME


def test_writing_ends_reading_from_the_copy(copy: None) -> None:
    with nearby.at(copy=True):
        assert Centre.current().help_phone == COPY_NAME  # type: ignore[union-attr]
        record.record("quote.read", None, by=BY)
        assert Centre.current().help_phone == MAIN_NAME  # type: ignore[union-attr]
    assert not nearby.is_on()


def test_limits_and_equality_answers_are_never_read_from_the_copy(copy: None) -> None:
    with nearby.at(copy=True):
        cache.set("limit", 3)
    with nearby.at(copy=True):
        assert cache.get("limit") == 3
        assert router.db_for_read(WaitingAnswers) == "monitoring"


def test_a_copy_that_does_not_answer_is_left_alone(
    alias: None, our_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def silent(database: str) -> str:
        asked.append(database)
        raise DatabaseError("nobody there")

    monkeypatch.setattr(nearby, "_tail", silent)
    assert [read_by(Client()) for _ in range(3)] == [MAIN_NAME] * 3
    assert asked == [nearby.COPY], "and nobody waits for it a second time"


def test_visitors_read_on_while_the_main_database_is_down(
    copy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tail = nearby._tail

    def only_the_copy(database: str) -> str:
        if database == nearby.MAIN:
            raise DatabaseError("nobody there")
        return tail(database)

    monkeypatch.setattr(nearby, "_tail", only_the_copy)
    assert read_by(Client()) == COPY_NAME


def test_nothing_is_migrated_on_the_copy(copy: None) -> None:
    assert not router.allow_migrate(nearby.COPY, "people")
    assert router.allow_migrate(nearby.MAIN, "people")


def test_health_is_that_of_the_main_database(copy: None) -> None:
    with connections[nearby.COPY].cursor() as cursor:
        cursor.execute("DROP TABLE foundation_heartbeat")
    assert Client().get("/healthz").json()["worker"] == "down", "which the main one says"


def test_the_doctor_looks_at_the_copy(copy: None) -> None:
    found = {one.name: one.well for one in stores.databases()}
    assert found["replica"] is True
    record.record("quote.taken_back", None, by=BY)
    found = {one.name: one.well for one in stores.databases()}
    assert found["replica"] is None
    assert isinstance(next(iter(stores.databases())), doctoring.Finding)


def test_the_address_of_the_copy_is_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert environment.replica("READ_DATABASE_URL", tmp_path) == {}
    monkeypatch.setenv("READ_DATABASE_URL", "postgres://a@replica.example/alongside")
    made = environment.replica("READ_DATABASE_URL", tmp_path)
    assert (made["replica"]["HOST"], made["replica"]["NAME"]) == ("replica.example", "alongside")
