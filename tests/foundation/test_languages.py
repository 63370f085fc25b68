"""The interface in every language: which are offered, which way they run, and how they count."""

import re

import polib
import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from alongside.foundation import actors, centre, languages, translated
from alongside.foundation.models import Centre
from tools import messages

ALL = ["en", "en-easy", "cy", "ur", "bn", "pl", "ar"]
RTL = {"ur", "ar"}
COUNTS = (0, 1, 2, 3, 5, 11, 100)
FORMS = {  # CLDR, plural rules of whole numbers: which form each count takes
    "ar": (0, 1, 2, 3, 3, 4, 5), "bn": (0, 0, 1, 1, 1, 1, 1), "cy": (0, 1, 2, 3, 5, 5, 5),
    "en-easy": (1, 0, 1, 1, 1, 1, 1), "pl": (2, 0, 1, 1, 2, 2, 2), "ur": (1, 0, 1, 1, 1, 1, 1),
}  # fmt: skip


@pytest.fixture
def offering(db: None) -> Centre:
    """A centre that offers every language."""
    return centre.set_up(
        name="The Centre", short_name="Centre", purpose="To try things.", area="london", languages=ALL,
        by=actors.SYSTEM,
    )  # fmt: skip


def address(path: str, code: str) -> str:
    return languages.in_language(path, code)


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("path", ["/", "/accounts/sign-in/", "/join/", "/patterns/"])
def test_every_language_has_its_front_door_its_sign_in_and_its_forms(
    client: Client, offering: Centre, code: str, path: str
) -> None:
    answer = client.get(address(path, code), follow=True)
    assert answer.status_code == 200
    html = answer.content.decode()
    said = re.search(r'<html lang="([\w-]+)" dir="(\w+)"', html)
    assert said is not None
    assert said.groups() == (languages.tag(code), "rtl" if code in RTL else "ltr")
    assert ("govuk-rtl" in html) == (code in RTL)


def test_the_chooser_names_each_language_in_itself_and_leads_to_the_same_page(
    client: Client, offering: Centre
) -> None:
    html = client.get("/ur/sessions/?page=1").content.decode()
    links = re.findall(r'href="([^"]+)" lang="([\w-]+)" dir="(\w+)" hreflang="[\w-]+">([^<]+)<', html)
    assert links == [
        (address("/sessions/?page=1", code), languages.tag(code), languages.direction(code), languages.own_name(code))
        for code in ALL if code != "ur"
    ]  # fmt: skip
    assert 'lang="ur" dir="rtl" aria-current="true">اردو<' in html


def test_search_engines_hear_of_the_other_languages(client: Client, offering: Centre) -> None:
    html = client.get("/sessions/").content.decode()
    found = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="[^"]+?(/[^"]*)">', html)
    assert dict(found)["pl"].endswith("/pl/sessions/")
    assert "en-x-easy" not in dict(found)


def test_a_language_that_is_not_offered_leads_to_the_english_page(client: Client, offering: Centre) -> None:
    centre.change(offering, languages=["ar"], by=actors.SYSTEM)
    answer = client.get("/pl/sessions/?page=1")
    assert (answer.status_code, answer["Location"]) == (302, "/sessions/?page=1")
    assert client.get("/ar/sessions/").status_code == 200
    html = client.get("/sessions/").content.decode()
    assert "polski" not in html
    assert 'hreflang="ar"' in html


def test_words_sent_in_a_language_that_is_no_longer_offered_still_arrive(
    client: Client, offering: Centre
) -> None:
    centre.change(offering, languages=["en"], by=actors.SYSTEM)
    assert client.post("/pl/patterns/", {"phone": "x"}).status_code == 200


def test_english_is_always_offered(offering: Centre) -> None:
    centre.change(offering, languages=["cy"], by=actors.SYSTEM)
    assert languages.offered() == ["en", "cy"]
    assert languages.written() == ["en", "cy"]


def test_words_written_on_a_plain_english_page_are_english() -> None:
    with translation.override("en-easy"):
        assert languages.of_words() == "en"


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_each_count_takes_the_form_that_the_language_asks_for(code: str) -> None:
    catalogue = polib.pofile(str(messages.file_of(code)))
    assert catalogue.metadata["Plural-Forms"] == messages.PLURALS[code]
    plural = trans_real.DjangoTranslation(code)._catalog._plurals  # type: ignore[attr-defined]
    forms = {tuple(rule(count) for count in COUNTS) for rule in plural}
    assert FORMS[code] in forms


@pytest.mark.parametrize("code", ALL)
def test_every_count_reads_in_every_language(code: str) -> None:
    with translation.override(code):
        for count in COUNTS:
            said = translation.ngettext("%(count)d bid", "%(count)d bids", count) % {"count": count}
            assert said.strip()


def test_a_text_without_translation_is_english(client: Client, offering: Centre) -> None:
    text = "There is surely no translation of this."
    with translation.override("pl"):
        assert translation.gettext(text) == text


def test_a_page_says_how_each_language_came_to_be(client: Client, offering: Centre) -> None:
    html = client.get("/languages/").content.decode()
    assert html.count("Drafted by a machine") == len(ALL) - 1
    for code in ALL:
        assert f'id="language-{code}"' in html
    arabic = translated.into("ar")
    part = f"{arabic.translated} of {arabic.texts} texts are in this language"
    assert (
        f"All {arabic.texts} texts are in this language" if arabic.translated == arabic.texts else part
    ) in html


def test_a_language_that_nobody_read_over_says_so_at_the_foot_of_every_page(
    client: Client, offering: Centre
) -> None:
    assert "A machine drafted this translation." in client.get("/en-easy/languages/").content.decode()
    assert "A machine drafted this translation." not in client.get("/languages/").content.decode()


def test_ninety_nine_and_a_half_percent_is_not_all_of_it() -> None:
    nearly = translated.Translation("pl", False, 200, 199, 199, ())
    assert (nearly.share, nearly.is_whole) == (99, False)
    assert translated.Translation("pl", False, 200, 200, 200, ()).is_whole
