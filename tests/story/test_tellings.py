"""Promise: what the story says can be read in other languages and in Easy Read, on the page and in print."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from alongside.people import actions as people
from alongside.people.models import Consent
from alongside.story import actions as story
from alongside.story.models import Claim, Edition, EditionFile, Telling
from tests.story.conftest import BY, NOT_YET

EASY = "We grow plants.\n[[greenhouse.plants]] of them flower."
ARABIC = "[[greenhouse.plants]] من نباتاتنا تزهر."
ARABIC_EASY = "نزرع النباتات.\n[[greenhouse.plants]] منها تزهر."


@pytest.fixture
def flowers(told: Consent) -> Claim:
    """A claim in English, told in Arabic and in Easy Read in both languages."""
    claim = Claim.objects.get(heading="Flowers")
    story.tell(claim, language="en", easy=True, heading="Plants", picture="learn", text=EASY, by=BY)
    story.tell(claim, language="ar", heading="زهور", text=ARABIC, machine=True, by=BY)
    story.tell(claim, language="ar", easy=True, heading="نباتات", picture="learn", text=ARABIC_EASY, by=BY)
    return claim


def publish() -> Edition:
    return story.publish_edition(title="Spring", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)


def pdf(edition: Edition, kind: str, language: str) -> pikepdf.Pdf:
    file = EditionFile.objects.get(edition=edition, kind=kind, language=language)
    return pikepdf.open(io.BytesIO(bytes(file.content)))


def sizes(document: pikepdf.Pdf) -> set[float]:
    """Every size of letters that the document sets, in points: `Tf` times the scale of the text matrix is 1 here."""
    found = set()
    for page in document.pages:
        for step in pikepdf.parse_content_stream(page):
            if isinstance(step, pikepdf.ContentStreamInstruction) and str(step.operator) == "Tf":
                found.add(round(float(step.operands[1]), 1))
    return found


def test_a_claim_is_read_in_the_readers_language_and_a_machines_draft_says_so(
    flowers: Claim, client: Client
) -> None:
    arabic = client.get("/ar/story/").content.decode()
    assert '<article class="story-claim" lang="ar" dir="auto">' in arabic
    assert "زهور" in arabic
    assert "من نباتاتنا تزهر." in arabic
    assert "of our plants flower" not in arabic
    assert arabic.count('class="story-source" lang="ar"') == 1, "a machine drafted it and nobody read it over"

    story.review_telling(Telling.objects.get(language="ar", easy=False), by=BY)

    assert 'class="story-source" lang="ar"' not in client.get("/ar/story/").content.decode()
    assert "of our plants flower" in client.get("/story/").content.decode()


def test_a_telling_that_is_out_of_date_is_not_shown(flowers: Claim, client: Client) -> None:
    story.change_claim(
        flowers, strands=["learning"], text="[[greenhouse.plants]] of all plants flower.", by=BY
    )
    assert "من نباتاتنا تزهر." not in client.get("/ar/story/").content.decode()
    assert "We grow plants." not in client.get(reverse("story:easy")).content.decode()


def test_easy_read_puts_a_picture_beside_short_sentences(flowers: Claim, client: Client) -> None:
    page = client.get(reverse("story:easy")).content.decode()
    assert "<p>We grow plants.</p>" in page
    assert "<p>39% of them flower.</p>" in page
    assert '<svg class="easy-picture" aria-hidden="true"' in page
    assert "is not in Easy Read yet" in page or "are not in Easy Read yet" in page
    assert "<p>نزرع النباتات.</p>" in client.get("/ar/story/easy-read/").content.decode()


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"text": "39% of them flower."}, "typed figure"),
        ({"text": "[[greenhouse.rare]] flower."}, "Use the figures that the claim has"),
        ({"text": "word " * 16}, "This line has 16 words"),
        ({"picture": ""}, "Choose a picture"),
        ({"language": "fr"}, "one of the languages"),
        ({"easy": False}, "written in this language already"),
        ({"language": "ar", "easy": False, "text": "نباتات"}, "Use the figures that the claim has"),
        ({"text": " "}, "Write this"),
    ],
)  # fmt: skip
def test_words_that_are_not_easy_or_not_true_are_refused(
    told: Consent, given: dict[str, Any], refused: str
) -> None:
    said: dict[str, Any] = {"language": "en", "easy": True, "text": EASY, "picture": "learn"} | given
    with pytest.raises(ValidationError, match=refused):
        story.tell(Claim.objects.get(heading="Flowers"), by=BY, **said)


def test_large_print_is_eighteen_points_and_easy_read_sixteen_at_least(flowers: Claim) -> None:
    edition = publish()
    for language in ("en", "ar"):
        large, easy = pdf(edition, "lpdf", language), pdf(edition, "epdf", language)
        assert min(sizes(large)) >= 18
        assert min(sizes(easy)) >= 16
        for document in (large, easy):
            assert str(document.Root.Lang) == language
            with document.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"


def test_easy_read_of_an_edition_is_frozen_and_hides_words_that_are_taken_back(
    flowers: Claim, client: Client
) -> None:
    edition = publish()
    page = reverse("story:edition_easy", args=[edition.slug])
    before = client.get(page).content.decode()
    assert "We grow plants." in before
    assert "Opened my mind to different views." in before

    story.change_claim(flowers, strands=["learning"], text="All is different.", by=BY)
    people.withdraw_consent(Consent.objects.get(), by=BY)

    after = client.get(page).content.decode()
    assert "We grow plants." in after
    assert "Opened my mind to different views." not in after
    assert "A quote was here." in after
    for name in ("edition_large", "edition_easy_leaflet"):
        served = client.get(reverse(f"story:{name}", args=[edition.slug]))
        assert served["Content-Type"] == "application/pdf"
        assert served.content.startswith(b"%PDF-")


def test_a_coordinator_tells_a_claim_in_easy_read_on_the_page(told: Consent, coordinator: Client) -> None:
    claim = Claim.objects.get(heading="Flowers")
    page = reverse("story:tell", args=["claims", claim.pk])
    sent = {
        "way": "easy", "language": "ar", "heading": "", "text": ARABIC_EASY, "picture": "learn", "drafted": "machine",
    }  # fmt: skip
    refused = coordinator.post(page, sent | {"text": "ب " * 20}).content.decode()
    assert "This line has 20 words" in refused
    assert "ب ب ب" in refused, "what was typed is kept"
    assert coordinator.post(page, sent).status_code == 302
    row = Telling.objects.get()
    assert row.unchecked
    coordinator.post(reverse("story:review_telling", args=[row.pk]))
    assert not Telling.objects.get().unchecked
    coordinator.post(reverse("story:drop_telling", args=[row.pk]))
    assert not Telling.objects.exists()
