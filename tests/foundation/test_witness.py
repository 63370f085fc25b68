"""However the record is changed behind the house's back, the doctor says so."""

import json
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from alongside.foundation import actors, witness
from alongside.foundation.models import ChainTail, Event
from alongside.foundation.record import fingerprint, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def five_rows(settings: Any, tmp_path: Path) -> list[Event]:
    settings.DATA_DIR = tmp_path
    rows = [record(verb, None, by=actors.SYSTEM, amount=n) for n, verb in enumerate("abcde")]
    witness.note()
    return rows


def run(sql: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def altered(rows: list[Event]) -> None:
    Event.objects.filter(pk=rows[1].pk).update(detail={"amount": 1_000})


def deleted(rows: list[Event]) -> None:
    run("DELETE FROM foundation_event WHERE id = %s", rows[2].pk)


def inserted(rows: list[Event]) -> None:
    forged = Event(pk=rows[4].pk + 1, at=rows[4].at, verb="f", actor="system", subject="", detail={})
    forged.previous = rows[4].fingerprint
    forged.fingerprint = fingerprint(forged)
    Event.objects.bulk_create([forged])


def reordered(rows: list[Event]) -> None:
    for old, new in ((rows[1].pk, 0), (rows[2].pk, rows[1].pk), (0, rows[2].pk)):
        run("UPDATE foundation_event SET id = %s WHERE id = %s", new, old)


def made_anew(rows: list[Event]) -> None:
    """Somebody who knows how fingerprints are made alters a row, and all that follow."""
    previous = ""
    for row in rows:
        row.detail, row.previous = {"amount": 0}, previous
        row.fingerprint = previous = fingerprint(row)
        Event.objects.filter(pk=row.pk).update(
            detail=row.detail, previous=row.previous, fingerprint=row.fingerprint
        )
    ChainTail.objects.update(fingerprint=previous)


def cut_off(rows: list[Event]) -> None:
    """The newest rows go, and the end of the chain is set back, so that the chain itself looks whole."""
    run("DELETE FROM foundation_event WHERE id > %s", rows[2].pk)
    ChainTail.objects.update(fingerprint=rows[2].fingerprint)


def said_by_the_doctor() -> dict[str, Any]:
    out = StringIO()
    with suppress(SystemExit):  # other findings are bad in a house of tests
        call_command("doctor", "--json", stdout=out)
    (one,) = [each for each in json.loads(out.getvalue()) if each["name"] == "record"]
    return dict(one)


def test_a_record_that_nobody_touched_is_whole() -> None:
    assert said_by_the_doctor()["well"] is True


@pytest.mark.parametrize("harm", [altered, deleted, inserted, reordered, made_anew, cut_off])
def test_the_doctor_finds_every_change(harm: Callable[[list[Event]], None], five_rows: list[Event]) -> None:
    harm(five_rows)
    found = said_by_the_doctor()
    assert found["well"] is False
    assert "backup" in found["todo"]


def test_a_cut_is_not_covered_up_by_the_next_note(five_rows: list[Event]) -> None:
    cut_off(five_rows)
    record("more", None, by=actors.SYSTEM)
    witness.note()
    assert witness.still_there() is False


def test_the_note_follows_the_record(five_rows: list[Event]) -> None:
    newest = record("more", None, by=actors.SYSTEM)
    witness.note()
    assert witness.noted()["row"] == newest.pk
    assert witness.still_there()


@pytest.mark.parametrize("content", ["", "[]", "{", "null"])
def test_a_note_that_cannot_be_read_is_no_note(content: str) -> None:
    witness.place().write_text(content)
    assert witness.noted() == {}
    assert witness.still_there()
