"""Promise: the pages have no accessibility violation and fit a small phone, in English and Arabic, without scripts."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from alongside.monitoring import actions
from tests.monitoring.people import BY, crowd, on
from tests.plugins.browser import Browse, scan

OURS = [
    "/who-takes-part/", "/who-takes-part/network-2020-03-01/", "/about-you/", "/about-you/paper/", "/about-you/object/",
    "/about-you/answer/disability_identify/",
    "/about-you/check-percentages/?percentages=39%0A54%0A33,34,33", "/about-you/check-percentages/?percentages=x",
]  # fmt: skip
DESK = ["/about-you/desk/", "/about-you/desk/baseline/", "/about-you/desk/add-question/", "/about-you/paper/key-in/",
        "/about-you/paper/hand-out/"]  # fmt: skip


def enter(page: Page, client: Client, live_server: LiveServer) -> Page:
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def fits(page: Page) -> None:
    scan(page)
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} sticks out sideways"


def look(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    fits(page)


@pytest.fixture
def published(our_centre: object) -> None:
    with on(date(2020, 2, 3)):
        crowd(400)
    with on(date(2020, 3, 1)):
        actions.publish(date(2020, 3, 1), by=BY)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["", "/ar"])
def test_pages_for_everybody_are_accessible(
    browse: Browse, live_server: LiveServer, published: None, grace: Client, width: int, language: str
) -> None:
    page = enter(browse(width=width), grace, live_server)

    for path in OURS:
        look(page, language + path)


@pytest.mark.parametrize("width", [320, 1280])
def test_desk_is_accessible(
    browse: Browse, live_server: LiveServer, published: None, cora: Client, width: int
) -> None:
    page = enter(browse(width=width), cora, live_server)

    for path in DESK:
        look(page, path)


def test_answering_works_without_scripts_on_a_small_phone(
    browse: Browse, live_server: LiveServer, grace: Client
) -> None:
    page = enter(browse(width=320, javascript=False), grace, live_server)
    page.goto("/about-you/")
    with page.expect_navigation(wait_until="load"):
        page.locator("main").get_by_text("Start", exact=True).press("Enter")
    page.get_by_label("Yes", exact=True).press("Space")
    for _question in range(5):
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="Save and continue").press("Enter")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Send my answers").press("Enter")

    assert "Your answers are locked and waiting." in page.locator("main").inner_text()
