"""What follows when mail comes back, over a real SMTP server: who is written to no more, and who still is."""

from __future__ import annotations

import asyncio
import smtplib
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock, outbox, signals
from alongside.foundation.models import Event, Message
from alongside.foundation.record import record
from alongside.foundation.sending import verp
from alongside.outreach import actions as outreach
from alongside.outreach import mail_server
from alongside.outreach.actions import suppressing
from alongside.outreach.models import MailReturn, ReturnKind, Suppression, SuppressionReason
from alongside.outreach.queries import ledger, returns
from alongside.people.models import Member
from tests import seeds
from tests.outreach.conftest import Browser, Listed
from tests.outreach.test_incoming import EXPECTED, null_sender, sample
from tests.processes import House, free_port

BY = actors.SYSTEM
JO = "jo@example.org"
Hand = Callable[..., str]


def written(to: str = JO, **more: Any) -> Message:
    return outbox.email(to=to, subject="Our newsletter", text="Hello", by=BY, **more)


def take_in(name: str, message: Message) -> None:
    """Hand over a sample that came back about a message."""
    raw = sample(name, to=message.to, message=message.pk)
    assert mail_server.take_in(raw, verp.address_for(message.pk), null_sender=null_sender(name))


@pytest.mark.skipif(not seeds.on_postgres(), reason="On SQLite only one can write at a time anyway.")
@pytest.mark.django_db(transaction=True)
def test_a_report_and_an_answer_about_one_message_do_not_block_each_other() -> None:
    """The answer is on record and not finished; the report holds the message, and waits for its turn on record."""
    message = written()
    kept = threading.Barrier(2)

    def answer() -> None:
        try:
            with transaction.atomic():
                row = MailReturn.objects.create(
                    message=message, kind=ReturnKind.OTHER, arrived_at=clock.now()
                )
                record("outreach.mail_to_read", row, by=BY)
                kept.wait(timeout=10)
                until_somebody_waits()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        answering = other.submit(answer)
        kept.wait(timeout=10)
        take_in("postfix-no-such-user", message)
        answering.result()
    assert MailReturn.objects.filter(message=message).count() == 2
    assert held()


def until_somebody_waits() -> None:
    """Returns when another connection waits for a lock."""
    ends, pause = monotonic() + 10, threading.Event()
    with connection.cursor() as cursor:
        while monotonic() < ends:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            pause.wait(0.02)
    raise AssertionError("nobody waits")


def held(address: str = JO) -> str:
    """Why an address is not written to; empty when it is."""
    found = suppressing.in_force(address)
    return found.reason if found else ""


@pytest.fixture
def server(transactional_db: None) -> Iterator[int]:
    """The receiving server itself, on a free port."""
    port, began = free_port(), threading.Event()
    loop = asyncio.new_event_loop()
    serving: list[asyncio.Task[None]] = []

    async def run() -> None:
        serving.append(asyncio.ensure_future(mail_server.serve("127.0.0.1", port, lambda _port: began.set())))
        try:
            await serving[0]
        except asyncio.CancelledError:
            return

    def all_of_it() -> None:
        """In a thread of its own to the end: a browser of other tests may have a loop in this one."""
        loop.run_until_complete(run())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=all_of_it)
    thread.start()
    assert began.wait(10)
    yield port
    loop.call_soon_threadsafe(serving[0].cancel)
    thread.join(10)


@pytest.fixture
def hand(server: int) -> Iterator[Hand]:
    """Hand mail to the server as a mail server does; gives its last answer."""
    with smtplib.SMTP("127.0.0.1", server, timeout=10) as line:

        def handed(raw: bytes, to: str, sender: str = "") -> str:
            line.ehlo("mail.centre.example")
            line.docmd(f"MAIL FROM:<{sender}>")
            code, said = line.docmd(f"RCPT TO:<{to}>")
            if code == 250:
                code, said = line.data(raw)
            line.docmd("RSET")
            return f"{code} {said.decode()}"

        yield handed


def test_every_sample_reaches_the_right_person_by_its_envelope_alone(hand: Hand) -> None:
    """Each sample comes back about a message of its own; who is written to no more is exactly who should be."""
    people = {name: written(f"{name}@example.org") for name in EXPECTED}
    for name, message in people.items():
        raw = sample(name)  # no address of ours is anywhere in it
        sender = "" if null_sender(name) else "somebody@example.net"
        assert hand(raw, verp.address_for(message.pk), sender) == "250 2.0.0 Taken"
    gone = {name for name in EXPECTED if held(f"{name}@example.org") == SuppressionReason.BOUNCED}
    unwanted = {name for name in EXPECTED if held(f"{name}@example.org") == SuppressionReason.COMPLAINED}
    rows = EXPECTED.values()
    assert gone == {row["name"] for row in rows if row["kind"] == "failed" and row["status"].startswith("5")}
    assert unwanted == {row["name"] for row in rows if row["kind"] == "complaint"}
    to_read = {row["name"] for row in rows if row["kind"] == "other"}
    assert {
        one.message.to.partition("@")[0] for one in MailReturn.objects.to_read() if one.message
    } == to_read


def test_only_addresses_that_we_signed_are_taken(hand: Hand) -> None:
    message = written()
    address = verp.address_for(message.pk)
    forged = address.replace("+", "+a", 1)
    for wrong in (forged, "bounces@localhost", "postmaster@localhost", "anybody@example.org", f"x{address}"):
        assert hand(sample("postfix-no-such-user"), wrong).startswith("550 5.1.1")
    assert not MailReturn.objects.exists()
    assert hand(sample("postfix-no-such-user"), address.upper()) == "250 2.0.0 Taken", (
        "servers change the case"
    )


def test_what_is_too_large_is_refused(hand: Hand) -> None:
    message = written()
    raw = sample("postfix-no-such-user") + b"x" * 78 + b"\r\n"
    large = raw + (b"x" * 76 + b"\r\n") * 14_000
    assert hand(large, verp.address_for(message.pk)).startswith("552")
    assert not held()


def test_a_second_recipient_waits_for_its_turn(server: int) -> None:
    first, second = written(), written("mo@example.org")
    with smtplib.SMTP("127.0.0.1", server, timeout=10) as line:
        line.ehlo()
        line.docmd("MAIL FROM:<>")
        assert line.docmd(f"RCPT TO:<{verp.address_for(first.pk)}>")[0] == 250
        assert line.docmd(f"RCPT TO:<{verp.address_for(second.pk)}>")[0] == 452


def test_nothing_is_ever_sent(hand: Hand) -> None:
    before = Message.objects.count()
    message = written()
    for name in ("a-person-answers", "away-outlook", "postfix-no-such-user"):
        hand(sample(name), verp.address_for(message.pk), "somebody@example.net")
    assert Message.objects.count() == before + 1


def test_mail_that_cannot_be_kept_is_asked_for_again(hand: Hand) -> None:
    message = written()

    def broken(**_news: Any) -> None:
        raise RuntimeError("The database is away.")

    signals.mail_came_back.connect(broken)
    try:
        assert hand(sample("postfix-no-such-user"), verp.address_for(message.pk)).startswith("451 4.3.0")
    finally:
        signals.mail_came_back.disconnect(broken)
    assert not MailReturn.objects.exists()
    assert not held()


def test_a_complaint_to_the_box_for_complaints_is_matched_by_our_own_address_in_it(hand: Hand) -> None:
    message = written()
    box = f"complaints@{verp.domain()}"
    assert (
        hand(sample("complaint-yahoo", to=JO, message=message.pk), box, "loop@provider.example")
        == "250 2.0.0 Taken"
    )
    assert held() == SuppressionReason.COMPLAINED
    assert hand(sample("complaint-yahoo", to=JO), box).startswith("550 5.7.1"), (
        "nothing in it was signed by us"
    )
    assert hand(sample("postfix-no-such-user", message=message.pk), box).startswith("550 5.7.1")


def test_other_machines_cannot_reach_the_door() -> None:
    refused = ThreadPoolExecutor(1).submit(lambda: asyncio.run(mail_server.serve("0.0.0.0", 0)))
    with pytest.raises(ValueError, match="can be reached from other machines"):
        refused.result(10)


@pytest.mark.long
@pytest.mark.usefixtures("django_db_setup")
def test_the_command_receives_and_stops_cleanly(tmp_path: Any) -> None:
    """As it runs on a server: a process of its own, stopped by SIGTERM."""
    port = free_port()
    with House(tmp_path / "house", "receiving") as house:
        command = [sys.executable, "-u", "-m", "django", "receive_mail", "--port", str(port)]
        with subprocess.Popen(command, env=house.environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert str(port) in process.stdout.readline()
            with smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
                line.ehlo()
                line.docmd("MAIL FROM:<>")
                assert line.docmd(f"RCPT TO:<{verp.address_for(uuid4())}>")[0] == 250
            process.terminate()
            assert process.wait(20) == 0
            assert process.stdout.read() == "Stopped.\n"


def test_a_port_that_is_taken_is_told_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken .* --port {port + 1}"):
            call_command("receive_mail", "--port", str(port))


@pytest.mark.django_db
class TestThePolicy:
    def test_a_lasting_failure_ends_it_at_once(self) -> None:
        take_in("postfix-no-such-user", written())
        assert held() == SuppressionReason.BOUNCED

    def test_passing_failures_end_it_after_three_messages_in_thirty_days(self) -> None:
        for number in range(3):
            assert not held(), number
            take_in("icloud-quota-4", written())
        assert held() == SuppressionReason.BOUNCED

    def test_passing_failures_that_are_far_apart_end_nothing(self) -> None:
        for days in (0, 31, 62, 93):
            with clock.at(clock.now() + timedelta(days=days)):
                take_in("icloud-quota-4", written())
        assert not held()

    def test_the_same_report_twice_counts_once(self) -> None:
        message = written()
        for _each in range(5):
            take_in("icloud-quota-4", message)
        assert not held()
        assert MailReturn.objects.count() == 1

    def test_mail_that_is_late_counts_for_nothing(self) -> None:
        for _each in range(5):
            take_in("postfix-delayed", written())
        assert not held()

    @pytest.mark.parametrize("name", [row["name"] for row in EXPECTED.values() if row["kind"] == "automatic"])
    def test_nobody_who_is_away_is_taken_off_or_kept(self, name: str) -> None:
        message = written()
        for empty in (True, False):
            raw = sample(name, to=JO, message=message.pk)
            mail_server.take_in(raw, verp.address_for(message.pk), null_sender=empty)
        assert (held(), MailReturn.objects.count()) == ("", 0)

    def test_a_failure_of_a_message_that_is_gone_lies_on_the_list(self) -> None:
        assert mail_server.take_in(
            sample("postfix-no-such-user"), verp.address_for(uuid4()), null_sender=True
        )
        assert MailReturn.objects.to_read().count() == 1

    def test_a_complaint_ends_what_they_agreed_to_and_says_so(self, listed: Listed) -> None:
        subscriber = listed(JO)
        assert ledger.gets(subscriber)
        take_in("complaint-yahoo", written())
        last = subscriber.ledger.latest("pk")
        assert (held(), last.granted, last.note) == (SuppressionReason.COMPLAINED, False, "complained")
        assert not ledger.gets(subscriber)
        take_in("complaint-yahoo", written())
        assert subscriber.ledger.count() == 2

    def test_mail_to_many_is_withheld_and_what_was_asked_for_still_goes(self) -> None:
        suppressing.suppress(JO, reason=SuppressionReason.BOUNCED, by=BY)
        code = written()
        newsletter = written(headers={"List-Unsubscribe": "<https://centre.example/newsletter/stop/a/>"})
        other = written(
            "mo@example.org", headers={"List-Unsubscribe": "<https://centre.example/newsletter/stop/b/>"}
        )
        assert list(returns.withheld([code, newsletter, other])) == [newsletter.pk]

    def test_nobodys_report_stays_longer_than_it_is_needed(self) -> None:
        take_in("postfix-no-such-user", written())
        with clock.at(clock.now() + timedelta(days=401)):
            assert outreach.forget_returns(by=BY) == 1
        assert held() == SuppressionReason.BOUNCED

    def test_who_asks_to_be_forgotten_is_forgotten_here_too(self) -> None:
        take_in("postfix-no-such-user", written())
        suppressing.suppress(JO, reason=SuppressionReason.ERASED, by=BY)
        assert not MailReturn.objects.exists()


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("5.1.1", returns.GONE), ("5.1.10", returns.GONE), ("5.1.2", returns.NO_PLACE), ("5.2.1", returns.SHUT),
        ("5.2.2", returns.FULL), ("4.2.2", returns.FULL), ("5.7.26", returns.REFUSED), ("4.4.7", returns.AWAY),
        ("5.0.0", returns.UNKNOWN), ("", returns.UNKNOWN),
    ],
)  # fmt: skip
def test_each_status_is_said_in_plain_words(status: str, why: Any) -> None:
    assert returns.meaning(status)[0] == why


def test_a_coordinator_reads_why_and_lifts_it_with_a_reason(coordinator: Member, browser_of: Browser) -> None:
    take_in("postfix-no-such-user", written(to_name="Jo Green"))
    browser = browser_of(coordinator)
    page = browser.get("/newsletter/returns/").content.decode()
    for words in (JO, "Jo Green", str(returns.GONE), str(returns.ASK), "5.1.1"):
        assert words in page
    lift = f"/newsletter/returns/{Suppression.objects.get().pk}/lift/"
    assert (
        "Write why this address may be written to again."
        in browser.post(lift, {"reason": ""}).content.decode()
    )
    assert held()
    browser.post(lift, {"reason": "Phoned, it was a typing error."})
    assert not held()
    assert Event.objects.filter(verb="outreach.suppression_lifted").exists()


def test_what_a_person_answered_is_read_once_and_then_deleted(
    coordinator: Member, browser_of: Browser
) -> None:
    take_in("a-person-answers", written())
    browser = browser_of(coordinator)
    page = browser.get("/newsletter/returns/").content.decode()
    assert "Please phone me instead." in page
    row = MailReturn.objects.get()
    browser.post(f"/newsletter/returns/{row.pk}/looked-at/")
    row.refresh_from_db()
    assert coordinator.account is not None
    assert (row.text, row.looked_by) == ("", actors.of(coordinator.account).key)
    assert "Please phone me instead." not in browser.get("/newsletter/returns/").content.decode()


def test_the_list_asks_no_more_questions_when_it_is_long(coordinator: Member, browser_of: Browser) -> None:
    def questions(browser: Client) -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            browser.get("/newsletter/returns/")
        return len(seen)

    browser = browser_of(coordinator)
    take_in("postfix-no-such-user", written())
    questions(browser)
    one = questions(browser)
    for number in range(12):
        take_in("postfix-no-such-user", written(f"p{number}@example.org"))
    assert questions(browser) == one


def test_hostile_words_of_another_server_are_text(coordinator: Member, browser_of: Browser) -> None:
    raw = b"Subject: <script>alert(1)</script>\r\nContent-Type: text/plain\r\n\r\n<script>alert(1)</script>\x00\r\n"
    assert mail_server.take_in(raw, verp.address_for(written().pk), null_sender=False)
    page = browser_of(coordinator).get("/newsletter/returns/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
