"""Every page that a role can open, in English and Arabic: no violation, nothing sideways at 320 pixels.

Visitors and members are scanned on every page that they open, the coordinator on those that members do not open, and
the access role on those that nobody before it opens. The other roles open no page of their own: that is a test too.
Colours are the same in every language, so their contrast is looked at in English alone.
"""

import os
from collections.abc import Callable, Collection, Iterator
from functools import cache

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from alongside.foundation.doors import Door, Role
from alongside.people import rules
from tests.journeys import world
from tests.journeys.conftest import session_cookie
from tests.journeys.test_doors_sweep import DOORS
from tests.plugins.browser import keep_scanner, scan

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        os.environ.get("TEST_DATABASE") == "postgres",
        reason="the same pages were scanned on SQLite; on PostgreSQL the tests of each room open them",
    ),
]
LOOKS_LIKE = [Role.VISITOR, Role.MEMBER, Role.COORDINATOR, Role.ACCESS]
SCANNED_AS: dict[Role, list[Role]] = {
    Role.COORDINATOR: [Role.MEMBER],
    Role.ACCESS: [Role.MEMBER, Role.COORDINATOR],
}
"""Whose pages a role leaves out, because they are scanned as somebody else sees them."""
OWN_DESK = "desk/"
SHAPE = """() => {
  const page = document.documentElement;
  return [page.scrollWidth - page.clientWidth, page.lang, page.dir];
}"""
FAULTY = """<html lang="en"><title>Join</title><meta name="viewport" content="width=device-width"><main><h1>Join</h1>
<img src="data:," width="400"></main></html>"""


@cache
def shown(role: Role) -> dict[str, str]:
    """Routes and paths that show a page to this role. The world is the same in each test: they are looked for once."""
    with world.quietly():
        return dict(opened(role))


def opened(role: Role, but: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Routes and paths that show a page. Doors that do not admit the role are the other sweep's business."""
    client = Client()
    account = world.account(role)
    roles = rules.roles_of(account) if account else frozenset({Role.VISITOR})
    if account:
        client.force_login(account)
    for route, pattern in DOORS:
        door: Door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
        if route in but or not door.admits(roles, "GET"):
            continue
        path = world.path_of(route, pattern)
        response = client.get(path)
        if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
            yield route, path


def test_the_other_roles_open_no_page_of_their_own(transactional_db: None) -> None:
    world.build()
    scanned = {route for role in LOOKS_LIKE for route in shown(role)}
    others = [role for role in world.WHO if role not in LOOKS_LIKE]
    found = {role: set(dict(opened(role, but=scanned))) for role in others}
    assert {role: routes for role, routes in found.items() if routes} == {}
    assert len(scanned) > 60


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["english", "arabic"])
@pytest.mark.parametrize("role", LOOKS_LIKE)
def test_every_page_can_be_read_by_everybody(
    transactional_db: None, browse: Callable[..., Page], live_server: LiveServer, role: Role, prefix: str
) -> None:
    world.build()
    page = browse(width=320, height=640)
    keep_scanner(page.context)
    account = world.account(role)
    if account:
        page.context.add_cookies([session_cookie(account, live_server.url)])
    elsewhere = {route for other in SCANNED_AS.get(role, []) for route in shown(other)} - {OWN_DESK}
    paths = [path for route, path in shown(role).items() if route not in elsewhere]
    wrong = [problem for path in paths for problem in problems(page, live_server.url + prefix + path)]
    assert len(paths) > 10
    assert wrong == []


def test_planted_faults_are_found(browse: Callable[..., Page], live_server: LiveServer) -> None:
    page = browse(width=320)
    keep_scanner(page.context)
    page.route("**/planted/", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))
    said = list(problems(page, live_server.url + "/ar/planted/"))
    assert [
        word in text for text, word in zip(said, ["image-alt", "pixels too wide", "('en', '')"], strict=True)
    ]


def problems(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page: violations, sideways scrolling, a missing language or direction."""
    page.goto(address)
    arabic = "/ar/" in address
    try:
        scan(page, but=["color-contrast"] if arabic else [])
    except AssertionError as found:
        yield str(found)
    wider, language, direction = page.evaluate(SHAPE)
    if wider > 0:
        yield f"{address} is {wider} pixels too wide"
    if (language, direction) != (("ar", "rtl") if arabic else ("en", "ltr")):
        yield f"{address} says it is {(language, direction)}"
