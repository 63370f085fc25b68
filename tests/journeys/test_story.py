"""Reading the story to the definition of a figure, and publishing an edition.

Given Helen, a funder, opens the story
When she follows a figure
Then she reads what it means, on what base, of which day, in which words, by which rule.

Given Ayo has arranged the story
When she publishes an edition
Then it has an address, a leaflet and a fingerprint, and stays the same when the centre goes on.
"""

import io
from typing import Any

import pikepdf
import pytest
from django.test import Client

from alongside.foundation import actors
from alongside.people import actions as people
from alongside.people.models import Consent, Purpose
from alongside.story.models import Edition, Quote
from tests.journeys.conftest import Walk, Walker

SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = {"width": 1280, "height": 800}
ARABIC = {"width": 320, "height": 640}


@pytest.mark.parametrize(
    ("browser", "prefix"),
    [
        pytest.param(SMALL, "", id="320px-without-scripts"),
        pytest.param(DESK, "", id="desktop"),
        pytest.param(ARABIC, "/ar", id="arabic"),
    ],
)
def test_reading_the_story_to_a_figures_definition(
    centre: None, walk: Walk, browser: dict[str, Any], prefix: str
) -> None:
    helen = walk(**browser)
    helen.go(f"{prefix}/story/")
    helen.enter(helen.page.locator("a[href$='/story/figures/people.members/']").first)
    helen.look()
    assert helen.page.url.endswith(f"{prefix}/story/figures/people.members/")
    assert helen.page.locator("h1").count() == 1


def test_a_figure_says_everything_about_itself(centre: None, walk: Walk) -> None:
    helen = walk()
    helen.go("/story/")
    helen.enter(helen.page.locator("a[href$='/story/figures/monitoring.disability_identify.yes/']").first)
    helen.look()
    assert helen.reads(
        "identify as having a disability",
        "Do you identify as having a disability?",
        "1 March 2020",
        "rounded to the nearest five",
        "London",
    )


def test_rows_whose_rooms_do_not_exist_yet_say_so(centre: None, walk: Walk) -> None:
    helen = walk()
    helen.go("/story/")
    assert helen.page.get_by_text("not recorded yet").count() >= 10


def test_publishing_an_edition(centre: None, walk: Walk, client: Client) -> None:
    ayo = walk("Ayo")
    when_ayo_publishes(ayo)
    edition = Edition.objects.get(title="Spring edition")
    before = client.get(f"/story/editions/{edition.slug}/").content
    people.join(called="New", reach_by="phone", phone="020 7946 0999", age_guard="adult", by=actors.SYSTEM)
    assert client.get(f"/story/editions/{edition.slug}/").content == before, "the same bytes for ever"
    reader = walk(width=320, javascript=False)
    reader.go(f"/story/editions/{edition.slug}/")
    assert reader.reads("Spring edition", edition.fingerprint[:8])
    assert client.get(f"/story/editions/{edition.slug}/leaflet.pdf").content.startswith(b"%PDF-")


def when_ayo_publishes(ayo: Walker) -> None:
    ayo.go("/story/arrange/")
    ayo.go("/story/arrange/publish/")
    ayo.page.get_by_label("title").first.fill("Spring edition")
    ayo.press("Prepare this edition")
    ayo.press("Publish this edition")
    assert ayo.reads(
        "A member has not signed it off.", "Do this first, or write why it comes out without it."
    )
    assert Edition.objects.filter(title="Spring edition").count() == 0, "refused, in sentences"
    ayo.write("Why does it come out with open points?", "The leaflet is printed tomorrow.")
    ayo.press("Publish this edition")


def test_a_quote_whose_consent_is_withdrawn_is_gone_on_the_next_request(centre: None, walk: Walk) -> None:
    words = "Opened my mind to different views"
    helen = walk()
    edition = Edition.objects.get()
    for path in ("/story/", f"/story/editions/{edition.slug}/"):
        helen.go(path)
        assert helen.reads(words), "it can be seen before, so the test can fail"
    consent = Consent.objects.get(
        pk=Quote.objects.get(text__startswith=words).consent_id, purpose=Purpose.QUOTE
    )
    people.withdraw_consent(consent, by=actors.SYSTEM)
    for path in ("/story/", f"/story/editions/{edition.slug}/"):
        helen.go(path)
        assert not helen.reads(words)


def test_reading_the_arabic_easy_read_leaflet(centre: None, walk: Walk, client: Client) -> None:
    """Given Zara's mother reads Arabic, slowly; then she reads the story in short sentences, on screen and on paper."""
    reader = walk(**ARABIC)
    reader.go("/ar/story/easy-read/")
    assert reader.page.locator("html").get_attribute("dir") == "rtl"
    assert reader.reads("نلتقي ونتحدث.", "كتبنا قواعد معًا.")
    assert reader.page.locator("svg.easy-picture").count() >= 10
    edition = Edition.objects.get()
    reader.go(f"/ar/story/editions/{edition.slug}/easy/")
    assert reader.reads("نلتقي ونتحدث.", "يمكنك أن تأتي أيضًا.")
    picture, words = (reader.page.locator(f".easy-part {part}").first for part in ("svg", "p"))
    first, then = picture.bounding_box(), words.bounding_box()
    assert first
    assert then
    assert first["x"] > then["x"], "the picture comes first: on the right"
    leaflet = client.get(f"/ar/story/editions/{edition.slug}/easy-read.pdf").content
    with pikepdf.open(io.BytesIO(leaflet)) as document:
        assert str(document.Root.Lang) == "ar"
        assert len(document.pages) >= 2


def test_publishing_an_edition_with_a_withdrawn_quote(centre: None, walk: Walk, client: Client) -> None:
    """Given a quote in the printed edition is withdrawn; then the desk says so, and the next edition is without it."""
    words = "Opened my mind to different views"
    first = Edition.objects.get()
    assert words in str(first.content["quotes"]), "the first edition was printed with it"
    people.withdraw_consent(Quote.objects.get(text__startswith=words).consent, by=actors.SYSTEM)
    ayo = walk("Ayo")
    ayo.go("/story/arrange/")
    assert ayo.reads("Printed editions that still carry a withdrawn quote", first.title)
    when_ayo_publishes(ayo)
    second = Edition.objects.get(title="Spring edition")
    assert words not in str(second.content["quotes"])
    reader = walk(width=320, javascript=False)
    reader.go(f"/story/editions/{first.slug}/to/{second.slug}/")
    assert reader.reads("1 quote is gone.")
    reader.go(f"/story/editions/{first.slug}/")
    assert not reader.reads(words)
    assert reader.reads("A quote was here. The person who said it has withdrawn it.")
    assert words.encode() not in client.get(f"/story/editions/{second.slug}/").content
