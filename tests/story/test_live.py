"""Promise: the live page tells the story from records; every figure opens to what stands behind it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation import kept
from alongside.people.models import Consent
from alongside.story import actions as story
from tests.story.conftest import BY, Greenhouse, Quoted, person


def live(client: Client, path: str = "") -> str:
    response = client.get(path or reverse("story:live"))
    assert response.status_code == 200
    return response.content.decode()


def test_front_door_opens_onto_the_story(client: Client, told: Consent) -> None:
    page = live(client, "/")

    assert "Centre for Testing" in page
    assert "We test together." in page
    for words in ("Generate and share learning", "Facilitate co-production projects", "What did not work"):
        assert words in page


def test_figure_in_a_claim_is_a_link_to_its_page(client: Client, told: Consent) -> None:
    page = live(client)

    assert '<a class="story-figure" href="/story/figures/greenhouse.plants/">39%<span' in page
    assert "what this figure is: plants that flower" in page


def test_figure_on_the_page_is_the_one_of_the_records(
    client: Client, told: Consent, greenhouse: Greenhouse
) -> None:
    greenhouse.plants = 41

    assert ">41%<span" in live(client)
    assert ">39%<span" not in live(client)


def test_sentence_says_in_words_why_there_is_no_number(client: Client, told: Consent) -> None:
    story.add_claim(text="[[greenhouse.held]] plants came.", strands=["learning"], by=BY)
    page = live(client)

    assert "(not recorded yet)" in page
    assert "(too few to show)" in page
    assert "(held back until more people have answered)" in page


def test_empty_centre_says_that_nothing_is_told_yet(client: Client, our_centre: object) -> None:
    page = live(client)

    assert page.count("Nothing is told here yet.") == 3
    assert "This part stays on the page, so that an empty one can be seen." in page


def test_words_of_people_are_text_and_never_markup(client: Client, quoted: Quoted) -> None:
    nasty = "<script>alert(1)</script> & <b>bold</b>"
    story.add_quote(text=nasty, about=nasty, consent=quoted(), strands=["learning"], by=BY)
    story.add_claim(text=nasty.replace("1", ""), heading="<i>x</i>", strands=["learning"], by=BY)
    page = live(client)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in page
    assert "<i>x</i>" not in page


def test_page_runs_from_the_right_in_arabic_and_claims_keep_their_language(
    client: Client, told: Consent
) -> None:
    page = live(client, "/ar/story/")

    assert 'lang="ar" dir="rtl"' in page
    assert '<article class="story-claim" lang="en" dir="auto">' in page


def test_figure_page_tells_everything_that_stands_behind_it(client: Client, told: Consent) -> None:
    page = live(client, "/story/figures/greenhouse.plants/")

    for words in (
        "Plants that flower", "39%", "The share of plants with a flower.", "Base: 500 plants that were counted",
        "1 February 2020", "Does it flower?", "Counted by hand.", "Next door: 12%",
        "500 records stand behind it.",
        '<a class="govuk-link" href="/plants/">The list of plants</a>',
    ):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(
    ("figure_id", "words"),
    [
        ("greenhouse.rare", "too few to show"),
        ("greenhouse.held", "held back until more people have answered"),
        ("funding.phase_1.awards", "not recorded yet"),
    ],
)
def test_figure_page_without_a_number_says_why(
    client: Client, told: Consent, figure_id: str, words: str
) -> None:
    page = live(client, f"/story/figures/{figure_id}/")

    assert words in page
    data = client.get(f"/story/figures/{figure_id}.json").json()
    assert (data["id"], data["value"], data["display"]) == (figure_id, None, words)


def test_figure_of_a_room_to_come_is_called_by_the_words_of_its_claim(client: Client, told: Consent) -> None:
    assert "Projects funded in Phase 1" in live(client, "/story/figures/funding.phase_1.awards/")


def test_figure_that_nobody_names_is_not_found(client: Client, told: Consent) -> None:
    assert client.get("/story/figures/funding.nothing/").status_code == 404
    assert client.get("/story/figures/funding.nothing.json").status_code == 404


def test_figure_has_a_twin_for_machines(client: Client, told: Consent) -> None:
    data = client.get("/story/figures/greenhouse.plants.json").json()

    assert data["value"] == 39
    assert data["base"] == 500
    assert data["as_of"] == "2020-02-01"
    assert data["row_count"] == 500
    assert data["source"] == [{"label": "The list of plants", "url": "/plants/"}]


def test_milestones_stand_in_order_of_their_dates(client: Client, told: Consent) -> None:
    story.add_milestone(
        title="We began", on=date(2017, 10, 1), precision="month", strands=["movement"], by=BY
    )
    page = live(client)
    timeline = page[page.index('id="timeline"') :]

    assert timeline.index("We began") < timeline.index("The call for Phase 2 opens")
    assert '<time datetime="2017-10">October 2017</time>' in timeline


def test_page_takes_as_many_queries_for_many_as_for_one(
    client: Client, told: Consent, quoted: Quoted
) -> None:
    def count() -> int:
        live(client)
        kept.forget_parts()
        with CaptureQueriesContext(connection) as seen:
            live(client)
        return len(seen)

    once = count()
    counts = []
    for many in (10, 90):
        for number in range(many):
            person(f"p{many}x{number}")
            story.add_claim(text="[[people.members]] and [[greenhouse.plants]].", strands=["movement"], by=BY)
            story.add_milestone(title="Again", on=date(2020, 1, 1), strands=["learning"], by=BY)
        story.add_quote(text="More", consent=quoted(f"q{many}"), strands=["learning"], by=BY)
        counts.append(count())

    assert counts == [once, once]
