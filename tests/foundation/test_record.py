"""The record of actions: what happened stays, and cannot be quietly changed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from alongside.foundation import actors, clock
from alongside.foundation.models import Event
from alongside.foundation.record import broken_links, history, is_whole, record

pytestmark = pytest.mark.django_db


def test_record_writes_who_did_what_and_when() -> None:
    with clock.at(datetime(2020, 2, 1, tzinfo=UTC)):
        event = record("people.joined", None, by=actors.SYSTEM, mode="phone")
    assert (event.verb, event.actor, event.detail) == ("people.joined", "system", {"mode": "phone"})
    assert event.at == datetime(2020, 2, 1, tzinfo=UTC)


def test_record_is_lost_with_the_change_it_belongs_to() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record("people.joined", None, by=actors.SYSTEM)
        raise RuntimeError
    assert Event.objects.count() == 0


def test_record_of_a_row_is_its_history_newest_first() -> None:
    subject = record("a", None, by=actors.SYSTEM)
    record("b", subject, by=actors.SYSTEM)
    record("c", subject, by=actors.VISITOR)
    assert [event.verb for event in history(subject)] == ["c", "b"]


def test_events_refuse_to_be_saved_again_or_deleted() -> None:
    event = record("a", None, by=actors.SYSTEM)
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


def test_a_row_altered_behind_our_back_is_found() -> None:
    first = record("a", None, by=actors.SYSTEM, amount=1)
    record("b", None, by=actors.SYSTEM)
    assert list(broken_links()) == []
    Event.objects.filter(pk=first.pk).update(actor="account:99")
    assert [event.pk for event in broken_links()] == [first.pk]


def test_a_row_removed_behind_our_back_is_found() -> None:
    first, second = (record(verb, None, by=actors.SYSTEM) for verb in "ab")
    third = record("c", None, by=actors.SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_event WHERE id = %s", [second.pk])
    assert first.previous == ""
    assert [event.pk for event in broken_links()] == [third.pk]


def test_the_newest_row_removed_behind_our_back_is_found() -> None:
    record("a", None, by=actors.SYSTEM)
    second = record("b", None, by=actors.SYSTEM)
    assert is_whole()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_event WHERE id = %s", [second.pk])
    assert not is_whole()
    with pytest.raises(CommandError, match="altered at its end"):
        call_command("check_record")


def test_summer_time_does_not_break_the_chain() -> None:
    with clock.at(datetime(2020, 7, 1, 12, tzinfo=ZoneInfo("Europe/London"))):
        record("a", None, by=actors.SYSTEM)
    assert is_whole()
