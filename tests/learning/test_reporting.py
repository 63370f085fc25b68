"""Promise: reports on working with people are filled from records that everybody can read, and say what is missing."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.conversations.models import Decision
from alongside.documents import actions as documents
from alongside.foundation import clock
from alongside.learning import actions as learning
from alongside.learning.queries import evidence
from alongside.people.models import Member
from tests.learning.helpers import BY, Learn, queries_of, text_of

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
    assert sections(evidence.STANDARDS)["impact"].missing == []
    assert "Too short by far" in text_of(client, "/learning/reports/gripp2/")
    pdf = client.get("/learning/reports/gripp2/pdf/")
    assert pdf.content.startswith(b"%PDF")


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
