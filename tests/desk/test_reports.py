"""The annual report: from records, in words but no typed numbers, each figure with what it counts, then frozen."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from alongside.desk import actions as desk
from alongside.desk import papers
from alongside.desk.models import AnnualReport, ReportFile, ReportWords
from alongside.desk.queries import reports
from alongside.foundation import actors, clock, reporting
from alongside.foundation.figures import Source
from alongside.learning import actions as learning
from alongside.methods import disclosure
from alongside.people.models import Member
from tests.furniture import Browser, Make, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

BY = actors.SYSTEM


def learn(went: str, count: int = 1) -> None:
    for turn in range(count):
        item = learning.write_item(
            None, what=f"It {went}, {turn}", how_it_went=went, strand="learning", by=BY
        )
        learning.check_item(item, by=BY)


@pytest.fixture
def draft(our_centre: Any) -> AnnualReport:
    learn("worked", 2)
    learn("did_not")
    today = clock.today()
    return desk.start_report(
        title="Annual report 2025/26", begins=today - timedelta(days=364), ends=today, by=BY
    )


def chapter(report: AnnualReport, name: str, language: str = "en") -> dict[str, Any]:
    found = reports.content_of(report, language)["chapters"]
    return next(one for one in found if one["name"] == name)


def test_it_fills_from_records(draft: AnnualReport) -> None:
    learnt = chapter(draft, "learnt")
    assert [(one["id"], one["words"]) for one in learnt["period"]] == [
        ("period.learnt", "3"), ("period.changes", "0"),
    ]  # fmt: skip
    assert [(one["title"], one["count"]) for one in learnt["lists"]] == [
        ("What we learnt", 3), ("What changed because of it", 0), ("Training that was taught", 0),
    ]  # fmt: skip
    (did_not,) = [
        one for one in chapter(draft, "did_not_work")["lists"] if one["title"].startswith("What did not")
    ]
    assert [row["label"] for row in did_not["rows"]] == ["It did_not, 0"]
    assert [one["name"] for one in reports.content_of(draft, "en")["chapters"]] == list(reports.CHAPTERS)


def test_what_is_outside_the_days_is_not_in_it(draft: AnnualReport) -> None:
    earlier = desk.start_report(title="Earlier", begins=date(2020, 1, 1), ends=date(2020, 12, 31), by=BY)
    assert [one["words"] for one in chapter(earlier, "learnt")["period"]] == ["0", "0"]


def test_every_number_opens_to_what_it_counts_and_when(draft: AnnualReport) -> None:
    content = reports.content_of(draft, "en")
    every = [one for each in content["chapters"] for one in [*each["period"], *each["stand"]]]
    assert len(every) > 15
    for one in every:
        assert one["definition"], one["id"]
        assert one["rule"], one["id"]
        assert one["sources"], one["id"]
        assert one["as_of"] or not one["shown"], one["id"]


def test_an_empty_list_says_so(draft: AnnualReport, coordinator: Member, browser_of: Browser) -> None:
    page = browser_of(coordinator).get(reverse("desk:edit_report", args=[draft.slug])).content.decode()
    assert "None on record in this period." in page
    assert "An empty list here means that nothing is on record, not that all went well." in page


def test_gaps_of_the_standards_are_named_in_it(draft: AnnualReport) -> None:
    headings = {one["title"]: one for one in chapter(draft, "standards")["lists"]}
    assert len(headings) == 11
    communications = headings["UK Standards for Public Involvement: Communications"]
    assert "Other formats of texts" in communications["missing"]


@pytest.mark.parametrize(
    "words",
    [
        "We held 12 sessions.",
        "Half of us came.",
        "twenty people",
        "It rose by 5%",
        "[[people.members]]",
        "١٢",
    ],
)
def test_numbers_cannot_be_typed(draft: AnnualReport, words: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        desk.write_words(draft, chapter="said", text=words, by=BY)
    assert list(refusal.value.error_dict) == ["text"]
    assert not ReportWords.objects.exists()


def test_what_was_typed_stays_when_it_is_refused(
    draft: AnnualReport, coordinator: Member, browser_of: Browser
) -> None:
    browser = browser_of(coordinator)
    address = reverse("desk:write_words", args=[draft.slug, "said"])
    page = browser.post(address, {"text": "We held 12 sessions."}).content.decode()
    assert "We held 12 sessions." in page
    assert "is a typed figure" in page
    browser.post(address, {"text": "It was a year of listening.\n\nAnd of answers."})
    assert chapter(draft, "said")["words"].startswith("It was a year of listening.")
    browser.post(address, {"text": ""})
    assert chapter(draft, "said")["words"] == ""
    assert browser.get(reverse("desk:write_words", args=[draft.slug, "nothing"])).status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [({"title": " "}, "title"), ({"title": "12 sessions"}, "title"), ({"title": "Report 2025–26"}, ""),
     ({"ends": date(2019, 1, 1)}, "ends"), ({"ends": date(2099, 1, 1)}, "ends"), ({"language": "xx"}, "language"),
     ({"title": "Half of us"}, "title")],
)  # fmt: skip
def test_bad_input_is_named(our_centre: Any, given: dict[str, Any], field: str) -> None:
    asked: dict[str, Any] = {
        "title": "A year",
        "begins": date(2020, 1, 1),
        "ends": date(2020, 12, 31),
        "by": BY,
    }
    if not field:
        assert desk.start_report(**(asked | given)).pk
        return
    with pytest.raises(ValidationError) as refusal:
        desk.start_report(**(asked | given))
    assert list(refusal.value.error_dict) == [field]


def test_published_it_is_frozen_with_a_fingerprint_that_anybody_can_work_out(
    draft: AnnualReport, client: Client
) -> None:
    desk.write_words(draft, chapter="who", text="We are glad.", by=BY)
    report = desk.publish_report(draft, by=BY)
    before = client.get(reverse("desk:annual_report", args=[report.slug])).content
    learn("worked", 5)
    assert [one["words"] for one in chapter(report, "learnt")["period"]] == ["3", "0"], "the records move on"
    data = json.loads(client.get(reverse("desk:annual_report_data", args=[report.slug])).content)
    assert reports.fingerprint(data["content"]) == data["fingerprint"] == report.fingerprint
    assert set(data["content"]) == {"en", "ar"}
    assert report.fingerprint in before.decode()
    refused: list[Any] = [
        lambda: desk.write_words(report, chapter="who", text="Sad.", by=BY),
        lambda: desk.publish_report(report, by=BY),
        lambda: desk.discard_report(report, by=BY),
    ]
    for act in refused:
        with pytest.raises(desk.CannotReport):
            act()
    report.title = "Another"
    with pytest.raises(TypeError):
        report.save()
    with pytest.raises(TypeError):
        report.delete()


def test_the_pdf_is_tagged_and_says_the_same_as_the_page_and_stays(
    draft: AnnualReport, client: Client
) -> None:
    report = desk.publish_report(draft, by=BY)
    for language, prefix in (("en", ""), ("ar", "/ar")):
        made = client.get(prefix + reverse("desk:annual_report_pdf", args=[report.slug])).content
        assert made == bytes(ReportFile.objects.get(report=report, language=language).content)
        assert made == papers.report_pdf(reports.content_of(report, language), report.fingerprint)
        with pikepdf.open(io.BytesIO(made)) as pdf:
            assert str(pdf.Root.Lang) == language
            assert bool(pdf.Root.MarkInfo.Marked)
            assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_in_arabic_only_the_days_and_words_of_the_centre_stay(draft: AnnualReport, client: Client) -> None:
    report = desk.publish_report(draft, by=BY)
    page = client.get("/ar" + reverse("desk:annual_report", args=[report.slug])).content.decode()
    assert 'dir="rtl"' in page
    assert report.fingerprint in page


def test_drafts_are_staffs_and_reports_are_everybodys(
    draft: AnnualReport, make: Make, browser_of: Browser, client: Client
) -> None:
    assert client.get(reverse("desk:annual_report", args=[draft.slug])).status_code == 404
    assert browser_of(make("Ada")).get(reverse("desk:edit_report", args=[draft.slug])).status_code == 403
    assert "None is published yet." in client.get(reverse("desk:annual_reports")).content.decode()


def test_from_start_to_publication_on_the_web(
    our_centre: Any, coordinator: Member, browser_of: Browser
) -> None:
    browser = browser_of(coordinator)
    given = {"title": "A year", "language": "en"}
    given |= {"begins_day": "1", "begins_month": "1", "begins_year": "2025"}
    given |= {"ends_day": "31", "ends_month": "12", "ends_year": "2025"}
    assert "report-2025-12-31" in browser.post(reverse("desk:start_report"), given).headers["Location"]
    slug = AnnualReport.objects.get().slug
    draft = browser.get(reverse("desk:draft_report_pdf", args=[slug]))
    assert draft.content.startswith(b"%PDF")
    browser.post(reverse("desk:publish_report", args=[slug]))
    assert "A year" in Client().get(reverse("desk:annual_reports")).content.decode()
    second = desk.start_report(title="Again", begins=date(2025, 1, 1), ends=date(2025, 12, 31), by=BY)
    assert second.slug == "report-2025-12-31-2"
    browser.post(reverse("desk:discard_report", args=[second.slug]))
    assert AnnualReport.objects.count() == 1


@pytest.mark.parametrize(
    ("count", "words"), [(0, "too few to show"), (7, "too few to show"), (8, "10"), (12, "10"), (13, "15")]
)
def test_small_counts_of_what_people_did_are_not_shown(count: int, words: str) -> None:
    one = reporting.of_acts("period.x", "x", count, "d", date(2020, 1, 1), "/", "w")
    assert str(one.words) == words
    assert one.value is None or one.value % 5 == 0


@pytest.mark.parametrize(
    ("count", "base", "words"),
    [(8, 16, "50%"), (16, 16, "100%"), (0, 16, "0%"), (7, 16, "too few to show"), (9, 16, "too few to show"),
     (0, 7, "too few to show")],
)  # fmt: skip
def test_a_share_with_a_small_side_is_not_shown(count: int, base: int, words: str) -> None:
    one = reporting.share("period.x", "x", count, base, "b", "d", date(2020, 1, 1), Source("w", "/"))
    assert str(one.words) == words


def test_people_are_counted_by_published_figures_alone(draft: AnnualReport, make: Make) -> None:
    """Whatever the period, a member who joins changes nothing that a report counts for it."""
    before = [one["period"] for one in reports.content_of(draft, "en")["chapters"]]
    for turn in range(disclosure.SMALLEST_COUNT):
        make(f"Ada{turn}")
    assert [one["period"] for one in reports.content_of(draft, "en")["chapters"]] == before
    assert not chapter(draft, "people")["period"]
    assert all(re.match("people|monitoring", one["id"]) for one in chapter(draft, "people")["stand"])
