"""Every reader of what comes from outside gives an answer or the error that it declares, whatever comes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.config.backup import notes, trouble
from alongside.documents.actions import documents
from alongside.foundation import fetching, forms, judging_files, money, paper_codes, plain_text, wording
from alongside.foundation.fetching import judging
from alongside.gatherings.forms import plans
from alongside.methods import equalshares, lottery
from alongside.outreach import reading_exports, reading_lists
from alongside.outreach.incoming import reading as incoming
from alongside.payments import pictures
from alongside.people import reading_files
from alongside.people.queries import members
from alongside.story import listening
from tests.hostile import corpus, files

LAST_DAY = date(2026, 1, 31)
DEEP = "[" * 3_000
"""Nested deeper than a reader of JSON follows."""


@dataclass(frozen=True)
class Reader:
    """Takes text or bytes; `errors` are what it declares; `heads` are beginnings that let it read on."""

    read: Callable[[Any], object]
    errors: tuple[type[Exception], ...] = ()
    heads: list[str] = field(default_factory=lambda: [""])
    of_bytes: bool = False


def the_note_of_a_backup(raw: bytes) -> object:
    """What stands beside a backup, read back from a folder."""
    with TemporaryDirectory() as folder:
        (Path(folder) / notes.NAME).write_bytes(raw)
        return notes.read(Path(folder))


READERS = {
    "a reference": Reader(members.as_reference, (), ["", "K7FD 3MX"]),
    "a text that was pasted": Reader(documents.read_clauses, (ValidationError,), ["", "# ", "One\n\n"]),
    "a web address": Reader(
        lambda text: judging.judge(text, {"example.org"}), (fetching.CannotFetch,), ["", "https://", "https://[::1"]
    ),
    "the note of a backup": Reader(
        the_note_of_a_backup, (trouble.CannotRestore,), ["", '{"format": 1, "made_at": ', DEEP], True
    ),
    "a paper code": Reader(paper_codes.read_code),
    "an amount": Reader(money.read_pounds, (money.NotAnAmount,), ["", "£", "1,"]),
    "a number": Reader(forms.NumberField().clean, (ValidationError,), ["", "1", "-"]),
    "a day": Reader(lambda text: forms.DateField().clean([text, text, text]), (ValidationError,), ["", "1"]),
    "an email address": Reader(forms.EmailField().clean, (ValidationError,), ["", "a@b."]),
    "a phone number": Reader(forms.PhoneField().clean, (ValidationError,), ["", "020 7946 "]),
    "plain text": Reader(plain_text.clean),
    "a sentence with figures": Reader(wording.parse, (), ["", "{people.members"]),
    "a written plan": Reader(plans.read, (ValidationError,), ["", "10:00 20 "]),
    "a file of an election": Reader(
        equalshares.read, (equalshares.Unusable,),
        ["", "META\nkey;value\n", "META\nkey;value\nbudget;9\nPROJECTS\nproject_id;cost\n1;2\nVOTES\nvoter_id;vote\n"],
    ),
    "quotas of a lottery": Reader(lottery.read_features, (lottery.Unusable,), ["", "feature,value,min,max\n"]),
    "a list of people": Reader(
        lambda raw: reading_files.read(raw, "a.csv"), (reading_files.Unreadable,), ["", "Name,Email\n"], True
    ),
    "a spreadsheet of people": Reader(
        lambda raw: reading_files.read(raw, "a.xlsx"), (reading_files.Unreadable,), ["", "PK\x03\x04"], True
    ),
    "a list of subscribers": Reader(reading_lists.read, (reading_lists.Unreadable,), ["", "Name,Email\n"], True),
    "an export of a platform": Reader(
        lambda raw: reading_exports.read(raw, last_day=LAST_DAY), (reading_exports.Unreadable,),
        ["", "Date,Followers\n", "Post ID,Date,Impressions\n"], True,
    ),
    "a story of another centre": Reader(
        lambda raw: listening.read(raw, "https://example.org/story.json"), (listening.NotHeard,),
        ["", '{"centre":', DEEP], True,
    ),
    "a mail that came back": Reader(
        incoming.read, (), ["", "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n"],
        True,
    ),
    "a picture": Reader(
        lambda raw: pictures.as_jpeg(BytesIO(raw)), (pictures.NotAPicture,), ["", "\x89PNG\r\n\x1a\n", "\xff\xd8\xff"],
        True,
    ),
    "a file of a pack": Reader(
        lambda raw: judging_files.judge(BytesIO(raw), "a.docx"), (judging_files.NotWhatItSays,),
        ["", "PK\x03\x04"], True,
    ),
}  # fmt: skip


def try_to_read(reader: Reader, given_: object) -> None:
    """Read, and let through what is declared; anything else fails the test."""
    with suppress(*reader.errors):
        reader.read(given_)


@pytest.mark.parametrize("name", READERS)
def test_the_corpus_breaks_no_reader(name: str) -> None:
    reader = READERS[name]
    for head in reader.heads:
        for words in corpus.texts() + corpus.scripts() + corpus.formulas():
            sent = (head + words).encode("utf-8", "surrogatepass")
            try_to_read(reader, sent if reader.of_bytes else sent.decode("utf-8", "replace"))


@pytest.mark.parametrize("name", [name for name, reader in READERS.items() if reader.of_bytes])
def test_no_file_breaks_a_reader_of_files(name: str) -> None:
    for _name, body in files.all_files():
        try_to_read(READERS[name], body)


@pytest.mark.parametrize("name", READERS)
def test_nothing_that_nobody_thought_of_breaks_a_reader(name: str) -> None:
    reader = READERS[name]
    anything: Any = st.binary(max_size=300) if reader.of_bytes else st.text(max_size=100)

    @settings(max_examples=60, deadline=None)
    @given(anything, st.sampled_from(reader.heads))
    def read(tail: Any, head: str) -> None:
        try_to_read(reader, head.encode("latin-1") + tail if reader.of_bytes else head + tail)

    read()
