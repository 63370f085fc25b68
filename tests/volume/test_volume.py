"""The generator of large centres: it writes what the actions write, and only into a house of its own."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from alongside.config import volume
from alongside.foundation import actors, clock, record
from alongside.foundation.models import Event
from alongside.people import actions as people
from alongside.people.models import Member

TODAY = date(2026, 5, 20)
SIZE = volume.Size(36)
SEED = 7
DATABASES = ["default", "monitoring"]
DRAWN = re.compile(
    r"\w+[.:][\w-]{6}[.:][\w-]{20,}|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b[ACDEFHJKMNPRTUVWXY34679]{6}\b"
    r"|[\w:=%+-]{20,}|\b\d{7,}\b|\b[0-9a-f]{16}\b"
)
"""Codes, references, tokens and keys that are drawn anew each time, wherever they stand."""


@pytest.mark.django_db(transaction=True, databases=DATABASES)
@pytest.mark.long
def test_the_bulk_way_writes_every_row_that_the_actions_write() -> None:
    by_actions = _made(in_bulk=False)
    in_bulk = _made(in_bulk=True)
    assert set(by_actions) == set(in_bulk)
    assert sum(map(len, by_actions.values())) > 1_000
    for table, rows in by_actions.items():
        assert in_bulk[table] == rows, table


def _made(*, in_bulk: bool) -> dict[str, list[Any]]:
    _empty()  # as new, its numbering of rows too, whatever was tested before
    with clock.at(datetime.fromisoformat("2026-05-20T12:00+00:00")):
        volume.make(SIZE, seed=SEED, today=TODAY, in_bulk=in_bulk)
        assert record.is_whole()
        return {table._meta.label: sorted(_rows(table)) for table in _tables()}


def _rows(table: type[models.Model]) -> Iterator[str]:
    """Each row as text, numbers and times of rows included: both ways write in one order, on the same days."""
    for values in table._default_manager.using(_home(table)).values_list():
        yield DRAWN.sub("…", repr(values))


def _tables() -> list[type[models.Model]]:
    """Every table but those in which Django keeps the names of the others, in the order of their migrations."""
    tables = apps.get_models(include_auto_created=True)
    return [
        one for one in tables if one._meta.managed and one._meta.app_label not in ("auth", "contenttypes")
    ]


def _home(table: type[models.Model]) -> str:
    return "monitoring" if table._meta.app_label == "monitoring" else "default"


def _empty() -> None:
    for name in DATABASES:
        call_command("flush", verbosity=0, interactive=False, database=name)


@pytest.mark.django_db(databases=DATABASES)
def test_a_house_with_data_of_its_own_is_left_alone() -> None:
    people.join(called="Ruth", reach_by="post", address="1 Example Street", by=actors.SYSTEM)
    with pytest.raises(CommandError, match="did not make, so nothing was written"):
        call_command("volume", members=20)
    assert Member.objects.count() == 1


@pytest.mark.django_db(databases=DATABASES)
def test_the_same_centre_is_made_once_and_another_is_refused() -> None:
    record.record(volume.MADE, None, by=actors.SYSTEM, members=20, seed=SEED)
    said = StringIO()
    call_command("volume", members=20, stdout=said)
    assert "Nothing was written" in said.getvalue()
    with pytest.raises(CommandError, match="20 members, seed 7"):
        call_command("volume", members=30)


@pytest.mark.django_db(databases=DATABASES)
def test_fewer_than_twenty_members_make_no_centre() -> None:
    with pytest.raises(CommandError, match="at least 20 members"):
        call_command("volume", members=3)


@pytest.mark.django_db
def test_what_is_gathered_is_one_chain_in_the_order_in_which_it_was_recorded() -> None:
    before = Event.objects.count()
    with record.gathered():
        for number in range(3):
            record.record("tests.gathered", None, by=actors.SYSTEM, number=number)
        assert Event.objects.count() == before
    record.record("tests.after", None, by=actors.SYSTEM)
    told = [event.detail.get("number") for event in Event.objects.order_by("pk")[before:]]
    assert told == [0, 1, 2, None]
    assert record.is_whole()


@pytest.mark.django_db
def test_nothing_that_was_gathered_stays_when_the_work_fails() -> None:
    with pytest.raises(ZeroDivisionError), record.gathered():
        record.record("tests.gathered", None, by=actors.SYSTEM)
        1 / 0  # noqa: B018
    assert not Event.objects.exists()
    assert record.is_whole()
