"""Promise: what is public can be taken away: pictures, a fragment, a feed, open data with licence and dictionary."""

from __future__ import annotations

import csv
import io
import struct
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock
from alongside.people import actions as people
from alongside.people.models import Consent
from alongside.story import actions as story
from alongside.story.models import Quote
from tests.story.conftest import BY, NOT_YET, Quoted

ATOM = "{http://www.w3.org/2005/Atom}"


def size(made: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", made[16:24])
    return width, height


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_figure_has_a_picture_to_share_and_words_that_describe_it(
    client: Client, told: Consent, prefix: str
) -> None:
    card = client.get(f"{prefix}/story/figures/greenhouse.plants/card.png")
    assert (card["Content-Type"], size(card.content)) == ("image/png", (1200, 630))
    page = client.get(f"{prefix}/story/figures/greenhouse.plants/").content.decode()
    assert "39% plants that flower. Base: 500" in page or prefix
    assert client.get("/story/figures/greenhouse.none/card.png").status_code == 404


def test_words_have_a_picture_only_with_a_consent_for_social_media(
    client: Client, told: Consent, quoted: Quoted
) -> None:
    web_only = Quote.objects.get()
    assert client.get(reverse("story:quote_card", args=[web_only.pk])).status_code == 404
    agreed = quoted("Sam", channels=["web", "social"])
    quote = story.add_quote(text="It helped. " * 20, consent=agreed, strands=["learning"], by=BY)
    card = client.get(reverse("story:quote_card", args=[quote.pk]))
    assert size(card.content) == (1200, 630)
    assert "no-cache" in card["Cache-Control"]
    people.withdraw_consent(agreed, by=BY)
    assert client.get(reverse("story:quote_card", args=[quote.pk])).status_code == 404


def test_quotes_wall_is_by_strand_and_a_withdrawal_is_gone_at_once(client: Client, told: Consent) -> None:
    wall = reverse("story:quotes")
    words = "Opened my mind"
    assert words in client.get(wall).content.decode()
    assert words in client.get(wall + "?strand=movement").content.decode()
    assert words not in client.get(wall + "?strand=learning").content.decode()
    people.withdraw_consent(told, by=BY)
    assert words not in client.get(wall).content.decode()


def test_other_sites_can_put_the_story_into_a_page_without_frame_or_script(
    client: Client, told: Consent
) -> None:
    given = client.get("/story/embed.html")
    text = given.content.decode()
    assert given["Access-Control-Allow-Origin"] == "*"
    assert not given.cookies
    assert "39%" in text
    assert "http://testserver/story/figures/greenhouse.plants/" in text
    for forbidden in ("<iframe", "<script", "style=", "Opened my mind"):
        assert forbidden not in text


def test_editions_are_a_feed(client: Client, told: Consent) -> None:
    story.publish_edition(title="Spring & more", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)
    given = client.get(reverse("story:feed"))
    assert given["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(given.content)
    for name in ("id", "title", "updated"):
        assert root.findtext(ATOM + name)
    (entry,) = root.findall(ATOM + "entry")
    assert entry.findtext(ATOM + "title") == "Spring & more"
    link = entry.find(ATOM + "link")
    assert link is not None
    assert client.get(link.attrib["href"].removeprefix("http://testserver")).status_code == 200


def valid_package(data: dict[str, Any]) -> None:
    """The rules of Data Package v1 and Table Schema v1 that concern us."""
    assert data["profile"] == "data-package"
    assert data["name"] == data["name"].lower()
    assert data["resources"], "at least one resource"
    assert len({one["name"] for one in data["resources"]}) == len(data["resources"])
    for one in (data, *data["resources"]):
        assert all(licence["name"] and licence["path"].startswith("https://") for licence in one["licenses"])
    for one in data["resources"]:
        assert one["path"].startswith("http")
        assert ("schema" in one) == (one["profile"] == "tabular-data-resource" if "profile" in one else False)
        for field in one.get("schema", {}).get("fields", []):
            assert field["name"]
            assert field["type"] in {"string", "number", "integer", "date", "boolean"}
            assert field["description"]


def test_everything_open_is_a_data_package_with_licence_and_dictionary(client: Client, told: Consent) -> None:
    given = client.get("/open-data/datapackage.json")
    assert given["Access-Control-Allow-Origin"] == "*"
    data = given.json()
    valid_package(data)
    with clock.at(clock.now() + timedelta(hours=1)):
        again = client.get("/open-data/datapackage.json")
    assert again.content == given.content, "the same to the letter, until something happens"
    assert [one["name"] for one in data["resources"]] == ["figures", "story", "equality"]
    for one in data["resources"]:
        assert client.get(one["path"].removeprefix("http://testserver")).status_code == 200
    page = client.get(reverse("story:open_data")).content.decode()
    for one in data["resources"]:
        assert one["path"] in page
    assert "Creative Commons Attribution 4.0" in page


def test_the_table_of_figures_is_as_its_schema_says(client: Client, told: Consent) -> None:
    package = client.get("/open-data/datapackage.json").json()
    schema = package["resources"][0]["schema"]
    text = client.get("/open-data/figures.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [field["name"] for field in schema["fields"]]
    by_id = {row["id"]: row for row in rows}
    assert len(by_id) == len(rows), "ids are unique"
    assert (by_id["greenhouse.plants"]["value"], by_id["greenhouse.plants"]["base"]) == ("39", "500")
    assert by_id["greenhouse.rare"]["value"] == ""
    statuses = next(field for field in schema["fields"] if field["name"] == "status")["constraints"]["enum"]
    assert {row["status"] for row in rows} <= set(statuses)
