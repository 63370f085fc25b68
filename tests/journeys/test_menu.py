"""The menu on a narrow screen: folded, opened by its address, also without JavaScript."""

import pytest
from django.utils.translation import gettext, override

from .conftest import Walk


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_menu_opens_and_leads_on_without_javascript(centre: None, walk: Walk, language: str) -> None:
    with override(language):
        menu, close, texts = gettext("Menu"), gettext("Close the menu"), gettext("Texts")
    visitor = walk(width=320, javascript=False)
    visitor.go("/sessions/" if language == "en" else f"/{language}/sessions/")
    nav = visitor.page.locator("#menu")
    assert nav.get_by_role("link").count() == 2, "the link that opens it, and where somebody is"
    nav.get_by_role("link", name=menu).click()
    assert nav.get_by_role("link", name=texts).is_visible()
    nav.get_by_role("link", name=close, exact=True).click()
    assert nav.get_by_role("link", name=texts).count() == 0
    nav.get_by_role("link", name=menu).click()
    nav.get_by_role("link", name=texts).click()
    visitor.page.wait_for_url("**/texts/")
    assert nav.get_by_role("link", name=texts).get_attribute("aria-current") == "page"


def test_a_wide_screen_shows_the_whole_menu(centre: None, walk: Walk) -> None:
    visitor = walk(javascript=False)
    visitor.go("/sessions/")
    nav = visitor.page.locator("#menu")
    assert nav.get_by_role("link", name="Texts").is_visible()
    assert nav.get_by_role("link", name="Menu").count() == 0
