"""The menu on a narrow screen: folded, opened by its address, also without JavaScript. And the groups of an account."""

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


def test_a_group_opens_without_moving_the_names_around_it(centre: None, walk: Walk) -> None:
    """What it holds stands beneath all names, and on a narrow screen beneath its own line."""
    ayo = walk("Ayo", javascript=False)
    ayo.go("/desk/")
    account = ayo.page.get_by_role("navigation", name="Your account")

    def top(name: str, *, right: bool = False) -> int:
        box = account.get_by_text(name, exact=True).bounding_box()
        assert box, f"{name} is not shown"
        return round(box["x"] if right else box["y"])

    for width, last_above in ((1280, "Sign out"), (320, "People")):
        ayo.page.set_viewport_size({"width": width, "height": 800})
        assert account.get_by_role("link", name="Members").count() == 0, "folded away"
        before = [(top(name), top(name, right=True)) for name in ("Taking part", last_above)]
        account.get_by_text("People", exact=True).press("Enter")
        assert [(top(name), top(name, right=True)) for name in ("Taking part", last_above)] == before
        assert top("Members") > top(last_above)
        ayo.look()
        account.get_by_text("Money", exact=True).press("Enter")
        assert account.get_by_role("link", name="Members").count() == 0, "one group is open at a time"
