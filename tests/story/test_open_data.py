"""Promise: the story is open data that anybody may reuse, as its schema describes."""

from datetime import date
from typing import Any

import jsonschema
import pytest
from django.test import Client

from alongside.people.models import Consent
from alongside.story import actions as story
from tests.story.conftest import BY, NOT_YET


def schema(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/story.schema.json").json()
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def valid(client: Client, data: dict[str, Any]) -> bool:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema(client), format_checker=checker).validate(data)
    return True


def test_live_story_is_as_its_schema_says(client: Client, told: Consent) -> None:
    data = client.get("/story.json").json()

    assert valid(client, data)
    assert data["edition"] is None
    assert data["centre"]["name"] == "Centre for Testing"
    assert [strand["code"] for strand in data["strands"]] == ["learning", "projects", "movement"]


def test_story_of_an_empty_centre_is_as_its_schema_says(client: Client, our_centre: object) -> None:
    assert valid(client, client.get("/story.json").json())


def test_every_figure_carries_its_definition(client: Client, told: Consent) -> None:
    figures = {figure["id"]: figure for figure in client.get("/story.json").json()["figures"]}

    assert figures["greenhouse.plants"] == {
        "id": "greenhouse.plants", "label": "plants that flower", "display": "39%", "value": 39, "unit": "%",
        "qualifier": "", "base": 500, "base_note": "plants that were counted", "as_of": "2020-02-01",
        "status": "shown", "definition": "The share of plants with a flower.", "wording": "Does it flower?",
        "rule": "Counted by hand.", "baseline": "Next door: 12%",
        "definition_url": "http://testserver/story/figures/greenhouse.plants/",
    }  # fmt: skip
    assert figures["funding.phase_1.awards"]["label"] == "projects funded in Phase 1"
    assert figures["funding.phase_1.awards"]["status"] == "not_recorded"
    assert figures["greenhouse.rare"]["value"] is None
    assert "people.members" in figures


def test_claims_milestones_and_quotes_are_told(client: Client, told: Consent) -> None:
    data = client.get("/story.json").json()

    assert data["claims"][0] == {
        "heading": "Flowers", "text": "39% of our plants flower.", "figures": ["greenhouse.plants"],
        "did_not_work": False, "strands": ["learning"], "language": "en", "tellings": [],
    }  # fmt: skip
    assert data["claims"][2]["did_not_work"] is True
    assert data["milestones"][0]["source"] == {"label": "The news", "url": None}
    assert data["quotes"] == [
        {
            "text": "Opened my mind to different views.", "attribution": "Centre community member",
            "about": "A session", "strands": ["movement"], "language": "en",
        }
    ]  # fmt: skip


def test_edition_as_data_is_as_its_schema_says(client: Client, told: Consent) -> None:
    edition = story.publish_edition(title="Spring", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)
    data = client.get("/story/editions/spring/story.json").json()

    assert valid(client, data)
    assert data["edition"]["fingerprint"] == edition.fingerprint
    assert data["as_of"] == "2020-03-01"


@pytest.mark.parametrize(
    "path",
    [
        "/story.json",
        "/story.schema.json",
        "/story/figures/greenhouse.plants.json",
        "/story/editions/spring/story.json",
    ],
)
def test_pages_of_other_sites_may_read_it(client: Client, told: Consent, path: str) -> None:
    story.publish_edition(title="Spring", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)
    response = client.get(path)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"].startswith("application/json")


def test_schema_would_notice_a_number_that_may_not_be_shown(client: Client, told: Consent) -> None:
    data = client.get("/story.json").json()
    hidden = next(figure for figure in data["figures"] if figure["status"] == "too_few")
    hidden["value"] = 3

    with pytest.raises(jsonschema.ValidationError):
        valid(client, data)
