"""Promise: every clause says where it came from, and everything says what came of it."""

from collections.abc import Collection, Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.documents import actions as documents
from alongside.documents.models import Document, DocumentKind, Reflection, Source
from alongside.documents.queries import around, provenance
from alongside.foundation import sources
from alongside.foundation.models import Message
from alongside.foundation.sources import Thing
from tests.documents.helpers import BY, Browser, Make, Start, clause, text_of

KNOWN = {"7": Thing("meeting", "7", "Meeting 7", "/meetings/7/")}


@pytest.fixture
def meetings() -> Iterator[None]:
    """A room that knows meetings registers them."""

    def read(keys: Collection[str]) -> dict[str, Thing]:
        return {key: KNOWN[key] for key in keys if key in KNOWN}

    sources.register(sources.Kind("meeting", "Meeting", lambda words: list(KNOWN.values()), read))
    yield
    sources._kinds.pop("meeting")


def steps(document: Document, number: int) -> list[str]:
    return [one.label for one in provenance.came_from(clause(document, number))]


def test_a_clause_names_its_session_its_suggestion_and_its_decision(
    meetings: None, document: Document, make: Make
) -> None:
    one = clause(document, 1)
    documents.add_source(one, kind="meeting", key="7", note="Second round", by=BY)
    documents.add_source(one, kind="meeting", key="7", by=BY)
    row = documents.suggest(
        one, make("Ada"), kind="replace", text="We hear.", reason="Short", named="first_name", by=BY
    )
    documents.accept(row, by=BY)
    version = documents.freeze(document, by=BY)
    documents.sign(
        version, documents.add_signing_role(document, name="Chair", member=make("Ben"), by=BY), by=BY
    )
    assert steps(document, 1) == [
        "Written by those who edit the text", "Meeting 7", "Suggested by Ada", "Signed off in version 1",
    ]  # fmt: skip
    assert Source.objects.count() == 1


def test_and_backwards(meetings: None, document: Document, client: Client) -> None:
    one = clause(document, 1)
    documents.add_source(one, kind="meeting", key="7", by=BY)
    row = documents.suggest(one, None, kind="add", text="We thank.", reason="Kind", by=BY)
    documents.accept(row, by=BY)
    assert [thing.label for thing in sources.came_of("meeting", "7")] == ["Principles to live by, clause 1"]
    assert [thing.label for thing in sources.came_of("suggestion", str(row.pk))] == [
        "Principles to live by, clause 2"
    ]
    assert "Principles to live by, clause 1" in text_of(client, "/came-of/meeting/7/")
    assert client.get("/came-of/meeting/8/").status_code == 404


def test_words_that_went_through_splitting_and_joining_keep_where_they_came_from(
    meetings: None, document: Document
) -> None:
    one, two = clause(document, 1), clause(document, 2)
    documents.add_source(one, kind="meeting", key="7", by=BY)
    made = documents.split(one, first="We", second="listen", base=1, by=BY)
    documents.merge(two, other=made, text="Listening is sharing power.", base=1, by=BY)
    found = provenance.came_from(two)
    assert ("Meeting 7", one.pk) in [(step.label, step.through) for step in found]


def test_a_suggestion_to_split_is_told_once_of_each_part(document: Document) -> None:
    one = clause(document, 1)
    row = documents.suggest(
        one, None, kind="split", text="We", second_text="listen", reason="Two thoughts", by=BY
    )
    documents.accept(row, by=BY)
    said = "Suggested by somebody who wants no name"
    assert [steps(document, number).count(said) for number in (1, 2)] == [1, 1]
    assert provenance.came_from(clause(document, 2))[-1].through is None, "it is a step of this part itself"


def test_nothing_is_suggested_for_a_clause_that_was_taken_out(document: Document, client: Client) -> None:
    one = clause(document, 1)
    url = f"/texts/{document.slug}/clauses/{one.pk}/"
    assert "Suggest a change" in text_of(client, url)
    documents.remove_clause(one, because="Said twice", base=1, by=BY)
    page = text_of(client, url)
    assert "Taken out" in page
    assert "Comment" in page
    assert "Suggest" not in page
    assert "Take this clause out" not in page


def test_what_nobody_may_read_is_not_told_backwards(meetings: None, our_centre: object) -> None:
    document = documents.start_document(kind="other", title="Hidden", text="Words", by=BY)
    documents.add_source(clause(document, 1), kind="meeting", key="7", by=BY)
    assert sources.came_of("meeting", "7") == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "meeting", "key": "8"}, "key"), ({"kind": "no-room", "key": "1"}, "key"), ({}, "label"),
        ({"label": "A page", "url": "javascript:alert(1)"}, "url"),
    ],
)  # fmt: skip
def test_a_source_that_is_not_there_is_named(
    meetings: None, document: Document, more: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        documents.add_source(clause(document, 1), by=BY, **more)
    assert list(refusal.value.message_dict) == [field]


def test_a_version_of_another_text_can_be_a_source(start: Start, document: Document) -> None:
    version = documents.freeze(document, by=BY)
    guide = start("We begin on time.", kind="guidance", title="A guide", slug="guide")
    (thing,) = provenance.find_versions("live by")
    documents.add_source(clause(guide, 1), kind="version", key=str(version.pk), by=BY)
    assert thing.label == "Principles to live by, version 1"
    assert thing.label in steps(guide, 1)


def test_a_reflection_cites_the_principle_and_the_version_and_waits_for_a_look(
    document: Document, make: Make
) -> None:
    one = clause(document, 1)
    with pytest.raises(documents.CannotSay, match="once a version"):
        documents.reflect(one, make("Ada"), text="We asked first.", by=BY)
    version = documents.freeze(document, by=BY)
    row = documents.reflect(
        one, make("Ben"), text="We asked first.", label="Session 3", named="first_name", by=BY
    )
    assert (row.version, row.clause) == (version, one)
    assert around.reflections_of(one) == []
    documents.check_reflection(row, by=BY)
    assert [(one.row.text, one.by) for one in around.reflections_of(row.clause)] == [
        ("We asked first.", "Ben")
    ]
    documents.hold_reflection_back(row, because="It names somebody.", by=BY)
    assert around.reflections_of(one) == []
    assert "It names somebody." in Message.objects.get(subject__startswith="About what you said").text
    documents.take_reflection_back(row, by=BY)
    assert not Reflection.objects.public().exists()


def test_a_member_says_where_a_principle_was_lived_and_the_meeting_leads_there(
    meetings: None, document: Document, make: Make, browser_of: Browser, client: Client
) -> None:
    documents.freeze(document, by=BY)
    page = f"/texts/principles/clauses/{clause(document, 1).pk}/"
    ada = browser_of(make("Ada"))
    assert "Meeting: Meeting 7" in text_of(ada, page + "lived/")
    assert "Write how it was lived." in ada.post(page + "lived/", {"named": "none"}).content.decode()
    sent = ada.post(page + "lived/", {"text": "We asked first.", "thing": "meeting/7", "named": "first_name"})
    assert sent.status_code == 302
    row = Reflection.objects.get()
    assert (row.kind, row.key, row.label, row.url) == ("meeting", "7", "Meeting 7", "/meetings/7/")
    assert sources.came_of("meeting", "7") == [], "nobody has looked at it yet"
    documents.check_reflection(row, by=BY)
    (thing,) = sources.came_of("meeting", "7")
    assert thing.label == "How it was lived: Principles to live by, clause 1"
    assert "We asked first." in text_of(client, page)


def test_only_principles_are_lived(start: Start) -> None:
    guide = start("We begin on time.", kind=DocumentKind.GUIDANCE, title="A guide", slug="guide")
    documents.freeze(guide, by=BY)
    with pytest.raises(documents.CannotSay):
        documents.reflect(clause(guide, 1), None, text="x", by=BY)
