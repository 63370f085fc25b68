"""What comes back is read by its fields; what answers by itself is left alone; and no bytes make the reader fail."""

from __future__ import annotations

import csv
from email import message_from_bytes
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alongside.foundation.sending import verp
from alongside.outreach import incoming
from alongside.outreach.incoming import Arrived, Kind

FOLDER = Path(__file__).parent / "mail"
EXPECTED = {row["name"]: row for row in csv.DictReader((FOLDER / "expected.csv").open())}
BY_PEOPLE = (
    "a-person",
    "away",
    "ticket",
    "challenge",
    "read-receipt",
    "only-a-header",
    "complaint",
    "not-a-complaint",
)


def sample(name: str, to: str = "jo@example.org", message: UUID | None = None) -> bytes:
    """A mail as it arrives, about a message to somebody."""
    raw = (FOLDER / f"{name}.eml").read_bytes().replace(b"RECIPIENT", to.encode())
    return raw.replace(b"VERP", verp.address_for(message).encode()) if message else raw


def null_sender(name: str) -> bool:
    """Reports have an empty envelope sender; people, and what answers for them, have an address."""
    return not name.startswith(BY_PEOPLE)


def read(name: str) -> Arrived:
    return incoming.read(sample(name), null_sender=null_sender(name))


def test_there_are_enough_samples_and_each_is_expected() -> None:
    assert {path.stem for path in FOLDER.glob("*.eml")} == set(EXPECTED)
    assert len(EXPECTED) >= 65


@pytest.mark.parametrize("name", EXPECTED)
def test_each_sample_is_read_as_it_should_be(name: str) -> None:
    found = read(name)
    assert (found.kind, found.status) == (EXPECTED[name]["kind"], EXPECTED[name]["status"])


@pytest.mark.parametrize("name", EXPECTED)
def test_the_envelope_alone_names_the_message(name: str) -> None:
    """The address that a mail comes to is enough, whatever stands in it; here it comes from the To line."""
    message = uuid4()
    to = str(message_from_bytes(sample(name, message=message)).get("To", ""))
    if name not in ("empty", "only-a-header"):
        assert verp.message_of(to) == message


@pytest.mark.parametrize("name", [name for name in EXPECTED if EXPECTED[name]["kind"] == "automatic"])
@pytest.mark.parametrize("empty", [True, False])
def test_nothing_that_answers_by_itself_is_taken_for_a_failure(name: str, empty: bool) -> None:
    assert incoming.read(sample(name), null_sender=empty).kind == Kind.AUTOMATIC


def test_a_complaint_names_the_message_that_it_is_about() -> None:
    message = uuid4()
    for name in ("complaint-yahoo", "complaint-outlook-redacted", "complaint-headers-only"):
        found = incoming.read(sample(name, message=message))
        assert verp.message_of(found.original_sender) == message


def test_a_diagnosis_is_kept_in_the_words_of_the_other_server() -> None:
    assert "user does not exist" in read("exim-report").diagnostic
    assert "Boîte" not in read("postfix-no-such-user").diagnostic


PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n", b"\r\n", b"--b\r\n", b"--b--",
        b"Content-Type: message/delivery-status\r\n", b"Content-Transfer-Encoding: base64\r\n", b"Status: 5.1.1\r\n",
        b"Action: failed\r\n", b"Final-Recipient: rfc822;", b"\xff\xfe\x00", b"Content-Type: message/rfc822\r\n\r\n",
        b"Subject: =?utf-8?B?////?=\r\n", b"Content-Type: text/plain; charset=nonsense\r\n", b"Auto-Submitted: \r\n",
        b"X-Failed-Recipients: a\r\n", b"Content-Type: message/feedback-report\r\n", b" folded\r\n", b"=?utf-8?Q?",
    ]
)  # fmt: skip


@given(
    st.binary(max_size=2000) | st.lists(PIECES | st.binary(max_size=20), max_size=40).map(b"".join),
    st.booleans(),
)
@example(
    b"Content-Type: multipart/mixed; boundary=a\r\n\r\n"
    + b"--a\r\nContent-Type: message/rfc822\r\n\r\n" * 3000,
    True,
)
@settings(deadline=None)  # a busy machine is no fault of the reader
def test_no_bytes_make_the_reader_fail(raw: bytes, empty: bool) -> None:
    assert isinstance(incoming.read(raw, null_sender=empty), Arrived)


@given(st.sampled_from(sorted(EXPECTED)), st.integers(0, 4000), st.integers(0, 255))
@settings(deadline=None)
def test_a_damaged_sample_is_still_read_or_left_unread(name: str, place: int, value: int) -> None:
    raw = bytearray(sample(name))
    if raw:
        raw[place % len(raw)] = value
        raw = raw[: max(place, 1)] if value % 2 else raw
    assert isinstance(incoming.read(bytes(raw)), Arrived)
