"""The matrix: whatever members can do online in this room, staff can write down for somebody without email.

Each row names a page on which a member changes something, and the page on which staff do the same for somebody who told
them by phone, by post or in person. A page of members without a row here fails.
"""

import pytest
from django.urls import URLPattern

from alongside.documents import actions as documents
from alongside.documents.models import Document, Reflection, Remark
from alongside.documents.queries import remarks
from alongside.foundation import clock, doors
from alongside.foundation.forms.saying import ONLY_FROM_18
from alongside.people.models import Member, Recording
from tests.architecture.checks import all_patterns
from tests.documents.helpers import BY, Browser, Make, by_phone, clause
from tests.journeys.rooms import documents as samples

# What members do online → where staff write it down.
SAME: dict[str, str] = {
    "say_about": "record_remark",
    "reflect": "record_reflection",
    "change_naming": "change_naming_for",
    "take_back": "take_back_for",
    "name_reflection": "name_reflection_for",
    "take_reflection_back": "take_reflection_back_for",
    "sign": "record_signature",
}
# Pages that change nothing.
READ = {
    "came_of", "clause", "clause_history", "compare", "contributors", "go_to_clause", "my_remarks", "taken_out",
    "text", "text_format", "text_formats", "texts", "version", "version_file", "versions",
}  # fmt: skip


def pages() -> dict[str, tuple[str, URLPattern]]:
    """Every page of this room by its name."""
    return {
        pattern.name: (route, pattern)
        for route, pattern in all_patterns()
        if pattern.name and pattern.callback.__module__.startswith("alongside.documents.")
    }


def is_of_members(route: str, pattern: URLPattern) -> bool:
    """Whether any member finds this page; those for editors alone are listed with the samples."""
    door: doors.Door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
    running = samples.NOT_FOR_EVERYBODY.keys() - set(samples.OWN)
    return door.admits(frozenset({doors.Role.MEMBER}), "POST") and route not in running


def test_every_page_of_members_is_in_the_matrix_or_changes_nothing() -> None:
    found = {name for name, page in pages().items() if is_of_members(*page)}
    assert sorted(found - SAME.keys() - READ) == []


@pytest.mark.parametrize("mine", SAME)
def test_staff_write_the_same_down_for_somebody_without_email(mine: str) -> None:
    known = pages()
    assert mine in known, "the row is about a page that is there"
    assert not is_of_members(*known[SAME[mine]])


def test_what_came_by_phone_has_the_same_clock_the_same_place_and_the_same_answer(
    document: Document, make: Make
) -> None:
    online, phoned = make("Ada"), make("Albert", reach_by="phone", phone="020 7946 0101")
    rows = [
        documents.suggest(
            clause(document, 1), member, kind="remove", reason="Old", named="first_name", told=told, by=BY
        )
        for member, told in ((online, None), (phoned, by_phone()))
    ]
    assert len({(row.due_on, row.clause_id, row.version_id, row.revision, row.named) for row in rows}) == 1
    assert [one.by for one in remarks.as_said(remarks.about_clause(rows[0].clause))] == ["Albert", "Ada"]


def test_staff_write_down_a_comment_a_change_and_a_story_on_the_pages(
    document: Document, coordinator: Member, make: Make, browser_of: Browser
) -> None:
    albert = make("Albert", reach_by="phone", phone="020 7946 0101")
    documents.freeze(document, by=BY)
    cora, page = browser_of(coordinator), f"/texts/principles/clauses/{clause(document, 1).pk}/"
    day = clock.today()
    told = {
        "who": albert.reference, "mode": "phone", "on_day": day.day, "on_month": day.month, "on_year": day.year,
        "read_back_and_agreed": "on", "named": "first_name",
    }  # fmt: skip
    assert cora.post(page + "record/comment/", told | {"text": "Good", "revision": "1"}).status_code == 302
    change = {"text": "We hear.", "reason": "Short", "revision": "1"}
    assert cora.post(page + "record/replace/", told | change).status_code == 302
    assert cora.post(page + "record-lived/", told | {"text": "We asked first."}).status_code == 302
    refused = cora.post(page + "record/comment/", told | {"who": "", "text": "x"}).content.decode()
    assert "To name somebody, we need to know who it is." in refused
    kit = make("Kit", age_guard="16-17")
    young = told | {"who": kit.reference, "text": "x"}
    assert str(ONLY_FROM_18) in cora.post(page + "record/comment/", young).content.decode()
    nameless = told | {"who": "", "named": "none", "text": "x"}
    assert cora.post(page + "record/comment/", nameless).status_code == 302
    assert list(Remark.objects.values_list("member__called", "how")) == [
        ("Albert", "phone"), ("Albert", "phone"), (None, "phone"),
    ]  # fmt: skip
    assert Reflection.objects.get().member == albert
    assert list(Recording.objects.values_list("what", flat=True).order_by("pk")) == [
        "comment",
        "suggestion",
        "reflection",
    ]
