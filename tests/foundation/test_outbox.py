"""The outbox: written with the change, sent by the worker, and nothing lost when the worker is killed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation

from alongside.foundation import actors, clock, outbox
from alongside.foundation.models import Centre, Event, Message
from alongside.foundation.sending import ledger
from tests.furniture import our_centre
from tests.processes import House, Postbox, mail_server

__all__ = ["our_centre"]

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    with mail_server() as (box, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        yield box


def write(to: str = "grace@example.org", **more: Any) -> Message:
    return outbox.email(to=to, subject="Session 15", text="See you on Friday.", by=actors.SYSTEM, **more)


def test_an_email_goes_out_as_it_was_written(postbox: Postbox) -> None:
    message = write(html="<p>See you on <b>Friday</b>.</p>", language="ar")
    assert outbox.deliver_due("worker") == 1
    (mail,) = postbox.mails
    assert (mail["To"], mail["Subject"], mail["Content-Language"]) == (
        "grace@example.org",
        "Session 15",
        "ar",
    )
    assert mail["Message-ID"] == f"<{message.pk}@testserver>"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip


def test_a_sent_email_is_not_sent_again(postbox: Postbox) -> None:
    write()
    assert [outbox.deliver_due("worker"), outbox.deliver_due("worker")] == [1, 0]
    assert len(postbox.mails) == 1


def test_an_email_is_lost_with_the_change_it_belongs_to() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert Message.objects.count() == 0


def test_a_refused_email_is_tried_again_later_and_then_shown_as_failed(postbox: Postbox) -> None:
    message = write("full@full.example")
    moment = NOON
    for _try in range(outbox.TRIES):
        with clock.at(moment):
            Message.objects.filter(pk=message.pk, attempts=0).update(not_before=NOON)
            assert outbox.deliver_due("worker") == 0
            assert outbox.deliver_due("worker") == 0, "it must wait before the next try"
        moment += timedelta(days=1)
    message.refresh_from_db()
    assert message.attempts == outbox.TRIES
    assert message.failed_at is not None
    assert "mailbox full" in message.last_error


def test_a_code_is_forgotten_once_it_was_sent(postbox: Postbox) -> None:
    message = write(forget=True)
    outbox.deliver_due("worker")
    message.refresh_from_db()
    assert (message.text, message.html) == ("", "")
    assert "See you on Friday." in postbox.mails[0].as_string()


def test_a_mail_server_that_is_away_costs_no_email_a_try(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    message = write()
    assert outbox.deliver_due("worker") == 0
    message.refresh_from_db()
    assert (message.attempts, message.claimed_at) == (0, None)
    assert message.not_before > clock.now()


def test_a_reminder_whose_time_passed_is_shown_as_missed(postbox: Postbox) -> None:
    message = write(not_before=NOON, not_after=NOON + timedelta(hours=2))
    with clock.at(NOON + timedelta(hours=3)):
        outbox.deliver_due("worker")
    message.refresh_from_db()
    assert (message.missed_at, message.sent_at) == (NOON + timedelta(hours=3), None)
    assert postbox.mails == []


def test_a_line_break_in_a_subject_makes_no_second_header(postbox: Postbox) -> None:
    outbox.email(to="a@example.org", subject="Hi\nBcc: b@example.org", text="x", by=actors.SYSTEM)
    outbox.deliver_due("worker")
    assert postbox.mails[0]["Bcc"] is None


def test_letters_and_calls_wait_for_staff_and_are_ticked_off_once() -> None:
    letter = outbox.letter(to_name="Albert", address="1 High St", subject="Hello", text="…", by=actors.SYSTEM)
    call = outbox.call(to_name="Zara", phone="020 7946 0000", subject="Hello", text="…", by=actors.SYSTEM)
    assert list(Message.objects.by_hand()) == [letter, call]
    outbox.tick_off(letter, by=actors.VISITOR)
    outbox.tick_off(letter, by=actors.VISITOR)
    assert list(Message.objects.by_hand()) == [call]
    assert Event.objects.filter(verb="foundation.message_ticked_off").count() == 1


def test_two_workers_never_take_the_same_email(postbox: Postbox) -> None:
    for number in range(30):
        write(f"member{number}@example.org")
    taken = [message.pk for worker in ("one", "two") for message in ledger.claim(worker)]
    assert len(taken) == len(set(taken)) == 30


def test_mail_left_by_a_dead_worker_goes_again_under_the_same_id(postbox: Postbox) -> None:
    message = write()
    ledger.claim("a worker that died")
    assert outbox.deliver_due("another") == 0
    with clock.at(clock.now() + outbox.CLAIM_GROWS_STALE_AFTER + timedelta(seconds=1)):
        assert outbox.deliver_due("another") == 1
    assert postbox.mails[0]["Message-ID"] == f"<{message.pk}@testserver>"


def test_killed_workers_lose_nothing_and_repeat_only_what_was_in_flight(
    postbox: Postbox, tmp_path: Path
) -> None:
    """Workers are killed (SIGKILL) at five points of a run of 60 emails; a last one finishes the work."""
    kills = (5, 12, 25, 37, 50)
    with House(tmp_path, "killed") as house:
        house.manage("shell", "-v0", "-c", WRITE_SIXTY)
        house.environment["ALONGSIDE_EMAIL_URL"] = f"smtp://127.0.0.1:{settings.EMAIL_PORT}"
        for enough in kills:
            house.kill_worker_when(postbox, enough)
        house.finish_mail()
    ids = [str(mail["Message-ID"]) for mail in postbox.mails]
    assert len(set(ids)) == 60, "an email was lost"
    assert len(ids) - 60 <= len(kills), "more was repeated than was in flight"


WRITE_SIXTY = """
from alongside.foundation import actors, outbox
for number in range(60):
    outbox.email(to=f"m{number}@example.org", subject="s", text="t", by=actors.SYSTEM)
"""


def test_what_waits_about_rows_is_taken_back_and_words_are_compared_in_its_language(
    our_centre: Centre,
) -> None:
    asked, sent = write(about=our_centre, language="cy"), write(about=our_centre)
    elsewhere = write()
    Message.objects.filter(pk=sent.pk).update(sent_at=clock.now())
    seen = []

    def only(message: Message) -> bool:
        seen.append((message.pk, translation.get_language()))
        return False

    assert outbox.take_back_about([our_centre], by=actors.SYSTEM, only=only) is False
    assert seen == [(asked.pk, "cy")]
    assert outbox.take_back_about([our_centre], by=actors.SYSTEM) is True
    assert set(Message.objects.all()) == {sent, elsewhere}
    assert outbox.take_back_about([our_centre], by=actors.SYSTEM) is False
