"""A mailing: one row for each recipient, and honest about where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail

from alongside.foundation import actors, clock, outbox, sending
from alongside.foundation.models import Event, Mailing, Message
from alongside.foundation.sending import may_send, verp

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 2, 1, 12, tzinfo=UTC)
BY = actors.SYSTEM
NAME, LINK = sending.slot("name"), sending.slot("link")
ENGLISH = sending.Version(f"Hello {NAME}", f"Dear {NAME}: {LINK}", f"<p>Dear {NAME}</p>", "en")


def begin(**more: Any) -> Mailing:
    given: dict[str, Any] = {
        "name": "Issue 1", "about": None, "versions": {"en": ENGLISH}, "list_id": "news.example", "by": BY,
        "not_before": None, "headers": {"List-Unsubscribe": f"<{LINK}>"},
    }  # fmt: skip
    return outbox.start_mailing(**given | more)


def to(number: int, **more: Any) -> sending.To:
    fill = {"name": f"Ann <{number}>", "link": f"https://centre.example/{number}"}
    given: dict[str, Any] = {
        "address": f"m{number}@example.org", "name": f"Ann {number}", "version": "en", "fill": fill,
        "key": f"reader:{number}",
    }  # fmt: skip
    return sending.To(**given | more)


def send_all() -> None:
    while outbox.deliver_due("worker"):
        pass


@pytest.fixture
def hook() -> Iterator[set[str]]:
    """A room that says of some addresses that they are not to be written to."""
    unwanted: set[str] = set()

    def refused(messages: Sequence[Message]) -> Mapping[UUID, str]:
        return {one.pk: "They unsubscribed." for one in messages if one.to in unwanted}

    may_send.register("test", refused)
    yield unwanted
    may_send.forget("test")


def test_each_recipient_gets_their_own_words() -> None:
    mailing = begin()
    assert outbox.add_recipients(mailing, [to(1), to(2)], by=BY) == 2
    send_all()
    first = next(one for one in mail.outbox if one.to == ["Ann 1 <m1@example.org>"])
    assert (first.subject, first.body) == ("Hello Ann <1>", "Dear Ann <1>: https://centre.example/1")
    assert first.alternatives[0][0] == "<p>Dear Ann &lt;1&gt;</p>"  # type: ignore[attr-defined]
    assert first.extra_headers["List-Unsubscribe"] == "<https://centre.example/1>"
    assert first.extra_headers["List-Id"] == "<news.example>"


def test_adding_the_same_people_again_adds_nobody() -> None:
    mailing = begin()
    outbox.add_recipients(mailing, (to(number) for number in range(1_100)), by=BY)
    assert outbox.add_recipients(mailing, (to(number) for number in range(1_101)), by=BY) == 1
    assert mailing.messages.count() == 1_101
    counted = Event.objects.filter(verb="foundation.recipients_added").values_list("detail", flat=True)
    assert [one["count"] for one in counted] == [1_100, 1]


def test_the_same_recipient_of_the_same_mailing_has_the_same_message_id() -> None:
    mailing = begin()
    outbox.add_recipients(mailing, [to(1)], by=BY)
    before = mailing.messages.get().pk
    mailing.messages.all().delete()
    outbox.add_recipients(mailing, [to(1)], by=BY)
    assert mailing.messages.get().pk == before


def test_it_is_finished_when_its_list_is_closed_and_nobody_waits() -> None:
    mailing = begin()
    outbox.add_recipients(mailing, [to(1)], by=BY)
    send_all()
    assert outbox.mailing_progress(mailing).state == outbox.State.SENDING, "more recipients may come"
    outbox.add_recipients(mailing, [to(2)], by=BY)
    outbox.close_list(mailing, by=BY)
    assert outbox.mailing_progress(mailing).state == outbox.State.SENDING
    send_all()
    assert outbox.mailing_progress(mailing) == outbox.Progress(0, 0, 2, 0, 0, 0, outbox.State.FINISHED)
    with pytest.raises(outbox.CannotChangeMailing, match="closed"):
        outbox.add_recipients(mailing, [to(3)], by=BY)


def test_a_paused_one_waits_and_a_resumed_one_goes_on() -> None:
    mailing = begin()
    outbox.add_recipients(mailing, [to(1)], by=BY)
    outbox.pause_mailing(mailing, by=BY)
    send_all()
    assert (mail.outbox, outbox.mailing_progress(mailing).state) == ([], outbox.State.PAUSED)
    outbox.resume_mailing(mailing, by=BY)
    send_all()
    assert len(mail.outbox) == 1


def test_a_stopped_one_shows_who_was_not_written_to() -> None:
    mailing = begin()
    outbox.add_recipients(mailing, [to(1), to(2)], by=BY)
    outbox.stop_mailing(mailing, by=BY)
    outbox.stop_mailing(mailing, by=BY)
    send_all()
    progress = outbox.mailing_progress(mailing)
    assert (mail.outbox, progress.missed, progress.state) == ([], 2, outbox.State.STOPPED)
    assert Event.objects.filter(verb="foundation.mailing_stopped").count() == 1


def test_one_whose_time_passed_is_shown_as_missed_and_not_sent_late() -> None:
    mailing = begin(not_before=NOON, not_after=NOON + timedelta(hours=1))
    outbox.add_recipients(mailing, [to(1)], by=BY)
    outbox.close_list(mailing, by=BY)
    with clock.at(NOON - timedelta(hours=1)):
        send_all()
        assert outbox.mailing_progress(mailing).state == outbox.State.SCHEDULED
    with clock.at(NOON + timedelta(hours=2)):
        send_all()
    assert (mail.outbox, outbox.mailing_progress(mailing).missed) == ([], 1)


def test_somebody_who_left_after_queuing_is_not_written_to(hook: set[str]) -> None:
    mailing = begin()
    outbox.add_recipients(mailing, [to(1), to(2)], by=BY)
    hook.add("m1@example.org")
    send_all()
    assert [one.to for one in mail.outbox] == [["Ann 2 <m2@example.org>"]]
    assert outbox.mailing_progress(mailing).suppressed == 1
    assert mailing.messages.get(key="reader:1").last_error == "They unsubscribed."


def test_the_hooks_are_asked_about_small_messages_too(hook: set[str]) -> None:
    hook.add("ann@example.org")
    outbox.email(to="ann@example.org", subject="s", text="t", by=BY)
    send_all()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("version", "says"),
    [
        (sending.Version("s", "  ", "<p>x</p>", "en"), "no plain text"),
        (sending.Version("", "t", "", "en"), "no subject"),
    ],
)
def test_words_that_cannot_be_sent_are_refused(version: sending.Version, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        begin(versions={"en": version})


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"List-Help": "<https://x>\r\nBcc: all@example.org"}, "line break"),
        ({"X-A: b\r\nBcc": "x"}, "no name for a header"),
        ({"Bcc": "all@example.org"}, "written by the outbox itself"),
    ],
)
def test_a_header_that_would_make_another_is_refused(headers: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        begin(headers=headers)


def test_an_address_with_a_line_break_fails_alone_and_says_why() -> None:
    mailing = begin()
    rows = [to(1, address="a@example.org\nBcc: b@example.org"), to(2, address="nowhere"), to(3)]
    assert outbox.add_recipients(mailing, rows, by=BY) == 3
    send_all()
    assert [one.to for one in mail.outbox] == [["Ann 3 <m3@example.org>"]]
    assert outbox.mailing_progress(mailing).failed == 2
    assert mailing.messages.get(key="reader:1").last_error == "The address holds a line break."


def test_a_slot_that_nobody_filled_is_named() -> None:
    with pytest.raises(ValueError, match="The recipient reader:1 has nothing for: link"):
        outbox.add_recipients(begin(), [to(1, fill={"name": "Ann"})], by=BY)


def test_an_envelope_sender_names_its_message_and_no_other_does(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "The centre <hello@centre.example>"
    pk = uuid4()
    address = verp.address_for(pk)
    local, _at, domain = address.partition("@")
    assert (len(local) <= 64, domain) == (True, "centre.example")
    assert verp.message_of(address) == verp.message_of(f"<{address.upper()}>") == pk
    token = local.removeprefix("bounces+")
    for forged in ["a" * 40, token[:-1], token[:-2] + "aa", "b" + token[1:], "", "%%", "é"]:
        assert forged == token or verp.message_of(f"bounces+{forged}@centre.example") is None
    assert verp.message_of(f"other+{token}@centre.example") is None


def test_a_slot_has_a_plain_name() -> None:
    with pytest.raises(ValueError, match="small letters"):
        sending.slot("First Name")
