"""Promise: reports on working with people are filled from records that everybody can read, and say what is missing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.formats import date_format

from alongside.conversations import actions as conversations
from alongside.conversations.models import Decision
from alongside.documents import actions as documents
from alongside.documents.models import Clause
from alongside.foundation import clock
from alongside.foundation.sources import Thing
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Session
from alongside.learning import actions as learning
from alongside.learning.models import LearningItem
from alongside.learning.queries import evidence
from alongside.people.models import Member
from tests.conversations.helpers import WORDS
from tests.learning.helpers import BY, Learn, Make, queries_of, text_of

TODAY = clock.today


def sections(framework: evidence.Framework, days: int = 30) -> dict[str, evidence.Section]:
    found = evidence.report(framework, TODAY() - timedelta(days=days), TODAY())
    return {section.heading.name: section for section in found}


def test_each_framework_has_its_headings() -> None:
    assert [one.name for one in evidence.GRIPP2.headings] == [
        "aim", "methods", "results", "influence", "reflection",
    ]  # fmt: skip
    assert len(evidence.STANDARDS.headings) == 6


def test_every_heading_says_which_records_count_and_what_is_missing(our_centre: None, client: Client) -> None:
    for framework in evidence.FRAMEWORKS.values():
        for section in sections(framework).values():
            assert section.kinds == []
            assert section.missing
        page = text_of(client, f"/learning/reports/{framework.name}/")
        for section in sections(framework).values():
            assert str(section.heading.title) in page
            assert str(section.missing[0]) in page


def test_what_is_on_record_fills_its_headings(learn: Learn, client: Client) -> None:
    item = learn(what="Too short by far")
    change = learning.propose_change([item], what="Longer", label="The next round", by=BY)
    assert sections(evidence.GRIPP2)["influence"].kinds == [], "a change that waits is no influence yet"
    learning.decide(change, verdict="adopted", by_role="The team", by=BY)
    found = sections(evidence.GRIPP2)
    assert [row.label for row in found["results"].kinds[0].rows] == ["Too short by far"]
    assert [row.label for row in found["reflection"].kinds[0].rows] == ["Too short by far"]
    assert [row.url for row in found["influence"].kinds[0].rows] == [f"/learning/changes/{change.pk}/"]
    missing = {str(says) for says in sections(evidence.STANDARDS)["impact"].missing}
    assert not missing & {"What was learnt, whichever way it went", "Changes made because of what was learnt"}
    assert "Too short by far" in text_of(client, "/learning/reports/gripp2/")
    pdf = client.get("/learning/reports/gripp2/pdf/")
    assert pdf.content.startswith(b"%PDF")


def test_what_was_changed_is_called_as_it_is_called_today(
    learn: Learn, our_series: tuple[Any, Session]
) -> None:
    _series, session = our_series
    change = learning.propose_change([learn()], what="Later", kind="session", key=str(session.pk), by=BY)
    learning.decide(change, verdict="adopted", by_role="The team", by=BY)
    Session.objects.filter(pk=session.pk).update(title="The evening")
    (kind,) = sections(evidence.GRIPP2)["influence"].kinds
    (row,) = kind.rows
    assert "The evening" in row.label
    assert "Breaks" not in row.label


def test_only_the_period_and_only_what_everybody_can_read_counts(learn: Learn, client: Client) -> None:
    learn()
    learning.write_item(None, what="Not looked at", how_it_went="worked", strand="learning", by=BY)
    page = "/learning/reports/gripp2/?begins_day=1&begins_month=1&begins_year=2019&ends_day=31&ends_month=1&ends_year="
    assert "Four months were too short." not in text_of(client, page + "2019")
    now = text_of(client, "/learning/reports/gripp2/")
    assert "Four months were too short." in now
    assert "Not looked at" not in now
    assert "The last day is before the first one." in text_of(client, page + "2018")
    assert client.get("/learning/reports/other/").status_code == 404


def test_a_report_takes_as_many_queries_for_one_as_for_twenty(
    learn: Learn, coordinator: Member, client: Client
) -> None:
    _one_of_each(learn, 1)
    few = queries_of(client, "/learning/reports/gripp2/")
    for number in range(2, 21):
        _one_of_each(learn, number)
    assert queries_of(client, "/learning/reports/gripp2/") == few


def _one_of_each(learn: Learn, number: int) -> None:
    document = documents.start_document(kind="other", title=f"Text {number}", text="Words", by=BY)
    documents.open_document(document, by=BY)
    version = documents.freeze(document, by=BY)
    package = learning.start_package(title=f"Training {number}", licence="cc0", by=BY)
    learning.add_module(package, kind="text", title="One", minutes=5, version=version, by=BY)
    learning.publish_package(package, by=BY)
    learning.add_delivery(package, on=clock.today(), label="Here", by=BY)
    learning.decide(
        learning.propose_change([learn()], what="x", label="y", by=BY), verdict="adopted", by_role="We", by=BY
    )
    Decision.objects.create(
        question=f"Question {number}", method="agreed", outcome="Yes", rung="co_production",
        decided_on=clock.today(), people=3, with_lived_experience=2, by="system",
    )  # fmt: skip


@pytest.mark.parametrize("kind", sorted(evidence.FRAMEWORKS))
def test_a_report_opens_in_arabic(our_centre: None, client: Client, kind: str) -> None:
    assert 'dir="rtl"' in text_of(client, f"/ar/learning/reports/{kind}/")
    assert client.get(f"/ar/learning/reports/{kind}/pdf/").content.startswith(b"%PDF")


def of_work(kind: str, key: object, client: Client, name: str = "gripp2") -> str:
    return text_of(client, f"/learning/reports/{name}/?work={kind}:{key}")


def test_a_report_of_one_piece_of_work_has_what_belongs_to_it_and_nothing_else(
    learn: Learn, client: Client
) -> None:
    text = documents.start_document(kind="other", title="Our text", text="Words", by=BY)
    documents.open_document(text, by=BY)
    version = documents.freeze(text, by=BY)
    package = learning.start_package(title="Our training", licence="cc0", by=BY)
    learning.add_module(package, kind="text", title="One", minutes=5, version=version, by=BY)
    learning.publish_package(package, by=BY)
    learning.add_delivery(package, on=TODAY(), label="The hall", by=BY)
    learn(what="Of the text", kind="version", key=str(version.pk))
    learn(what="Of nothing")
    about_text = of_work("text", text.pk, client)
    assert "Of the text" in about_text
    assert "Of nothing" not in about_text
    assert "The hall" not in about_text
    assert "Training that was taught" in about_text, "what is missing is listed"
    about_training = of_work("training", package.pk, client)
    assert "The hall" in about_training
    assert "Of the text" not in about_training
    assert "Our training" in about_training
    assert "Of nothing" in text_of(client, "/learning/reports/gripp2/")


def test_a_report_of_a_conversation_has_its_decisions_and_the_texts_that_came_from_it(
    make: Make, client: Client
) -> None:
    day = TODAY() - timedelta(days=900)
    asked = conversations.draft_conversation(**WORDS, opens_on=day, closes_on=day + timedelta(days=9), by=BY)
    with clock.at(clock.now() - timedelta(days=900)):
        conversations.publish(asked, by=BY)
    text = documents.start_document(kind="other", title="What came of it", text="Words", by=BY)
    documents.open_document(text, by=BY)
    documents.add_source(Clause.objects.get(document=text), kind="conversation", key=str(asked.pk), by=BY)
    role = documents.add_signing_role(text, name="Chair", member=make(), by=BY)
    documents.sign(documents.freeze(text, by=BY), role, by=BY)
    Decision.objects.create(
        question="Shorter?", method="agreed", outcome="Yes", rung="co_production", conversation=asked,
        decided_on=day + timedelta(days=20), people=3, with_lived_experience=2, by="system",
    )  # fmt: skip
    page = of_work("conversation", asked.pk, client)
    assert "Shorter?" in page
    assert "What came of it, 1" in page
    assert "What would make our meetings better?" in page
    assert "What was learnt, whichever way it went" in page, "what is missing is listed"
    begins = date_format(day)
    assert begins in page, "told from its first record on, however long ago"


def test_a_report_of_a_series_has_its_sessions_and_what_was_learnt_there(
    learn: Learn, client: Client, our_series: Any
) -> None:
    series, session = our_series
    learn(what="Of the session", kind="session", key=str(session.pk))
    learn(what="Of nothing")
    page = of_work("series", series.pk, client)
    assert "Of the session" in page
    assert "Of nothing" not in page
    assert "Session 1: Breaks" in page


def test_a_room_above_may_say_what_a_piece_of_work_is(
    learn: Learn, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "_works", dict(evidence._works))
    item = learn(what="Of the project")
    LearningItem.objects.filter(pk=item.pk).update(kind="project", key="7")
    learn(what="Of nothing")
    evidence.register_work(
        evidence.Work(
            "project", "A project", lambda: [Thing("project", "7", "The garden")],
            lambda key: frozenset({("project", key)}),
        )
    )  # fmt: skip
    page = of_work("project", 7, client)
    assert item.what in page
    assert "Of nothing" not in page


@pytest.mark.parametrize("work", ["series:999999", "series:x", "nothing:1", "series", "text:1'"])
def test_a_piece_of_work_that_is_none_is_refused_with_a_sentence(
    our_centre: None, client: Client, work: str
) -> None:
    answer = client.get("/learning/reports/gripp2/", {"work": work})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert client.get("/learning/reports/gripp2/text/", {"work": work}).status_code == 404


def test_a_report_as_plain_text_says_the_same(learn: Learn, client: Client) -> None:
    learn(what="Too short by far")
    answer = client.get("/learning/reports/standards/text/")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    words = answer.content.decode()
    for heading in evidence.STANDARDS.headings:
        assert f"\n{heading.title}\n" in words
    assert "Too short by far" in words
    assert "Missing in this period:" in words
    assert "<" not in words
    assert "/learning/reports/standards/text/" in text_of(client, "/learning/reports/standards/")
    assert 'dir="rtl"' in text_of(client, "/ar/learning/reports/standards/")


@pytest.fixture
def our_series(our_centre: None) -> Any:
    """A series with one session that took place."""
    series = gatherings.add_series(name="The Cuppas", by=BY)
    starts_at = clock.now() + timedelta(days=10)
    session = gatherings.draft_session(
        series, title="Breaks", purpose="To rest.", meeting="in_person", strands=["learning"], by=BY,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), places_in_person=9,
    )  # fmt: skip
    gatherings.announce(session, by=BY)
    with clock.at(starts_at + timedelta(days=1)):
        gatherings.deliver(Session.objects.get(pk=session.pk), by=BY)
        yield series, session
