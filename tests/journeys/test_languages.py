"""Promise: in every language a page is whole on a small phone, without scripts, and one step from the others."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from alongside.foundation import actors, centre
from tests.plugins.browser import scan

ALL = ["en", "en-easy", "cy", "ur", "bn", "pl", "ar"]


@pytest.fixture
def seven_languages(transactional_db: None) -> None:
    centre.set_up(
        name="The Centre", short_name="Centre", purpose="To try things.", area="london", languages=ALL,
        by=actors.SYSTEM,
    )  # fmt: skip


def test_somebody_changes_the_language_with_the_keyboard_on_a_small_phone(
    browse: Callable[..., Page], seven_languages: None
) -> None:
    page = browse(width=320)
    for address in ("/ur/", "/bn/accounts/sign-in/", "/ur/languages/"):
        page.goto(address)
        scan(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("link", name="polski").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pl/languages/")
    assert page.locator("html").get_attribute("lang") == "pl"
    assert page.locator("html").get_attribute("dir") == "ltr"
