"""Public figures of sessions: only what took place, and nothing that gives anybody away."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock, figures, jobs
from alongside.foundation.models import JobRun
from alongside.gatherings import actions as gatherings
from alongside.gatherings.figures import LABELS
from alongside.gatherings.models import Attendance, Registration, RoomBlock, RoomTable, Session
from alongside.people.models import Member
from tests.gatherings.helpers import Plan

BY = actors.SYSTEM
HELD_ON = datetime(2026, 3, 3, 14, tzinfo=UTC)
LATER = HELD_ON + timedelta(days=20)


def read(figure_id: str) -> figures.Figure:
    return figures.read([figure_id])[figure_id]


def people(count: int) -> list[Member]:
    return Member.objects.bulk_create(
        Member(called=f"P{number}", reach_by="post", address="1 High Street") for number in range(count)
    )


def held(plan: Plan, came: Iterable[Member], *, on: datetime = HELD_ON, brings: str = "carer") -> Session:
    """A session that took place, with these people marked as there."""
    with clock.at(on):
        session = gatherings.announce(plan(starts_at=on, places_in_person=None), in_the_past=True, by=BY)
        rows = Registration.objects.bulk_create(
            Registration(session=session, member=member, coming="in_person", placed_at=on, brings=brings)
            for member in came
        )
        Attendance.objects.bulk_create(
            Attendance(registration=row, coming="in_person", how="list", marked_by=BY.key) for row in rows
        )
        return gatherings.deliver(session, by=BY)


def test_only_sessions_that_took_place_are_counted(plan: Plan) -> None:
    assert read("gatherings.sessions_delivered").value == 0
    held(plan, [])
    gatherings.announce(plan(), by=BY)
    gatherings.cancel(gatherings.announce(plan(), by=BY), because="Rain.", by=BY)
    figure = read("gatherings.sessions_delivered")
    assert (figure.value, figure.display, figure.as_of, figure.row_count) == (1, "1", clock.today(), 1)


def test_the_id_that_the_story_uses_is_known() -> None:
    assert not figures.is_unknown("gatherings.sessions_delivered")


def test_attendance_is_marked_people_and_different_people_are_told_apart(plan: Plan) -> None:
    everybody = people(30)
    held(plan, everybody[:20])
    held(plan, everybody[10:], on=HELD_ON + timedelta(days=1))
    with clock.at(LATER):
        times, different, places = (
            read(f"gatherings.{name}") for name in ("attendance", "people", "places_taken")
        )
    assert (times.value, different.value, places.value) == (40, 30, 40)
    assert str(times.label) != str(different.label)


def test_fewer_than_eight_are_hidden(plan: Plan) -> None:
    held(plan, people(7))
    with clock.at(LATER):
        assert {read(f"gatherings.{name}").status for name in ("attendance", "people", "places_taken")} == {
            "too_few"
        }


def test_a_session_with_few_people_waits_until_no_difference_is_about_fewer_than_eight(plan: Plan) -> None:
    everybody = people(30)
    held(plan, everybody[:20])
    held(plan, everybody[20:23], on=HELD_ON + timedelta(days=1))
    with clock.at(LATER):
        assert (read("gatherings.attendance").value, read("gatherings.people").value) == (20, 20)
    held(plan, everybody[23:28], on=HELD_ON + timedelta(days=2))
    with clock.at(LATER):
        assert (read("gatherings.attendance").value, read("gatherings.people").value) == (28, 25)


def test_attendance_counts_once_paper_had_time_to_be_keyed_in(plan: Plan) -> None:
    session = held(plan, people(10))
    with clock.at(HELD_ON + timedelta(days=5)):
        assert read("gatherings.attendance").status == "too_few"
        gatherings.complete(session, because="All done.", by=BY)
        assert read("gatherings.attendance").value == 10


def test_what_people_came_as_is_counted_in_blocks_and_each_person_once(plan: Plan) -> None:
    everybody = people(59)
    held(plan, everybody[:30])
    held(plan, everybody, on=HELD_ON + timedelta(days=1))
    with clock.at(LATER):
        assert len(gatherings.close_room_blocks(by=BY)) == 2
        assert gatherings.close_room_blocks(by=BY) == []
    assert RoomBlock.objects.count() == 2
    with clock.at(LATER.replace(month=4, day=1)):
        gatherings.publish_room_tables(by=BY)
        carers = read("gatherings.room.carer")
        assert (carers.status, carers.base) == ("shown", 40)
        assert gatherings.publish_room_tables(by=BY) == [], "once a month"


def test_a_few_among_many_are_hidden_and_so_is_what_gives_them_away(plan: Plan) -> None:
    everybody = people(40)
    held(plan, everybody[:37], brings="carer")
    held(plan, everybody[37:], on=HELD_ON + timedelta(days=1), brings="patient")
    with clock.at(LATER):
        gatherings.close_room_blocks(by=BY)
    with clock.at(LATER.replace(month=4, day=1)):
        gatherings.publish_room_tables(by=BY)
        shown = {name: read(f"gatherings.room.{name}") for name in ("carer", "patient")}
    assert shown["patient"].status in {"too_few", "held"}
    assert shown["patient"].value is None
    assert shown["carer"].value != 93
    for row in RoomTable.objects.filter(held=False):
        cells = row.table["cells"]
        assert all(cell["count_rounded"] is None or cell["count_rounded"] % 5 == 0 for cell in cells)
        assert all((cell["count_rounded"] or 8) >= 8 for cell in cells)


def test_nothing_is_published_about_fewer_than_forty(plan: Plan) -> None:
    held(plan, people(39))
    with clock.at(LATER):
        gatherings.close_room_blocks(by=BY)
    with clock.at(LATER.replace(month=4, day=1)):
        assert gatherings.publish_room_tables(by=BY) == []
        assert read("gatherings.room.carer").status == "held"


def test_blocks_and_tables_come_by_themselves(db: None) -> None:
    jobs.tick()
    known = set(JobRun.objects.values_list("name", flat=True))
    assert {"gatherings.close_room_blocks", "gatherings.publish_room_tables"} <= known


@pytest.mark.parametrize("many", [1, 20])
def test_figures_take_the_same_queries_for_many_sessions(plan: Plan, many: int) -> None:
    everybody = people(8)
    for day in range(many):
        held(plan, everybody, on=HELD_ON - timedelta(days=day))
    with CaptureQueriesContext(connection) as seen:
        found = figures.read(LABELS)
    assert len(seen) <= 4
    assert set(found) == set(LABELS)
    for figure in found.values():
        assert str(figure.definition)
        assert str(figure.rule)
