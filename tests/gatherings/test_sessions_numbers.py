"""Numbers: given once, never moved, never given again, in whatever order things happen."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Meeting, Series, Session
from alongside.gatherings.queries import sessions
from tests.gatherings.helpers import Plan

BY = actors.SYSTEM
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(st.sampled_from(["announce", "cancel", "deliver"]), st.integers(-400, 400)), max_size=12
)


def draft(series: Series, day: int) -> Session:
    starts_at = clock.now() + timedelta(days=day, hours=1)
    return gatherings.draft_session(
        series, title=f"On day {day}", purpose="…", meeting=Meeting.ONLINE, strands=["learning"],
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), by=BY,
    )  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_numbers_stay_unique_and_stable_in_any_order_of_things(
    series: Series, steps: list[tuple[str, int]]
) -> None:
    Session.objects.all().delete()
    given_so_far: dict[int, int | None] = {}
    with clock.at(NOON):
        for what, day in steps:
            _do(series, what, day)
            now = dict(Session.objects.exclude(number=None).values_list("pk", "number"))
            assert {pk: now[pk] for pk in given_so_far} == given_so_far, "nobody's number moved"
            given_so_far = now
    numbers = sorted(number for number in given_so_far.values() if number)
    assert numbers == list(range(1, len(numbers) + 1)), "each number once, none left out"


def _do(series: Series, what: str, day: int) -> None:
    if what == "announce":
        gatherings.announce(draft(series, day), in_the_past=True, by=BY)
        return
    started = Session.objects.filter(delivered_at=None, cancelled_at=None, starts_at__lte=clock.now())
    waiting = Session.objects.filter(delivered_at=None, cancelled_at=None)
    if what == "cancel" and (session := waiting.first()):
        gatherings.cancel(session, because="So it goes.", by=BY)
    if what == "deliver" and (session := started.exclude(number=None).first()):
        gatherings.deliver(session, by=BY)


def test_a_cancelled_session_keeps_its_number_and_the_next_one_takes_the_next(plan: Plan) -> None:
    first = gatherings.announce(plan(), by=BY)
    gatherings.cancel(first, because="The hall is flooded.", by=BY)
    second = gatherings.announce(plan(), by=BY)
    first.refresh_from_db()
    assert [first.number, second.number] == [1, 2]


def test_a_draft_that_is_dropped_leaves_no_gap(plan: Plan) -> None:
    gatherings.cancel(plan(), because="Nobody wants it.", by=BY)
    assert gatherings.announce(plan(), by=BY).number == 1


def test_a_session_before_one_with_a_lower_number_asks_first_and_never_renumbers(plan: Plan) -> None:
    first = gatherings.announce(plan(), by=BY)
    earlier = plan(starts_at=first.starts_at - timedelta(days=7))
    with pytest.raises(gatherings.AskFirst) as asked:
        gatherings.announce(earlier, by=BY)
    assert str(asked.value) == (
        "This session is earlier than session 1. It becomes session 2, and others keep theirs."
    )
    earlier.refresh_from_db()
    assert earlier.number is None
    gatherings.announce(earlier, in_the_past=True, by=BY)
    first.refresh_from_db()
    assert [first.number, earlier.number] == [1, 2]


def test_each_series_counts_for_itself(plan: Plan) -> None:
    other = gatherings.add_series(name="Summer school", by=BY)
    assert gatherings.announce(plan(), by=BY).number == 1
    assert gatherings.announce(plan(series=other), by=BY).number == 1


def test_the_public_count_is_of_sessions_that_took_place(series: Series) -> None:
    with clock.at(NOON):
        made = [gatherings.announce(draft(series, day), in_the_past=True, by=BY) for day in (-30, -20, -10)]
        gatherings.cancel(made[1], because="It snowed.", by=BY)
        for session in (made[0], made[2]):
            gatherings.deliver(session, by=BY)
    assert sessions.held_so_far(made[2]) == 2
    assert [(one.session, one.count) for one in sessions.milestones()] == [(made[0].pk, 1), (made[2].pk, 2)]


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_the_same_moment_get_different_numbers(plan: Plan) -> None:
    drafts = [plan(title=f"Session {number}") for number in range(6)]

    def announce(session: Session) -> int | None:
        try:
            while True:
                with suppress(OperationalError):  # in memory, SQLite refuses instead of waiting
                    return gatherings.announce(session, by=BY).number
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=6) as hands:
        numbers = list(hands.map(announce, drafts))
    assert sorted(number or 0 for number in numbers) == [1, 2, 3, 4, 5, 6]
