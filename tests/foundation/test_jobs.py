"""Recurring jobs: none is forgotten because nobody was running."""

from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest

from alongside.foundation import clock, jobs
from alongside.foundation.models import JobRun

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    monkeypatch.setattr(jobs, "_jobs", {})
    times: list[datetime] = []
    jobs.register("count", lambda: times.append(clock.now()), jobs.first_of_month)
    return times


def tick(moment: datetime) -> list[str]:
    with clock.at(moment):
        return jobs.tick()


def test_a_job_waits_for_its_time_and_is_done_once(done: list[datetime]) -> None:
    tick(NEW_YEAR)
    assert [tick(NEW_YEAR + timedelta(days=n)) for n in (30, 31, 31)] == [[], ["count"], []]
    assert done == [NEW_YEAR + timedelta(days=31)]


def test_a_job_that_fell_due_while_nobody_ran_is_done_afterwards(done: list[datetime]) -> None:
    tick(NEW_YEAR)
    assert tick(NEW_YEAR + timedelta(days=100)) == ["count"]
    assert JobRun.objects.get().due_at == datetime(2020, 4, 30, 23, tzinfo=UTC), (
        "midnight in London, in summer"
    )


def test_whoever_is_told_to_stop_ends_the_job_at_hand_and_begins_no_other(done: list[datetime]) -> None:
    stop = Event()
    jobs.register("last", stop.set, jobs.first_of_month)
    jobs.register("late", lambda: None, jobs.first_of_month)
    tick(NEW_YEAR)
    with clock.at(NEW_YEAR + timedelta(days=31)):
        assert jobs.tick(stop) == ["count", "last"]
        assert jobs.tick() == ["late"], "it waits for whoever comes next"


def test_a_job_that_fails_says_so_and_others_go_on(done: list[datetime]) -> None:
    def fall() -> None:
        raise ValueError("the ladder slipped")

    jobs.register("fall", fall, jobs.every(timedelta(days=1)))
    tick(NEW_YEAR)
    later = NEW_YEAR + timedelta(days=40)
    assert tick(later) == ["count", "fall"]
    assert JobRun.objects.get(name="fall").problem == "the ladder slipped"
    assert len(done) == 1
    assert tick(later) == []
    assert tick(later + jobs.AGAIN_AFTER) == ["fall"], "and it is tried again soon"


def test_a_month_begins_where_the_centre_is(settings: Any) -> None:
    settings.TIME_ZONE = "America/New_York"
    due = jobs.first_of_month(datetime(2020, 5, 20, tzinfo=UTC))
    assert due == datetime(2020, 6, 1, 4, tzinfo=UTC)


def test_first_of_month_is_the_next_first() -> None:
    assert jobs.first_of_month(datetime(2020, 12, 31, 23, tzinfo=UTC)) == datetime(2021, 1, 1, tzinfo=UTC)
