"""Promise: the pages of the story have no accessibility violation, in English and Arabic, on a phone too."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from alongside.people.models import Consent, Member
from alongside.story import actions as story
from alongside.story.models import Claim, Quote
from tests.plugins.browser import Browse, scan
from tests.story.conftest import BY, NOT_YET

PUBLIC = [
    "/story/",
    "/story/figures/greenhouse.plants/",
    "/story/figures/greenhouse.rare/",
    "/story/editions/",
    "/story/editions/spring/",
    "/story/editions/spring/easy/",
    "/story/editions/spring/to/spring/",
    "/story/easy-read/",
    "/story/quotes/",
    "/open-data/",
]
ARRANGING = [
    "/story/arrange/",
    "/story/arrange/claims/add/",
    "/story/arrange/quotes/add/",
    "/story/arrange/milestones/add/",
    "/story/arrange/publish/",
    "/story/arrange/published/spring/",
    "/story/arrange/moments/",
    "/story/arrange/desk/",
    "/story/arrange/desk/ask/member/",
    "/story/my-words/",
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
    claim = Claim.objects.get(heading="Flowers")
    for language in ("en", "ar"):
        story.tell(
            claim,
            language=language,
            easy=True,
            picture="learn",
            text="[[greenhouse.plants]]",
            machine=True,
            by=BY,
        )
    story.publish_edition(title="Spring", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)


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

    told, draft = Claim.objects.all()[0], story.prepare_edition(title="Summer", as_of=date(2020, 3, 1), by=BY)
    quote, asked = Quote.objects.get(), Member.objects.get(called="Cora")
    row = story.ask_to_sign_off(draft, asked, capacity="staff", role="Coordinator", by=BY)
    for path in (
        *ARRANGING, f"/story/arrange/claims/{told.pk}/tellings/", f"/story/arrange/desk/words/{quote.pk}/told/",
        f"/story/arrange/desk/signed/{row.pk}/", f"/story/sign-off/{row.pk}/",
    ):  # fmt: skip
        look(page, path)
