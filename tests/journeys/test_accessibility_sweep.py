"""Every page that a role can open, in English and Arabic: no violation, nothing sideways at 320 pixels.

Visitors and members are scanned on every page that they open; the other roles on their desk, and on the pages that
nobody before them opens. In Arabic a member, too, is scanned on what a visitor does not open. Of a page whose main
part was scanned to the letter as somebody else, the rest is the frame that all pages of that role have. Colours are
the same in every language, so their contrast is looked at in English alone.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from alongside.foundation.doors import Door, Role
from alongside.people import rules
from tests.journeys import world
from tests.journeys.conftest import session_cookie
from tests.journeys.test_doors_sweep import DOORS
from tests.plugins.browser import ManyPages

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        os.environ.get("TEST_DATABASE") == "postgres",
        reason="the same pages were scanned on SQLite; on PostgreSQL the tests of each room open them",
    ),
]
ROLES = [
    Role.VISITOR, Role.MEMBER, Role.COORDINATOR, Role.ACCESS, Role.FINANCE, Role.ADMINISTRATOR, Role.FACILITATOR,
    Role.AUDITOR,
]  # fmt: skip
OPEN_ALL = {"en": {Role.VISITOR, Role.MEMBER}, "ar": {Role.VISITOR}}
OWN_DESK = "desk/"
NOT_FOR_READING = 405
MAIL = "/preview/mail/"  # a newsletter as it arrives, in its own language
PIECES = {"story/embed.html"}  # for somebody else's page, which has the rest
SHAPE = """() => {
  const page = document.documentElement;
  return [page.scrollWidth - page.clientWidth, page.lang, page.dir];
}"""
MAIN = """() => {
  const copy = (document.querySelector("main") || document.body).cloneNode(true);
  copy.querySelectorAll("input[type=hidden]").forEach(field => field.remove());
  return copy.outerHTML;
}"""
FAULTY = """<html lang="en"><title>Join</title><meta name="viewport" content="width=device-width"><main><h1>Join</h1>
<img src="data:," width="400"></main></html>"""


@pytest.mark.parametrize("language", ["en", "ar"], ids=["english", "arabic"])
def test_every_page_can_be_read_by_everybody(
    transactional_db: None, browse: Callable[..., Page], live_server: LiveServer, language: str
) -> None:
    world.build()
    opened: set[str] = set()
    buttons: set[str] = set()
    scanned: dict[str, int] = {}
    wrong: list[str] = []
    for role in ROLES:
        mains = set(scanned)
        pages = ManyPages(signed_in(browse(width=320, height=640), role, live_server.url), live_server.url)
        leave = buttons | (set() if role in OPEN_ALL[language] else opened - {OWN_DESK})
        for route, path in admitted(role, leave):
            if pages.open(path if language == "en" else f"/{language}{path}"):
                opened.add(route)
                main = pages.page.evaluate(MAIN)
                scanned[main] = scanned.get(main, 0) + 1
                wrong += problems(pages, language, seen=main in mains)
            elif pages.answer == NOT_FOR_READING:
                buttons.add(route)
        pages.page.context.close()
    assert wrong == [], "\n\n".join(wrong)
    assert len(opened) > 300
    assert len(scanned) > 250


def signed_in(page: Page, role: Role, home: str) -> Page:
    """A page of somebody who plays this role."""
    account = world.account(role)
    if account:
        page.context.add_cookies([session_cookie(account, home)])
    return page


def admitted(role: Role, leave: set[str]) -> Iterator[tuple[str, str]]:
    """Routes and paths whose door admits this role. Closed doors are the other sweep's business."""
    account = world.account(role)
    roles = rules.roles_of(account) if account else frozenset({Role.VISITOR})
    for route, pattern in DOORS:
        door: Door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
        if route not in leave | PIECES and door.admits(roles, "GET"):
            yield route, world.path_of(route, pattern)


def test_planted_faults_are_found(browse: Callable[..., Page], live_server: LiveServer) -> None:
    page = browse(width=320)
    page.route("**/planted/", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))
    pages = ManyPages(page, live_server.url)
    assert pages.open("/ar/planted/")
    said = list(problems(pages, "ar"))
    assert [
        word in text for text, word in zip(said, ["image-alt", "pixels too wide", "('en', '')"], strict=True)
    ]


def problems(pages: ManyPages, language: str, *, seen: bool = False) -> Iterator[str]:
    """What is wrong with a page: violations, sideways scrolling, a missing language or direction."""
    try:
        if not seen:
            pages.scan(but=[] if language == "en" else ["color-contrast"])
    except AssertionError as found:
        yield str(found)
    wider, said, direction = pages.page.evaluate(SHAPE)
    if wider > 0:
        yield f"{pages.path} is {wider} pixels too wide"
    if pages.path.endswith(MAIL):
        return
    if (said, direction) != (("ar", "rtl") if language == "ar" else ("en", "ltr")):
        yield f"{pages.path} says it is {(said, direction)}"
