"""Every page that a role can open, in English and Arabic: no violation, nothing sideways at 320 pixels.

Visitors and members are scanned on every page that they open, the coordinator on those that members do not open, and
the access role on those that nobody before it opens. The other roles open no page of their own: that is a test too.
Colours are the same in every language, so their contrast is looked at in English alone.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from alongside.foundation.doors import Door, Role
from alongside.people import rules
from tests.journeys import world
from tests.journeys.conftest import session_cookie
from tests.journeys.test_doors_sweep import DOORS
from tests.plugins.browser import scan

pytestmark = pytest.mark.skipif(
    os.environ.get("TEST_DATABASE") == "postgres",
    reason="the same pages were scanned on SQLite; on PostgreSQL the tests of each room open them",
)
LOOKS_LIKE = [Role.VISITOR, Role.MEMBER, Role.COORDINATOR, Role.ACCESS]
SCANNED_AS: dict[Role, list[Role]] = {
    Role.COORDINATOR: [Role.MEMBER],
    Role.ACCESS: [Role.MEMBER, Role.COORDINATOR],
}
"""Whose pages a role leaves out, because they are scanned as somebody else sees them."""
OWN_DESK = "desk/"


def shown(role: Role) -> Iterator[tuple[str, str]]:
    """Routes and paths that show a page to this role. Doors that do not admit it are the other sweep's business."""
    client = Client()
    account = world.account(role)
    roles = rules.roles_of(account) if account else frozenset({Role.VISITOR})
    if account:
        client.force_login(account)
    for route, pattern in DOORS:
        door: Door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
        if not door.admits(roles, "GET"):
            continue
        path = world.path_of(route, pattern)
        response = client.get(path)
        if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
            yield route, path


def test_the_other_roles_open_no_page_of_their_own(transactional_db: None) -> None:
    world.build()
    routes = {role: {route for route, _path in shown(role)} for role in world.WHO}
    scanned = set().union(*(routes[role] for role in LOOKS_LIKE))
    assert {role: found - scanned for role, found in routes.items() if found - scanned} == {}
    assert len(scanned) > 60


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["english", "arabic"])
@pytest.mark.parametrize("role", LOOKS_LIKE)
def test_every_page_can_be_read_by_everybody(
    transactional_db: None, browse: Callable[..., Page], live_server: LiveServer, role: Role, prefix: str
) -> None:
    world.build()
    page = browse(width=320, height=640)
    account = world.account(role)
    if account:
        page.context.add_cookies([session_cookie(account, live_server.url)])
    elsewhere = {route for other in SCANNED_AS.get(role, []) for route, _path in shown(other)} - {OWN_DESK}
    paths = [path for route, path in shown(role) if route not in elsewhere]
    wrong = [problem for path in paths for problem in problems(page, live_server.url + prefix + path)]
    assert len(paths) > 10
    assert wrong == []


def problems(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page: violations, sideways scrolling, a missing language or direction."""
    page.goto(address)
    arabic = "/ar/" in address
    try:
        scan(page, but=["color-contrast"] if arabic else [])
    except AssertionError as found:
        yield str(found)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wider > 0:
        yield f"{address} is {wider} pixels too wide"
    root = page.locator("html")
    said = (root.get_attribute("lang"), root.get_attribute("dir"))
    if said != (("ar", "rtl") if arabic else ("en", "ltr")):
        yield f"{address} says it is {said}"
