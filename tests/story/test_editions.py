"""Promise: an edition stays as it was published, byte for byte, as page, leaflet, picture and data."""

import hashlib
import io
import re
import struct
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from alongside.foundation import clock, figures, record
from alongside.foundation.figures import Figure
from alongside.foundation.models import Centre
from alongside.people.models import Consent
from alongside.story import actions as story
from alongside.story import press
from alongside.story.models import Claim, Edition, EditionFile
from tests.story.conftest import BY, NOT_YET, Greenhouse, Quoted, person

AS_OF = date(2020, 3, 1)
NAMES = (
    "edition", "edition_leaflet", "edition_large", "edition_easy", "edition_easy_leaflet", "edition_picture",
    "edition_data", "edition_style",
)  # fmt: skip


def publish(**more: Any) -> Edition:
    given: dict[str, Any] = {"title": "The story so far", "as_of": AS_OF, "reason": NOT_YET, "by": BY}
    return story.publish_edition(**(given | more))


def bytes_of(client: Client, edition: Edition) -> dict[str, bytes]:
    with translation.override("en"):
        urls = [reverse(f"story:{name}", args=[edition.slug]) for name in NAMES]
    return {url: client.get(url).content for base in urls for url in (base, "/ar" + base)}


def pdf(edition: Edition, language: str = "en") -> pikepdf.Pdf:
    file = EditionFile.objects.get(edition=edition, kind="pdf", language=language)
    return pikepdf.open(io.BytesIO(bytes(file.content)))


def tags(document: pikepdf.Pdf) -> list[Any]:
    """Every element of the structure tree, in reading order."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K", pikepdf.Array()))

    walk(document.Root.StructTreeRoot.K)
    return found


def test_edition_is_the_same_bytes_for_ever(
    client: Client, told: Consent, greenhouse: Greenhouse, our_centre: Centre
) -> None:
    edition = publish()
    before = bytes_of(client, edition)
    assert all(before.values())

    greenhouse.plants = 77
    for number in range(5):
        person(f"later{number}")
    claim = Claim.objects.first()
    assert claim is not None
    story.change_claim(claim, strands=["movement"], text="All is different.", by=BY)
    story.add_claim(text="And more.", strands=["learning"], by=BY)
    Centre.objects.update(name="A new name", purpose="A new purpose")

    with clock.at(clock.now() + timedelta(days=400)):
        assert bytes_of(client, edition) == before
    assert "A new name" in client.get("/story/").content.decode()


def test_same_content_is_printed_to_the_same_bytes_on_another_day(told: Consent) -> None:
    edition = publish()

    with clock.at(clock.now() + timedelta(days=400)):
        again = press.print_all(edition.content, edition.fingerprint)

    sealed = {(file.kind, file.language): bytes(file.content) for file in edition.files.all()}
    assert again == sealed


def test_every_file_and_the_content_match_their_fingerprints(told: Consent) -> None:
    edition = publish()

    files = list(edition.files.values_list("kind", "language"))
    assert sorted(files) == [
        ("css", ""), ("easy", "ar"), ("easy", "en"), ("epdf", "ar"), ("epdf", "en"), ("html", "ar"),
        ("html", "en"), ("json", ""), ("lpdf", "ar"), ("lpdf", "en"), ("pdf", "ar"), ("pdf", "en"), ("png", "ar"),
        ("png", "en"),
    ]  # fmt: skip
    for file in edition.files.all():
        assert hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256
    assert press.fingerprint(Edition.objects.get().content) == edition.fingerprint
    assert record.history(edition).get().verb == "story.publish_edition"


def test_edition_cannot_be_changed_or_deleted(told: Consent) -> None:
    edition = publish()
    edition.title = "Other"

    with pytest.raises(TypeError, match="stays as it was published"):
        edition.save()
    with pytest.raises(TypeError, match="stays as it was published"):
        edition.delete()
    with pytest.raises(TypeError, match="stays as it was published"):
        edition.files.first().save()  # type: ignore[union-attr]


def test_page_says_title_day_fingerprint_and_formats(client: Client, told: Consent) -> None:
    edition = publish()
    page = client.get(f"/story/editions/{edition.slug}/").content.decode()

    for words in (
        "The story so far",
        "1 March 2020",
        edition.fingerprint,
        "leaflet.pdf",
        "picture.png",
        "story.json",
    ):
        assert words in page
    assert ">39%<span" in page
    assert "(not recorded yet)" in page


def test_page_needs_no_file_but_its_own_and_every_figure_is_explained_on_it(
    client: Client, told: Consent
) -> None:
    edition = publish()
    page = client.get(f"/story/editions/{edition.slug}/").content.decode()

    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', page) == ["style.css"]
    assert "/static/" not in page
    assert "<script" not in page
    anchors = set(re.findall(r'href="#(figure-[^"]+)"', page))
    assert anchors
    assert anchors <= set(re.findall(r'id="([^"]+)"', page))
    assert len(client.get(f"/story/editions/{edition.slug}/style.css").content) <= 10_000


def test_page_in_arabic_runs_from_the_right(client: Client, told: Consent) -> None:
    page = client.get(f"/ar/story/editions/{publish().slug}/").content.decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="en" dir="auto"' in page


def test_browsers_keep_what_holds_no_words_and_ask_again_for_the_rest(client: Client, told: Consent) -> None:
    edition = publish()
    kept = client.get(reverse("story:edition_picture", args=[edition.slug]))
    asked = client.get(reverse("story:edition_leaflet", args=[edition.slug]))

    assert "max-age=31536000" in kept["Cache-Control"]
    assert "no-cache" in asked["Cache-Control"]
    again = client.get(
        reverse("story:edition_leaflet", args=[edition.slug]), headers={"if-none-match": asked["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_leaflet_is_two_pages_that_a_screen_reader_can_read(told: Consent, language: str) -> None:
    document = pdf(publish(), language)
    found = tags(document)
    kinds = [str(tag.S) for tag in found]

    assert len(document.pages) == 2
    assert [round(float(side)) for side in document.pages[0].MediaBox] == [0, 0, 595, 842]
    assert str(document.Root.Lang) == language
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "The story so far" in metadata["dc:title"]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 5
    pictures = [str(tag.get("/Alt", "")) for tag in found if str(tag.S) == "/Figure"]
    assert len(pictures) == 1
    assert "/story/editions/the-story-so-far/" in pictures[0]
    assert "/Link" in kinds


def test_leaflet_bears_its_own_day_and_not_the_clocks(told: Consent) -> None:
    document = pdf(publish())

    assert str(document.docinfo["/CreationDate"]).startswith("D:20200301")
    described = document.Root.Metadata.read_bytes().decode()
    assert "2020-03-01" in described
    assert str(datetime.now(UTC).year) not in described


def test_long_story_still_has_two_pages_and_says_that_there_is_more(
    our_centre: object, quoted: Quoted
) -> None:
    long = "We learnt a great deal together, and we wrote it down so that others can use it too. " * 3
    for number in range(30):
        story.add_claim(text=long, heading="Together", strands=["learning", "projects", "movement"], by=BY)
        story.add_milestone(
            title="Again", on=date(2019, 1, 1) + timedelta(days=number), strands=["learning"], by=BY
        )
        story.add_quote(text=long, consent=quoted(f"a{number}"), strands=["learning"], by=BY)

    assert len(pdf(publish()).pages) == 2


def test_hostile_words_are_printed_and_never_run(client: Client, told: Consent, our_centre: Centre) -> None:
    nasty = '#import "/etc/passwd" #panic("x") $x$ *b* @ref <a> \\ "]) } {{ x }} {# y #} \u202e <script>'
    Centre.objects.update(name=nasty, purpose=nasty)
    story.add_claim(text=nasty, heading=nasty[:100], strands=["projects"], by=BY)
    story.add_quote(text=nasty, about=nasty, consent=told, strands=["projects"], by=BY)
    story.add_milestone(title=nasty[:150], on=AS_OF, text=nasty, strands=["projects"], by=BY)

    edition = publish(title=nasty[:100])

    assert len(pdf(edition).pages) == 2
    page = client.get(f"/story/editions/{edition.slug}/").content.decode()
    assert "<script" not in page
    assert "{{ x }} {# y #}" in page


def test_picture_has_the_size_that_is_shared(told: Consent) -> None:
    made = bytes(EditionFile.objects.get(edition=publish(), kind="png", language="en").content)

    assert struct.unpack(">II", made[16:24]) == (1200, 630)


def test_editions_of_one_title_have_addresses_of_their_own(told: Consent) -> None:
    assert [publish().slug for _time in range(3)] == [
        "the-story-so-far",
        "the-story-so-far-2",
        "the-story-so-far-3",
    ]


def test_title_in_another_script_gets_an_address_from_its_day(told: Consent) -> None:
    assert publish(title="القصة حتى الآن").slug == "edition-2020-03-01"


def test_edition_of_a_day_to_come_or_without_title_is_refused(our_centre: object) -> None:
    with pytest.raises(ValidationError, match="a day to come"):
        publish(as_of=clock.today() + timedelta(days=1))
    with pytest.raises(ValidationError, match="Give the edition a title"):
        publish(title=" ")
    assert Edition.objects.count() == 0


def test_leaflet_needs_no_fonts_of_the_design_system(told: Consent, settings: Any, tmp_path: Path) -> None:
    settings.ASSETS_DIR = tmp_path

    assert len(pdf(publish()).pages) == 2


def test_coordinator_sees_what_would_be_frozen_and_publishes_once(coordinator: Client, told: Consent) -> None:
    url = reverse("story:publish_edition")
    before = coordinator.get(url).content.decode()
    assert "projects funded in Phase 1</a>: not recorded yet" in before
    assert "rare plants</a>: too few to show" in before
    day = {"as_of_day": "1", "as_of_month": "3", "as_of_year": "2020"}
    sent = {"title": "Spring"} | day

    prepared = coordinator.post(url, sent)
    assert prepared["Location"] == "/story/arrange/desk/"
    assert Edition.objects.count() == 0, "nothing is public before the desk says so"
    publish_it = reverse("story:publish_draft")
    why = {"reason": "A test.", "once": "1b6a5f8e-0a57-4d5b-9f7e-6f3b1f4b2a12"}

    first = coordinator.post(publish_it, why)
    again = coordinator.post(publish_it, why)

    assert first["Location"] == again["Location"] == "/story/arrange/published/spring/"
    assert Edition.objects.get().title == "Spring"
    assert "The edition is published" in coordinator.get(first["Location"]).content.decode()
    assert "Spring" in coordinator.get(reverse("story:editions")).content.decode()


def test_publishing_a_day_to_come_keeps_what_was_typed(coordinator: Client, told: Consent) -> None:
    day = {"as_of_day": "1", "as_of_month": "3", "as_of_year": "2999"}
    page = coordinator.post(reverse("story:publish_edition"), {"title": "My spring"} | day).content.decode()

    assert "An edition cannot tell of a day to come." in page
    assert 'value="My spring"' in page
    assert Edition.objects.count() == 0


def test_unknown_edition_is_not_found(client: Client, our_centre: object) -> None:
    assert client.get("/story/editions/none/").status_code == 404


class Bilingual(Greenhouse):
    """A room that says its words at once, in the language of the moment."""

    prefix = "bilingual"

    def ids(self) -> list[str]:
        return ["bilingual.plants"]

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        label = "نباتات" if translation.get_language() == "ar" else "plants"
        return {"bilingual.plants": Figure(id="bilingual.plants", label=label, display="5", value=5)}


def test_words_of_a_figure_are_frozen_in_each_language(told: Consent) -> None:
    figures.register(Bilingual())
    try:
        edition = publish()
    finally:
        del figures._providers["bilingual"]

    said = edition.content["figures"]["bilingual.plants"]["texts"]
    assert (said["en"]["label"], said["ar"]["label"]) == ("plants", "نباتات")
