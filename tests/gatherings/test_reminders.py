"""Reminders come once, by one's own channel, also when nobody ran the jobs for days; what was missed is seen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation import actors, clock, jobs, outbox
from alongside.foundation.models import Channel, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Coming, Registration, Reminder, Session
from alongside.gatherings.queries import reminders
from alongside.people.models import Member
from tests.gatherings.helpers import Browser, Make, Plan

BY = actors.SYSTEM
LONDON = ZoneInfo("Europe/London")
# A Tuesday; the clocks change between the first reminder and the session.
STARTS = datetime(2027, 3, 30, 14, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def long_before() -> Iterator[None]:
    with clock.at(datetime(2027, 2, 1, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def soon(plan: Plan) -> Session:
    return gatherings.announce(plan(starts_at=STARTS), by=BY)


def placed(session: Session, member: Member, **more: object) -> Registration:
    details = {"coming": Coming.IN_PERSON, "placed_at": clock.now()} | more
    return Registration.objects.create(session=session, member=member, **details)


def written() -> list[Message]:
    """The reminders, in the order in which they go out."""
    return list(Message.objects.filter(subject__startswith="Reminder").order_by("not_before"))


def run_at(moment: datetime) -> None:
    """The worker wakes: it writes what is due and sends it."""
    with clock.at(moment):
        gatherings.remind(by=BY)
        outbox.deliver_due("worker")


def test_two_reminders_come_at_nine_in_the_morning_once_each(soon: Session, make: Make) -> None:
    placed(soon, make("Ada"))
    moment = datetime(2027, 3, 20, tzinfo=UTC)
    while moment < STARTS:
        run_at(moment)
        moment += timedelta(minutes=30)
    sent = [timezone.localtime(message.sent_at, LONDON) for message in written() if message.sent_at]
    assert [f"{at:%d %B %H:%M}" for at in sent] == ["23 March 09:00", "29 March 09:00"]
    assert "Tuesday 30 March 2027" in written()[0].text


def test_a_scheduler_that_slept_for_three_days_reminds_late_and_once(soon: Session, make: Make) -> None:
    placed(soon, make("Ada"))
    run_at(datetime(2027, 3, 22, 12, tzinfo=UTC))
    for hour in (0, 1, 2):
        run_at(datetime(2027, 3, 25, 12 + hour, tzinfo=UTC))
    (late,) = written()
    assert (late.sent_at, late.missed_at) == (datetime(2027, 3, 25, 12, tzinfo=UTC), None)


def test_what_is_too_late_is_not_sent_and_shows_as_missed(
    soon: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    placed(soon, make("Ada"))
    run_at(STARTS + timedelta(hours=1))
    assert [(message.sent_at, message.missed_at is not None) for message in written()] == [(None, True)] * 2
    page = browser_of(coordinator).get("/desk/messages/").content.decode()
    assert page.count("Reminder: Session 1: Care at home") == 2
    run_at(STARTS + timedelta(hours=2))
    assert len(written()) == 2


def test_by_post_it_goes_early_enough_and_by_phone_it_is_a_call(soon: Session, make: Make) -> None:
    placed(soon, make("Lena", reach_by="post", address="2 Low Road"))
    placed(soon, make("Phil", reach_by="phone", phone="020 7946 0123"))
    for day in range(18, 30):
        run_at(datetime(2027, 3, day, 12, tzinfo=UTC))
    seen = [(message.channel, timezone.localtime(message.not_before, LONDON).day) for message in written()]
    assert seen == [(Channel.LETTER, 20), (Channel.CALL, 23), (Channel.LETTER, 26), (Channel.CALL, 29)]
    letter = written()[2]
    assert letter.not_after is not None
    assert letter.not_after <= STARTS - timedelta(days=2), "a letter posted later would not be there in time"


def test_whoever_gets_a_place_late_is_not_reminded_at_once(soon: Session, make: Make) -> None:
    with clock.at(datetime(2027, 3, 26, 12, tzinfo=UTC)):
        placed(soon, make("Ada"))
        placed(soon, make("Wen"), placed_at=None)
    run_at(datetime(2027, 3, 26, 13, tzinfo=UTC))
    assert written() == []
    run_at(datetime(2027, 3, 29, 12, tzinfo=UTC))
    assert [message.to for message in written()] == ["ada@example.org"]


def test_a_session_that_moves_is_reminded_of_at_its_new_time(soon: Session, make: Make) -> None:
    placed(soon, make("Ada"))
    run_at(datetime(2027, 3, 24, 12, tzinfo=UTC))
    with clock.at(datetime(2027, 3, 24, 13, tzinfo=UTC)):
        later = STARTS + timedelta(days=14)
        gatherings.change_session(soon, starts_at=later, ends_at=later + timedelta(hours=2), by=BY)
    for day in range(1, 13):
        run_at(datetime(2027, 4, day, 12, tzinfo=UTC))
    assert [timezone.localtime(message.not_before, LONDON).day for message in written()] == [23, 6, 12]
    assert "Tuesday 13 April 2027" in written()[-1].text


def test_a_session_that_moves_closer_sends_no_reminder_on_top_of_the_news(soon: Session, make: Make) -> None:
    placed(soon, make("Ada"))
    closer = datetime(2027, 3, 4, 14, tzinfo=LONDON)
    with clock.at(datetime(2027, 3, 1, 12, tzinfo=UTC)):
        gatherings.change_session(soon, starts_at=closer, ends_at=closer + timedelta(hours=2), by=BY)
    run_at(datetime(2027, 3, 1, 13, tzinfo=UTC))
    assert written() == []
    run_at(datetime(2027, 3, 3, 13, tzinfo=UTC))
    assert len(written()) == 1


def test_what_was_not_sent_yet_is_taken_back(soon: Session, make: Make) -> None:
    phil, bo = (placed(soon, make(name, reach_by="phone", phone="020 7946 0123")) for name in ("Phil", "Bo"))
    with clock.at(datetime(2027, 3, 23, 12, tzinfo=UTC)):
        gatherings.remind(by=BY)
        assert len(written()) == 2
        gatherings.cancel_registration(phil, by=BY)
        assert [message.about for message in written()] == [f"gatherings.registration:{bo.pk}"]
        gatherings.cancel(soon, because="Snow.", by=BY)
        assert written() == []
    run_at(datetime(2027, 3, 29, 12, tzinfo=UTC))
    assert written() == []


def test_a_reminder_that_was_sent_stays_on_record(soon: Session, make: Make) -> None:
    registration = placed(soon, make("Ada"))
    run_at(datetime(2027, 3, 23, 12, tzinfo=UTC))
    gatherings.take_back_reminders(registration, by=BY)
    assert len(written()) == 1
    assert Reminder.objects.get().message == written()[0]


def test_the_worker_does_it_every_ten_minutes(soon: Session, make: Make) -> None:
    placed(soon, make("Ada"))
    jobs.tick()
    with clock.at(datetime(2027, 3, 23, 12, tzinfo=UTC)):
        assert "gatherings.remind" in jobs.tick()
    assert len(written()) == 1


def test_finding_what_is_due_takes_as_many_queries_for_thirty(soon: Session, make: Make) -> None:
    counts = []
    for many in (1, 29):
        for number in range(many):
            placed(soon, make(f"Member{many}{number}"))
        with clock.at(datetime(2027, 3, 23, 12, tzinfo=UTC)), CaptureQueriesContext(connection) as seen:
            assert len(list(reminders.due())) in (1, 30)
        counts.append(len(seen))
    assert counts[0] == counts[1]
