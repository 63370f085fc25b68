"""Every page that a role can open, in English and Arabic: no violation, nothing sideways at 320 pixels.

Visitors and members open every page that they may; the other roles their desk, and the pages that nobody before them
opens. In Arabic a member, too, opens what a visitor does not. A main part, or a frame around it, that differs from one
before in words alone is scanned by the rules for which words matter. Colours hang on neither words nor language: their
contrast is looked at where a main part or a frame is met for the first time, in English.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from alongside.foundation.doors import Door, Role
from alongside.people import rules
from tests.journeys import world
from tests.journeys.conftest import session_cookie
from tests.journeys.test_doors_sweep import DOORS
from tests.plugins.browser import CONTRAST, OF_WORDS, ManyPages

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
FAULTY = """<html lang="en"><title>Join</title><meta name="viewport" content="width=device-width"><main><h1>Join</h1>
<img src="data:," width="400"></main></html>"""


@dataclass
class Scanned:
    """The shapes of what was scanned, in both languages, and what is wrong."""

    frames: set[str] = field(default_factory=set)
    mains: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def look_at(self, pages: ManyPages, language: str) -> None:
        """Scan the page that is open as far as it is new, and measure it."""
        frame, main = pages.shapes()
        try:
            but = [] if language == "en" else [CONTRAST]
            if frame not in self.frames:
                pages.scan(but=but)
            elif main not in self.mains:
                pages.scan_main(but=but)
            else:
                pages.scan(rules=OF_WORDS)
        except AssertionError as found:
            self.wrong.append(str(found))
        self.frames.add(frame)
        self.mains.add(main)
        self.wrong += misshapen(pages, language)


@pytest.mark.long(seconds=200)
def test_every_page_can_be_read_by_everybody(
    transactional_db: None, browse: Callable[..., Page], live_server: LiveServer
) -> None:
    world.build()
    scanned = Scanned()
    for language in ("en", "ar"):
        opened: set[str] = set()
        buttons: set[str] = set()
        for role in ROLES:
            page = signed_in(browse(width=320, height=640), role, live_server.url)
            pages = ManyPages(page, live_server.url)
            leave = buttons | (set() if role in OPEN_ALL[language] else opened - {OWN_DESK})
            for route, path in admitted(role, leave):
                if pages.open(path if language == "en" else f"/{language}{path}"):
                    opened.add(route)
                    scanned.look_at(pages, language)
                elif pages.answer == NOT_FOR_READING:
                    buttons.add(route)
            page.context.close()
        assert len(opened) > 300
    assert scanned.wrong == [], "\n\n".join(scanned.wrong)
    assert len(scanned.mains) > 250


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
    scanned = Scanned()
    scanned.look_at(pages, "ar")
    assert [
        word in text
        for text, word in zip(scanned.wrong, ["image-alt", "pixels too wide", "('en', '')"], strict=True)
    ]


ALIKE = [
    ('<p class="good">Come</p>', '<p class="good">Stay here</p>'),
    ('<label for="a">Name</label><input id="a" value="Ada">', '<label for="b">Age</label><input id="b" value="7">'),
]  # fmt: skip
OTHER = [
    ('<p class="good">Come</p>', '<p class="bad">Come</p>'),
    ('<p>Come</p>', "<p></p>"),
    ('<label for="a">Name</label><input id="a">', '<label for="a">Name</label><input id="b">'),
    ('<img alt="Ada" src="a.png">', '<img alt="" src="a.png">'),
    ('<p lang="cy">Dewch</p>', '<p lang="xx">Dewch</p>'),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), ALIKE)
def test_pages_that_differ_in_words_alone_have_one_shape(
    browse: Callable[..., Page], live_server: LiveServer, one: str, two: str
) -> None:
    assert shape_of(one, browse, live_server) == shape_of(two, browse, live_server)


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_what_a_scan_may_judge_differently_has_another_shape(
    browse: Callable[..., Page], live_server: LiveServer, one: str, two: str
) -> None:
    assert shape_of(one, browse, live_server) != shape_of(two, browse, live_server)


def shape_of(html: str, browse: Callable[..., Page], live_server: LiveServer) -> tuple[str, str]:
    """The shapes of a page with this in its main part."""
    page = browse()
    page.route(
        "**/planted/", lambda route: route.fulfill(body=f"<main>{html}</main>", content_type="text/html")
    )
    pages = ManyPages(page, live_server.url)
    assert pages.open("/planted/")
    return pages.shapes()


def misshapen(pages: ManyPages, language: str) -> Iterator[str]:
    """Sideways scrolling, a missing language or direction."""
    wider, said, direction = pages.page.evaluate(SHAPE)
    if wider > 0:
        yield f"{pages.path} is {wider} pixels too wide"
    if pages.path.endswith(MAIL):
        return
    if (said, direction) != (("ar", "rtl") if language == "ar" else ("en", "ltr")):
        yield f"{pages.path} says it is {(said, direction)}"
