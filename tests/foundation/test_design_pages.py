"""Whole pages: the pattern page in both directions, and the pages that say what went wrong."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from alongside.foundation import actors, centre
from alongside.foundation.patterns import PatternForm, example

ERROR_PAGES = ["400", "403", "403_csrf", "404", "409", "410", "429", "500"]


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_needs_no_database_and_says_what_to_do(name: str) -> None:
    html = render_to_string(f"{name}.html")
    main = html[html.index("<main") : html.index("</main>")]
    sentences = [
        one for said in re.findall(r"<p>([^<]+)</p>", main) for one in re.split(r"(?<=[.!?])\s", said)
    ]
    assert len(re.findall(r"<h1", html)) == 1
    assert len(sentences) >= 2
    assert max(len(sentence.split()) for sentence in sentences) <= 20
    assert 'href="#main"' in html


def test_base_says_language_and_direction() -> None:
    assert '<html lang="en" dir="ltr"' in render_to_string("404.html")
    assert "govuk-ltr" in render_to_string("404.html")
    with translation.override("ar"):
        html = render_to_string("404.html")
    assert '<html lang="ar" dir="rtl"' in html
    assert "govuk-rtl" in html


def test_base_puts_help_and_languages_where_they_are_looked_for() -> None:
    html = render_to_string(
        "404.html",
        {
            "centre": {
                "name": "The Centre",
                "help_phone": "020 7946 0123",
                "safeguarding_name": "Dana",
            },
            "language_links": [
                {"code": "en", "tag": "en", "dir": "ltr", "name": "English", "url": "/", "current": True},
                {"code": "ar", "tag": "ar", "dir": "rtl", "name": "العربية", "url": "/ar/", "current": False},
            ],
            "demonstration": True,
        },
    )
    assert '<a class="al-links__link" href="/ar/" lang="ar" dir="rtl" hreflang="ar">العربية</a>' in html
    footer = html[html.index("<footer") :]
    assert 'href="tel:02079460123"' in footer
    assert "Dana" in footer
    assert "– The Centre</title>" in html
    assert "The people here are invented." in html


def test_pages_hold_no_inline_style_or_script() -> None:
    with translation.override("en"):
        html = render_to_string("foundation/patterns.html", pattern_context())
    assert re.findall(r"<style|\sstyle=|<script|\son\w+=", html) == []


def pattern_context() -> dict[str, Any]:
    return example(PatternForm())


def test_templates_are_small() -> None:
    """A template of 60 lines is two templates."""
    root = Path(__file__).resolve().parent.parent.parent / "alongside" / "foundation" / "templates"
    long = {path.name: len(path.read_text().splitlines()) for path in root.rglob("*.html")}
    assert {name: lines for name, lines in long.items() if lines > 60} == {}


@pytest.mark.usefixtures("open_centre")
def test_pattern_page_shows_every_error_with_its_place(client: Client) -> None:
    html = client.post("/patterns/", {"phone": "x"}).content.decode()
    assert "<title>Error: " in html
    targets = set(re.findall(r'<li><a href="#([\w-]+)"', html))
    assert len(targets) == 9
    assert [target for target in targets if f'id="{target}"' not in html] == []


@pytest.mark.usefixtures("open_centre")
def test_ids_of_the_pattern_page_are_unique(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/patterns/").content.decode())
    assert sorted(ids) == sorted(set(ids))


PAGES = ["/patterns/", "/ar/patterns/"]


@pytest.fixture
def open_centre(db: None) -> None:
    """A centre that is set up, so that its pages open."""
    centre.set_up(
        name="The Centre", short_name="Centre", purpose="To try things.", area="London", languages=["en", "ar"],
        by=actors.SYSTEM,
    )  # fmt: skip


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_pattern_page_in_a_browser_is_accessible_and_never_scrolls_sideways(
    browse: Any, open_centre: None, address: str, width: int
) -> None:
    from tests.plugins.browser import scan

    page = browse(width=width, javascript=True)
    for sent in (False, True):
        page.goto(address)
        if sent:
            page.locator("form .al-button--primary").click()
        scan(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_chart_is_one_named_picture_to_a_screen_reader(browse: Any, open_centre: None) -> None:
    page = browse()
    page.goto("/patterns/")
    picture = page.get_by_role("img", name="Age of the people who take part")
    assert picture.count() == 1
    assert page.get_by_role("img", name=re.compile("^$")).count() == 0


def test_error_summary_gets_the_focus_and_leads_to_the_field(browse: Any, open_centre: None) -> None:
    page = browse(javascript=False)
    page.goto("/patterns/")
    page.locator("form .al-button--primary").click()
    page.get_by_role("link", name="Write a date: When were you born?").click()
    assert page.url.endswith("#id_born_day")


def test_every_focus_is_seen(browse: Any, open_centre: None) -> None:
    """Each stop of the Tab key draws an outline or a shadow that was not there before."""
    page = browse()
    page.goto("/patterns/")
    unseen = []
    for _stop in range(60):
        page.keyboard.press("Tab")
        look = page.evaluate(
            """() => { const e = document.activeElement, after = e.nextElementSibling;
              const s = getComputedStyle(e), b = after ? getComputedStyle(after, '::before') : null;
              const lined = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
              const drawn = s => lined(s) || s.boxShadow !== 'none';
              return e === document.body || drawn(s) || (b && drawn(b)) ? '' : e.outerHTML.slice(0, 120) }"""
        )
        unseen += [look] if look else []
    assert unseen == []
