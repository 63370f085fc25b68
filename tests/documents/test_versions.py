"""Promise: a version stays as it is; any two compare word by word; a signed text opens only for a public reason."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.formats import date_format

from alongside.documents import actions as documents
from alongside.documents import exports
from alongside.documents.models import Clause, Document, Signature, SigningRole, Version
from alongside.documents.queries import around, comparing, reading
from alongside.foundation import clock
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from tests.documents.helpers import BY, Browser, Make, by_phone, clause, reads, text_of


def signed(document: Document, *members: Member) -> Version:
    """A frozen version that each of these members signs in a role."""
    version = documents.freeze(document, by=BY)
    roles = [
        documents.add_signing_role(document, name=f"Chair {at}", member=one, by=BY)
        for at, one in enumerate(members)
    ]
    for role in roles:
        documents.sign(version, role, by=BY)
    document.refresh_from_db()
    return version


def test_a_frozen_version_never_changes(document: Document) -> None:
    first = documents.freeze(document, summary="To begin", by=BY)
    documents.reword(clause(document, 1), text="We hear.", base=1, by=BY)
    second = documents.freeze(document, by=BY)
    first.refresh_from_db()
    assert [one["text"] for one in first.content] == ["We listen.", "We share power.", "We learn."]
    assert next(one["text"] for one in second.content) == "We hear."
    assert (first.number, second.number, reading.working(document).number) == (1, 2, 3)
    with pytest.raises(documents.CannotChange, match="Nothing changed since version 2"):
        documents.freeze(document, by=BY)


def test_the_fingerprint_is_that_of_the_plain_text_file(document: Document) -> None:
    version = documents.freeze(document, by=BY)
    text = reading.plain_text(version)
    assert version.fingerprint == hashlib.sha256(text.encode()).hexdigest()
    assert text.startswith("Principles to live by\n1 · ")
    assert text.endswith("3. We learn.\n")


def test_a_signature_by_post_shows_the_day_on_which_it_was_signed(
    document: Document, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    ada, ben = make("Ada", reach_by="post", address="2 Low Road"), make("Ben")
    version = documents.freeze(document, by=BY)
    for name, one in (("Chair", ada), ("Carer", ben)):
        documents.add_signing_role(document, name=name, member=one, by=BY)
    signed_on = clock.today() + timedelta(days=3)
    typed = {"mode": "post", "on_day": signed_on.day, "on_month": signed_on.month, "on_year": signed_on.year,
             "note": "A letter.", "role": SigningRole.objects.get(member=ada).pk}  # fmt: skip
    with clock.at(clock.now() + timedelta(days=9)):
        done = browser_of(coordinator).post("/texts/principles/versions/1/signed/", typed)
        assert done.status_code == 302
    for page in ("/texts/principles/versions/1/", "/texts/principles/versions/"):
        assert f'<bdi>Chair</bdi>, <time datetime="{signed_on}">' in text_of(Client(), page)
    with zipfile.ZipFile(io.BytesIO(exports.KINDS[exports.WORD].make(version))) as packed:
        assert f"Signed: Chair, {date_format(signed_on)}" in packed.read("word/document.xml").decode()


def test_nobody_signed_a_version_before_it_was_frozen(
    document: Document, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    ada, before = make("Ada"), clock.today() - timedelta(days=1)
    version = documents.freeze(document, by=BY)
    role = documents.add_signing_role(document, name="Chair", member=ada, by=BY)
    told = people.Told(mode="post", on=before, read_back_and_agreed=True)
    with pytest.raises(people.CannotRecord, match="This version was frozen on"):
        documents.sign(version, role, told=told, by=BY)
    typed = {"mode": "post", "on_day": before.day, "on_month": before.month, "on_year": before.year,
             "note": "A letter.", "role": role.pk}  # fmt: skip
    page = browser_of(coordinator).post("/texts/principles/versions/1/signed/", typed).content.decode()
    assert f"This version was frozen on {date_format(clock.today())}. Write that day or a later one." in page
    assert not Signature.objects.exists()
    assert not Recording.objects.exists()


def test_with_the_last_signature_the_text_stays_as_it_is(document: Document, make: Make) -> None:
    ada, ben = make("Ada"), make("Ben")
    version = documents.freeze(document, by=BY)
    roles = [documents.add_signing_role(document, name=name, member=one, by=BY)
             for name, one in (("Chair", ada), ("Carer", ben))]  # fmt: skip
    assert documents.ask_to_sign(version, by=BY) == 2
    assert Message.objects.filter(subject="Please sign: Principles to live by").count() == 2
    documents.sign(version, roles[0], by=BY)
    documents.sign(version, roles[0], by=BY)
    document.refresh_from_db()
    assert document.signed is None
    documents.sign(version, roles[1], told=by_phone(), by=BY)
    document.refresh_from_db()
    version.refresh_from_db()
    assert document.signed == version
    assert version.signed_at is not None
    assert Recording.objects.get(what="signature").member == ben
    assert [one.role_name for one in Signature.objects.all()] == ["Chair", "Carer"]
    one = clause(document, 1)
    for change in (
        lambda: documents.reword(one, text="No", base=1, by=BY),
        lambda: documents.add_clause(document, text="No", by=BY),
        lambda: documents.split(one, first="No", second="No", base=1, by=BY),
        lambda: documents.merge(one, other=clause(document, 2), text="No", base=1, by=BY),
        lambda: documents.move(one, after=None, by=BY),
        lambda: documents.remove_clause(one, because="No", by=BY),
        lambda: documents.freeze(document, by=BY),
        lambda: documents.change_document(document, title="No", by=BY),
    ):
        with pytest.raises(documents.SignedOff, match="signed off"):
            change()
    assert reads(document) == ["We listen.", "We share power.", "We learn."]


def test_a_suggestion_to_a_signed_text_waits_until_it_is_open_again(document: Document, make: Make) -> None:
    version = signed(document, make())
    row = documents.suggest(clause(document, 1), None, kind="remove", reason="Old", by=BY)
    with pytest.raises(documents.SignedOff):
        documents.accept(row, by=BY)
    with pytest.raises(ValidationError, match="Write why"):
        documents.reopen(document, because=" ", by_role="The group", by=BY)

    reopening = documents.reopen(document, because="The law changed.", by_role="The group", by=BY)

    assert "The law changed." in Message.objects.get(subject__startswith="Opened again").text
    documents.accept(row, by=BY)
    document.refresh_from_db()
    assert around.reopening(document) == reopening
    assert reads(document) == ["We share power.", "We learn."]
    version.refresh_from_db()
    assert len(version.content) == 3
    with pytest.raises(documents.CannotChange, match="open already"):
        documents.reopen(document, because="Again", by_role="The group", by=BY)


def test_who_has_signed_or_signs_no_more_is_not_called_to_sign(document: Document, make: Make) -> None:
    version = documents.freeze(document, by=BY)
    chair, _carer, reader = (
        documents.add_signing_role(
            document, name=name, member=make(name, reach_by="phone", phone=phone), by=BY
        )
        for name, phone in (
            ("Chair", "020 7946 0001"),
            ("Carer", "020 7946 0002"),
            ("Reader", "020 7946 0003"),
        )
    )
    assert documents.ask_to_sign(version, by=BY) == 3
    documents.sign(version, chair, told=by_phone(), by=BY)
    documents.end_signing_role(reader, by=BY)
    asked = Message.objects.waiting().filter(subject="Please sign: Principles to live by")
    assert [message.to_name for message in asked] == ["Carer"]


def test_nobody_is_called_twice_for_one_signature_or_about_a_version_before(
    document: Document, make: Make
) -> None:
    def waiting() -> list[Message]:
        return list(Message.objects.waiting().filter(subject="Please sign: Principles to live by"))

    first = documents.freeze(document, by=BY)
    ada = make("Ada", reach_by="phone", phone="020 7946 0001")
    documents.add_signing_role(document, name="Chair", member=ada, by=BY)
    for _again in range(2):
        assert documents.ask_to_sign(first, by=BY) == 1
        assert len(waiting()) == 1
    documents.reword(clause(document, 1), text="We hear.", base=1, by=BY)
    second = documents.freeze(document, by=BY)
    assert waiting() == [], "nobody can sign the first one any more"
    documents.ask_to_sign(second, by=BY)
    (message,) = waiting()
    assert "version 2" in message.text


def test_what_stands_in_the_way_of_signing_is_said(document: Document, make: Make) -> None:
    version = documents.freeze(document, by=BY)
    with pytest.raises(documents.CannotChange, match="Nobody is named to sign"):
        documents.ask_to_sign(version, by=BY)
    role = documents.add_signing_role(document, name="Chair", member=make(), by=BY)
    row = documents.suggest(clause(document, 1), None, kind="remove", reason="Old", by=BY)
    with pytest.raises(documents.CannotChange, match="1 suggestion has no answer"):
        documents.sign(version, role, by=BY)
    documents.decline(row, because="We need it", by=BY)
    documents.reword(clause(document, 1), text="We hear.", base=1, by=BY)
    with pytest.raises(documents.CannotChange, match="changed since this version"):
        documents.sign(version, role, by=BY)
    second = documents.freeze(document, by=BY)
    with pytest.raises(documents.CannotChange, match="newer version"):
        documents.sign(version, role, by=BY)
    documents.end_signing_role(role, by=BY)
    with pytest.raises(documents.CannotChange, match="Nobody"):
        documents.sign(second, SigningRole.objects.get(), by=BY)


def content(*clauses: tuple[int, str]) -> list[dict[str, object]]:
    return [
        {"clause": key, "number": number, "heading": "", "text": text}
        for number, (key, text) in enumerate(clauses, 1)
    ]


@pytest.mark.parametrize(
    ("before", "after", "states"),
    [
        ([(1, "a"), (2, "b")], [(1, "a"), (2, "b")], ["same", "same"]),
        ([(1, "a"), (2, "b")], [(1, "a c"), (2, "b")], ["changed", "same"]),
        ([(1, "a"), (2, "b")], [(2, "b")], ["removed", "same"]),
        ([(1, "a"), (2, "b")], [(1, "a")], ["same", "removed"]),
        ([(1, "a")], [(2, "x"), (1, "a")], ["added", "same"]),
        ([(1, "a"), (2, "b"), (3, "c")], [(3, "c"), (1, "a"), (2, "b")], ["moved", "same", "same"]),
        ([], [(1, "a")], ["added"]),
        ([(1, "a")], [], ["removed"]),
        ([], [], []),
    ],
)
def test_two_versions_compare_clause_by_clause(
    before: list[tuple[int, str]], after: list[tuple[int, str]], states: list[str]
) -> None:
    found = comparing.compare(content(*before), content(*after))
    assert [one.state for one in found] == states


def test_two_versions_compare_word_by_word(document: Document) -> None:
    documents.freeze(document, by=BY)
    documents.reword(clause(document, 2), text="We share all power.", base=1, by=BY)
    before, after = comparing.content_of(document, "1"), comparing.content_of(document, "now")
    (changed,) = [one for one in comparing.shown(comparing.compare(before, after)) if one.state == "changed"]
    assert [(one.kind, one.text) for one in changed.pieces] == [
        ("same", "We share "), ("added", "all "), ("same", "power."),
    ]  # fmt: skip


def test_a_format_is_flagged_once_the_text_moves_on(document: Document) -> None:
    version = documents.freeze(document, by=BY)
    documents.add_format(version, kind="easy_read", language="en", text="We listen to you.", by=BY)
    documents.add_format(version, kind="bsl", language="en", url="https://film.example/1", by=BY)
    assert [one.out_of_date for one in around.formats(document)] == [False, False]
    documents.reword(clause(document, 2), text="We share all power.", base=1, by=BY)
    assert [one.out_of_date for one in around.formats(document)] == [True, True]
    second = documents.freeze(document, by=BY)
    documents.add_format(second, kind="audio", language="en", url="https://sound.example/2", by=BY)
    assert {one.row.kind: one.out_of_date for one in around.formats(document)} == {
        "easy_read": True, "bsl": True, "audio": False,
    }  # fmt: skip


def test_formats_are_listed_with_their_language_and_version(document: Document, client: Client) -> None:
    version = documents.freeze(document, by=BY)
    made = documents.add_format(version, kind="translation", language="cy", text="Rydym yn gwrando.", by=BY)
    page = text_of(client, "/texts/principles/formats/")
    assert "Welsh" in page
    assert "Of version 1" in page
    assert "Up to date" in page
    assert "Rydym yn gwrando." in text_of(client, f"/texts/principles/formats/{made.pk}/")
    documents.reword(clause(document, 2), text="We share all power.", base=1, by=BY)
    assert "Out of date" in text_of(client, "/texts/principles/formats/")
    assert "The text has moved on since." in text_of(client, f"/texts/principles/formats/{made.pk}/")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "text"), ({"text": "x", "url": "https://x.example"}, "text"),
        ({"url": "javascript:alert(1)"}, "url"), ({"text": "x", "kind": "song"}, "kind"),
    ],
)  # fmt: skip
def test_a_format_is_words_or_a_safe_link(document: Document, more: dict[str, str], field: str) -> None:
    version = documents.freeze(document, by=BY)
    given = {"kind": "audio", "language": "en"} | more
    with pytest.raises(ValidationError) as refusal:
        documents.add_format(version, by=BY, **given)
    assert list(refusal.value.message_dict) == [field]


def test_a_pasted_text_becomes_clauses_with_headings_and_a_long_paragraph_is_named(
    our_centre: object,
) -> None:
    document = documents.start_document(
        kind="guidance", title="A guide", by=BY,
        text="# First\r\nOne\u00a0two\r\n\r\n\uf0b7\tA point\r\n\r\n\r\nLast \u202eone",
    )  # fmt: skip
    assert reads(document) == ["One two", "- A point", "Last one"]
    assert reading.wordings(document)[0].heading == "First"
    with pytest.raises(ValidationError, match="Paragraph 2 has 5000 letters"):
        documents.start_document(kind="other", title="Long", text="Short\n\n" + "a" * 5000, by=BY)
    with pytest.raises(ValidationError, match="text of this name"):
        documents.start_document(kind="other", title="A guide", by=BY)
    assert Clause.objects.count() == 3
