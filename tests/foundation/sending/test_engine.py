"""The engine against a real server: what it does with each answer, and what it never does."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from alongside.foundation import actors, clock, outbox, sending, signals
from alongside.foundation.models import Mailing, Message
from alongside.foundation.sending import lease, may_send
from alongside.foundation.sending.bucket import Bucket, Limits
from alongside.foundation.sending.engine import Engine
from tests.foundation.sending.conftest import Sink, unused_port

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM
NOON = datetime(2020, 2, 1, 12, tzinfo=UTC)


def begin(count: int, **more: Any) -> Mailing:
    version = sending.Version("News", f"Dear {sending.slot('name')}", "<p>x</p>", "en")
    given: dict[str, Any] = {
        "name": "Issue 1", "about": None, "versions": {"en": version}, "list_id": "news.example", "by": BY,
        "not_before": None,
    }  # fmt: skip
    mailing = outbox.start_mailing(**given | more)
    rows = (
        sending.To(f"m{n}@d{n % 3}.example", f"M {n}", "en", {"name": f"M {n}"}, f"k{n}")
        for n in range(count)
    )
    outbox.add_recipients(mailing, rows, by=BY)
    outbox.close_list(mailing, by=BY)
    return mailing


def reached(sink: Sink) -> list[str]:
    """Everybody whose mail the server took, in order."""
    found = []
    for mail in sink.mails:
        to = next(line for line in mail.split(b"\r\n") if line.startswith(b"To: "))
        found.append(to.decode().partition("<")[2].rstrip(">") or to.decode()[4:])
    return found


def small(to: str = "ann@example.org", **more: Any) -> Message:
    return outbox.email(to=to, subject="s", text="t", by=BY, **more)


@pytest.mark.parametrize("offers", [["PIPELINING", "8BITMIME"], ["8BITMIME"], []])
@pytest.mark.parametrize("fast", [False, True])
def test_everybody_is_reached_once(sink: Sink, settings: Any, offers: list[str], *, fast: bool) -> None:
    sink.offers, settings.SENDING_FAST = offers, fast
    mailing = begin(700)
    assert outbox.deliver_due("w") == 700
    assert sorted(reached(sink)) == sorted(mailing.messages.values_list("to", flat=True))
    assert outbox.mailing_progress(mailing) == outbox.Progress(0, 0, 700, 0, 0, 0, outbox.State.FINISHED)
    assert Message.objects.filter(sent_by="system", claimed_by="", attempts=0).count() == 700


@pytest.mark.parametrize("fast", [False, True])
def test_everybody_is_written_to_once_by_name_too(sink: Sink, settings: Any, *, fast: bool) -> None:
    settings.SENDING_FAST = fast
    messages = [small(f"m{n}@example.org") for n in range(210)]
    while outbox.deliver_due("w"):
        pass
    assert sorted(reached(sink)) == sorted(message.to for message in messages)


def test_the_end_of_a_mail_and_the_next_envelope_go_together(sink: Sink) -> None:
    """One round trip for each message: nothing is answered between the dot and the next DATA."""
    begin(3)
    outbox.deliver_due("w")
    assert sink.partings.acquire(timeout=10)
    said = [one.partition(":")[0].partition(" ")[0] for one in sink.commands]
    assert said == ["ehlo", *["MAIL", "RCPT", "DATA"] * 3, "QUIT"]


def test_a_later_answer_waits_and_a_refusal_is_final(sink: Sink) -> None:
    sink.answers = {
        "RCPT TO:<m1@": "450 4.2.0 try later", "RCPT TO:<m2@": "550 5.1.1 no such mailbox",
        "RCPT TO:<m3@": "550 5.7.1 we do not like you",
    }  # fmt: skip
    news: list[dict[str, Any]] = []

    def hear(**more: Any) -> None:
        news.append(more)

    signals.mail_came_back.connect(hear)
    mailing = begin(6)
    assert outbox.deliver_due("w") == 3
    signals.mail_came_back.disconnect(hear)
    rows = {row.key: row for row in mailing.messages.all()}
    assert (rows["k1"].attempts, rows["k1"].failed_at, rows["k1"].sent_at) == (1, None, None)
    assert rows["k1"].not_before > clock.now()
    assert (rows["k2"].refused_address, rows["k3"].refused_address) == (True, False)
    assert "550 5.7.1 we do not like you" in rows["k3"].last_error
    assert [(one["message"].key, one["status"], one["action"]) for one in news] == [("k2", "5.1.1", "failed")]
    progress = outbox.mailing_progress(mailing)
    assert (progress.state, progress.waiting, progress.failed) == (outbox.State.SENDING, 1, 2)


@pytest.mark.parametrize("offers", [["PIPELINING"], []])
def test_a_refused_mail_does_not_stop_the_others(sink: Sink, offers: list[str]) -> None:
    sink.offers = offers
    sink.answers = {"MAIL FROM:<bounces": "451 4.7.1 slow down"}
    mailing = begin(2)
    assert outbox.deliver_due("w") == 0
    sink.answers = {"END": "554 5.6.0 not this"}
    other = small()
    assert outbox.deliver_due("w") == 0
    other.refresh_from_db()
    assert other.failed_at is not None
    assert "not this" in other.last_error
    assert outbox.mailing_progress(mailing).failed == 0, "a refused sender is no recipient's fault"


def test_a_lost_connection_repeats_only_what_was_in_flight(sink: Sink, settings: Any) -> None:
    settings.SENDING_CONNECTIONS = 1
    sink.hang_up_after = 5
    mailing = begin(20)
    for _shift in range(3):
        outbox.deliver_due("w")
    assert sorted(reached(sink)) == sorted(mailing.messages.values_list("to", flat=True))
    assert outbox.mailing_progress(mailing).state == outbox.State.FINISHED


def test_a_server_that_closes_for_now_costs_no_try(sink: Sink) -> None:
    sink.answers = {"RCPT": "421 4.3.2 shutting down"}
    mailing = begin(1)
    assert outbox.deliver_due("w") == 0
    sink.answers = {}
    Message.objects.update(not_before=NOON)
    assert outbox.deliver_due("w") == 1
    assert outbox.mailing_progress(mailing).state == outbox.State.FINISHED


def test_a_server_that_is_away_is_said_to_be_and_waited_for(sink: Sink, settings: Any) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, unused_port()
    mailing = begin(2)
    assert outbox.deliver_due("w") == 0
    progress = outbox.mailing_progress(mailing)
    assert (progress.waiting, progress.state) == (2, outbox.State.SENDING)
    assert "refused" in progress.problem
    assert set(mailing.messages.values_list("attempts", flat=True)) == {0}
    settings.EMAIL_PORT = there
    assert outbox.deliver_due("w") == 2
    assert outbox.mailing_progress(mailing).problem == ""


def test_a_code_to_sign_in_does_not_wait_behind_a_mailing(sink: Sink, settings: Any) -> None:
    settings.SENDING_CONNECTIONS = 1
    begin(50)
    small("urgent@example.org")
    outbox.deliver_due("w")
    assert reached(sink)[0] == "urgent@example.org"


def test_another_worker_leaves_a_mailing_alone_until_its_worker_is_dead(sink: Sink) -> None:
    mailing = begin(3)
    held = lease.Lease("one")
    assert held.take() is not None
    assert outbox.deliver_due("two") == 0
    with clock.at(clock.now() + lease.LASTS + timedelta(seconds=1)):
        assert outbox.deliver_due("two") == 3
        assert not lease.Lease("one").holds(0)
    mailing.refresh_from_db()
    assert (mailing.leased_by, mailing.leased_until) == ("", None)


class Turn(threading.Event):
    """Does something once the server took so many mails, in the middle of a run."""

    def __init__(self, sink: Sink, after: int, action: Any) -> None:
        super().__init__()
        self.sink, self.after, self.action, self.done = sink, after, action, False

    def is_set(self) -> bool:
        if not self.done and len(self.sink.mails) >= self.after:
            self.done = True
            self.action()
        return super().is_set()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease is looked at in every round, so that a test need not wait a second."""
    monkeypatch.setattr(lease, "RENEW_EVERY", 0.0)


@pytest.mark.usefixtures("at_once")
def test_paused_in_the_middle_it_stops_and_goes_on_later(sink: Sink) -> None:
    mailing = begin(400)
    outbox.deliver_due("w", Turn(sink, 50, lambda: outbox.pause_mailing(mailing, by=BY)))
    progress = outbox.mailing_progress(mailing)
    assert progress.state == outbox.State.PAUSED
    assert 50 <= progress.sent == len(sink.mails) < 400
    outbox.resume_mailing(mailing, by=BY)
    outbox.deliver_due("w")
    assert sorted(reached(sink)) == sorted(mailing.messages.values_list("to", flat=True))


@pytest.mark.usefixtures("at_once")
def test_stopped_in_the_middle_the_ledger_says_who_was_reached(sink: Sink) -> None:
    mailing = begin(400)
    outbox.deliver_due("w", Turn(sink, 50, lambda: outbox.stop_mailing(mailing, by=BY)))
    progress = outbox.mailing_progress(mailing)
    assert (progress.state, progress.waiting) == (outbox.State.STOPPED, 0)
    assert progress.sent == len(sink.mails)
    assert progress.sent + progress.missed == 400


def test_told_to_stop_it_finishes_what_is_in_flight_and_repeats_nothing(sink: Sink) -> None:
    mailing = begin(400)
    turn: Turn = Turn(sink, 50, lambda: turn.set())
    outbox.deliver_due("w", turn)
    assert outbox.mailing_progress(mailing).sent == len(sink.mails) < 400
    outbox.deliver_due("w")
    assert sorted(reached(sink)) == sorted(mailing.messages.values_list("to", flat=True))


@pytest.fixture
def gone() -> Iterator[set[str]]:
    """Those who left while the mailing was being sent."""
    left: set[str] = set()

    def refused(messages: Sequence[Message]) -> Mapping[UUID, str]:
        return {one.pk: "They unsubscribed." for one in messages if one.to in left}

    may_send.register("test", refused)
    yield left
    may_send.forget("test")


def test_somebody_who_leaves_before_their_batch_is_not_written_to(sink: Sink, gone: set[str]) -> None:
    mailing = begin(900)
    last = [row.to for row in mailing.messages.order_by("pk")][-5:]
    outbox.deliver_due("w", Turn(sink, 50, lambda: gone.update(last)))
    assert not set(last) & set(reached(sink))
    assert outbox.mailing_progress(mailing) == outbox.Progress(0, 0, 895, 0, 0, 5, outbox.State.FINISHED)


def test_rows_are_fetched_a_few_at_a_time(sink: Sink) -> None:
    begin(1_200)
    engine = Engine("w", threading.Event())
    engine.supply.refill([])
    assert len(engine.supply) <= 500
    engine.close()


def test_a_bucket_gives_so_many_a_second() -> None:
    bucket = Bucket(10)
    given = 0
    for tick in range(300):
        if not bucket.wait(tick / 100):
            bucket.take()
            given += 1
    assert given == 10 + 29, "a second's worth at once, then ten a second"
    assert Bucket(0).wait(0.0) == 0.0


def test_a_domain_has_a_limit_of_its_own() -> None:
    limits = Limits(0, {"slow.example": 1.0})
    assert limits.wait("a@slow.example", 0.0) == 0.0
    assert limits.wait("b@SLOW.example", 0.0) == pytest.approx(1.0)
    assert limits.wait("c@quick.example", 0.0) == 0.0
    assert limits.wait("b@slow.example", 1.0) == 0.0


def test_a_slow_domain_does_not_hold_up_the_others(sink: Sink, settings: Any) -> None:
    settings.SENDING_PER_DOMAIN = {"d0.example": 0.001}
    mailing = begin(30)
    turn: Turn = Turn(sink, 21, lambda: turn.set())
    outbox.deliver_due("w", turn)
    assert sum(one.endswith("@d0.example") for one in reached(sink)) == 1
    assert outbox.mailing_progress(mailing).sent == 21
