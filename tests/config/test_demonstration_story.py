"""Promise: the demonstration's story is the leaflet, row by row, from records; each number can be counted again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from alongside.story import wording
from alongside.story.models import Claim, Milestone
from tests.config import counted_again

ROWS: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {
    1: (("people.communities", "people.outreach_actions", "people.outreach_with_result"),
        ("co-production in health research, innovation and practice", "less-often heard communities")),
    2: (("people.members", "people.organisations", "people.brings.carer"),
        ("researchers, patients, practitioners, carers and community members",)),
    3: ((), ("Generate and share learning", "Facilitate co-production projects", "Build the co-production movement")),
    4: (("monitoring.disability_identify.yes", "monitoring.ethnicity.white", "monitoring.age.under_35",
         "monitoring.age.35_to_55", "monitoring.age.over_55"), ("identify as having a disability",)),
    5: (("outreach.followers_gained", "outreach.reach"), ("Twitter and newsletter",)),
    6: (("funding.phase_1.awards", "funding.phase_1.cap", "funding.phase_1.months", "funding.phase_1.bids"),
        ("Pilots Phase 1", "£5,000", "4 months")),
    7: (("projects.aybi.theories_of_change", "projects.aybi.evaluation_plans", "projects.aybi.unexpected_outcomes"),
        ("Action Youth Boxing Intervention", "Researchers, staff and young people")),
    8: (("projects.aybi.follow_ups",),
        ("UCL Public Engagement Community Award", "Secured further funding", "Commissioned to run", "has grown")),
    9: (("funding.phase_2.awards", "funding.phase_2.cap", "funding.phase_2.months"),
        ("informed by learning from Phase 1", "bigger grants over a longer period", "£15,000", "7 months")),
    10: (("story.quotes",),
         ("there was a pragmatic and focused role it could play in my work",
          "The session made me more confident to be more flexible/creative.",
          "Opened my mind to different views, and learning from experience.",
          "PPI Manager and co-producer", "Centre community member")),
    11: (("documents.principles.clauses", "documents.principles.signers"), ("Principles to live by",)),
    12: (("learning.training.modules", "learning.training.deliveries"), ("A training package, co-created",)),
    13: (("gatherings.sessions_delivered",), ("Session 14 takes place", "14 sessions in the numbered series")),
    14: (("story.editions",), ("The Centre begins", "The projects of Phase 2 are announced")),
}  # fmt: skip
"""Each row of the leaflet: the figures that stand behind it, and words that the page and the data both say."""


@pytest.fixture
def data(loaded: None, client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/story.json").json()
    return found


def said(data: dict[str, Any]) -> str:
    """Everything that is told in the data, as one text."""
    parts = [data["centre"]["purpose"], *(strand["label"] for strand in data["strands"])]
    for kind in ("claims", "milestones", "quotes", "since", "case_studies"):
        for item in data[kind]:
            parts += [str(value) for value in item.values() if isinstance(value, str)]
    return "\n".join(parts)


def test_all_fourteen_rows_of_the_leaflet_are_told_from_records(data: dict[str, Any], client: Client) -> None:
    figures = {figure["id"]: figure for figure in data["figures"]}
    page = client.get("/story/").content.decode().replace("&#x27;", "'")
    text = said(data)
    assert sorted(ROWS) == list(range(1, 15))
    for row, (ids, words) in ROWS.items():
        for figure_id in ids:
            assert figure_id in figures, f"row {row} has no figure {figure_id}"
            assert figures[figure_id]["definition"], f"row {row}: {figure_id} says not what it means"
        for word in words:
            assert word in text, f"row {row}: the data does not say “{word}”"
    for strand in ("learning", "projects", "movement"):
        assert any(strand in item["strands"] for item in data["claims"]), f"strand {strand} tells nothing"
    for heading in (
        "They have since",
        "What did not work",
        "Case studies",
        "In people's own words",
        "Timeline",
    ):
        assert heading in page


def test_nothing_is_typed_and_records_tell_their_own_dates(data: dict[str, Any]) -> None:
    for item in (*Claim.objects.on_page(), *Milestone.objects.on_page()):
        assert wording.refuse_typed_figures(item.text) is None  # type: ignore[func-returns-value]
    known = [moment for moment in data["milestones"] if moment["from_records"]]
    typed = [moment for moment in data["milestones"] if not moment["from_records"]]
    assert len(known) >= 8
    assert all(moment["source"]["url"] for moment in known), "each leads to the record that knows it"
    assert all(moment["source"]["label"] for moment in typed), "who types a date says where it is written"
    assert {moment["on"] for moment in known} >= {"2019-04-30", "2019-07-03", "2019-05-15", "2020-02-29"}


def test_every_number_of_the_story_is_the_one_that_raw_rows_give(data: dict[str, Any]) -> None:
    shown = {figure["id"]: figure["value"] for figure in data["figures"] if figure["value"] is not None}
    assert len(shown) >= 90, "there is something to compare"
    counted = {figure_id: counted_again.count(figure_id) for figure_id in shown}
    nobody = sorted(figure_id for figure_id, number in counted.items() if number is None)
    assert nobody == [], "a figure is shown that nobody has counted a second time"
    assert {name: number for name, number in counted.items() if number != shown[name]} == {}, (
        "as /story.json says"
    )


def test_a_figure_that_nobody_counted_again_is_noticed(data: dict[str, Any]) -> None:
    assert counted_again.count("greenhouse.plants") is None
    assert counted_again.count("people.members") == 1 + counted_again.one(
        "SELECT COUNT(*) - 1 FROM people_member WHERE id NOT IN (SELECT member_id FROM people_leaving)"
    )


def test_a_number_on_the_page_is_the_number_of_the_data(data: dict[str, Any], client: Client) -> None:
    for figure in data["figures"]:
        if figure["id"] in {one for claim in data["claims"] for one in claim["figures"]}:
            page = client.get(f"/story/figures/{figure['id']}/").content.decode()
            assert str(figure["display"]) in page
