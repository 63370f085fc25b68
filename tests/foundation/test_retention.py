"""Promise: nothing personal is kept for longer than was declared, and somebody sees when a job stands still."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from alongside.foundation import actors, clock, doctoring, jobs, outbox, privacy, retention, tidying
from alongside.foundation.models import WORDS_ARE_KEPT, JobRun, Message
from alongside.people import actions as people
from alongside.people import reading_files
from alongside.people.models import MemberImport

pytestmark = pytest.mark.django_db


def with_a_limit() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for name, declared in privacy.declared(model).items():
            if declared.keep_days is not None:
                yield model._meta.label, name


def test_every_limit_has_one_timer_whose_job_runs() -> None:
    timed = [(timer.table._meta.label, name) for timer in retention.timers() for name in timer.fields]
    assert sorted(timed) == sorted(with_a_limit())
    assert len(timed) > 20
    jobs.tick()
    known = set(JobRun.objects.values_list("name", flat=True))
    assert {timer.job for timer in retention.timers()} <= known
    assert all(timer.days > 0 and str(timer.starts) for timer in retention.timers())


def test_old_words_of_messages_go_and_the_fact_stays() -> None:
    with clock.at(clock.now() - timedelta(days=WORDS_ARE_KEPT + 1)):
        old = outbox.letter(
            to_name="Grace", address="1 Old Street", subject="Hello", text="planted", by=actors.SYSTEM
        )
        outbox.tick_off(old, by=actors.SYSTEM)
        waits = outbox.letter(
            to_name="Ann", address="2 Old Street", subject="Hello", text="waits", by=actors.SYSTEM
        )
    new = outbox.letter(to_name="Bea", address="3 Street", subject="Hello", text="new", by=actors.SYSTEM)
    outbox.tick_off(new, by=actors.SYSTEM)
    tidying.tidy()
    texts = dict(Message.objects.values_list("pk", "text"))
    assert texts == {old.pk: "", waits.pk: "waits", new.pk: "new"}
    emptied = Message.objects.get(pk=old.pk)
    assert (emptied.to, emptied.to_name, emptied.subject) == ("", "", "")
    assert emptied.sent_at is not None


def test_a_list_of_people_that_nobody_took_in_goes_after_its_days() -> None:
    sheet = reading_files.read(b"name,email\nMo,mo@member.example\n", "people.csv")
    with clock.at(clock.now() - timedelta(days=31)):
        people.upload_members(sheet, file_name="people.csv", by=actors.SYSTEM)
    people.upload_members(sheet, file_name="people.csv", by=actors.SYSTEM)
    assert people.forget_old_imports(by=actors.SYSTEM) == 1
    assert [bool(rows) for rows in MemberImport.objects.order_by("pk").values_list("rows", flat=True)] == [
        False,
        True,
    ]


def test_sessions_that_are_over_are_deleted() -> None:
    for key, days in (("over", -1), ("still", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=clock.now() + timedelta(days=days)
        )
    tidying.tidy()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["still"]


def test_the_doctor_says_when_a_job_left_something_lying() -> None:
    def found() -> dict[str, bool | None]:
        return {one.name: one.well for one in retention.kept_no_longer()}

    assert found() == {"kept": True}
    sheet = reading_files.read(b"name,email\nMo,mo@member.example\n", "people.csv")
    with clock.at(clock.now() - timedelta(days=33)):
        people.upload_members(sheet, file_name="people.csv", by=actors.SYSTEM)
    assert found() == {"kept-people.forget_old_imports": False}
    people.forget_old_imports(by=actors.SYSTEM)
    assert found() == {"kept": True}
    assert any(one.name == "kept" for one in doctoring.examine())
