"""Promise: the pages of the story have no accessibility violation, in English and Arabic, on a phone too."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from alongside.people.models import Consent
from alongside.story import actions as story
from tests.plugins.browser import Browse, scan
from tests.story.conftest import BY

PUBLIC = [
    "/story/",
    "/story/figures/greenhouse.plants/",
    "/story/figures/greenhouse.rare/",
    "/story/editions/",
    "/story/editions/spring/",
]
ARRANGING = [
    "/story/arrange/",
    "/story/arrange/claims/add/",
    "/story/arrange/quotes/add/",
    "/story/arrange/milestones/add/",
    "/story/arrange/publish/",
    "/story/arrange/published/spring/",
]


def look(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    scan(page)
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} sticks out sideways"


@pytest.fixture
def spring(told: Consent) -> None:
    story.add_claim(text="[[greenhouse.held]] of us came.", strands=["learning"], by=BY)
    story.publish_edition(title="Spring", as_of=date(2020, 3, 1), by=BY)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["", "/ar"])
def test_public_pages_are_accessible(browse: Browse, spring: None, width: int, language: str) -> None:
    page = browse(javascript=True, width=width)

    for path in PUBLIC:
        look(page, language + path)


@pytest.mark.parametrize("width", [320, 1280])
def test_arranging_pages_are_accessible(
    browse: Browse, spring: None, coordinator: Client, live_server: LiveServer, width: int
) -> None:
    page = browse(javascript=True, width=width)
    cookie = coordinator.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    for path in ARRANGING:
        look(page, path)
