"""Journeys: the named cast of the demonstration walks through the house in a real browser.

Every step of a journey is followed by an accessibility scan of the page that it led to, with scripts or
without; a page that differs in words alone from one before, at the same width, is not scanned again, nor is a frame.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from alongside.config import demonstration
from alongside.people.models import Account, Member
from tests import seeds
from tests.plugins.browser import SHAPES, scan

ADDRESSES = {
    "Ayo": "ayo@centre.example",
    "Marek": "marek@member.example",
    "Zara": "zara@member.example",
    "Lin": "lin@university.example",
    "Helen": "helen@funder.example",
    "Farid": "farid@centre.example",
    "Nia": "nia@member.example",
    "Ife": "ife@centre.example",
}


@dataclass
class Walker:
    """Somebody at a browser. `look` scans the page as it is and finds nothing sticking out sideways."""

    page: Page
    scanner: Page
    home: str

    def go(self, path: str) -> None:
        """Open a path of the house."""
        self.page.goto(self.home + path)
        self.look()

    def enter(self, control: Locator) -> None:
        """Press a button or follow a link by keyboard, and wait for the page that it leads to."""
        with self.page.expect_navigation(wait_until="load"):
            control.press("Enter")

    def press(self, name: str) -> None:
        """Press the button with this name, by keyboard."""
        self.enter(self.page.get_by_role("button", name=name, exact=True))
        self.look()

    def follow(self, name: str, *, exact: bool = False) -> None:
        """Follow the first link with this name, by keyboard; one that is folded away after opening what holds it."""
        link = self.page.get_by_role("link", name=name, exact=exact)
        folded_away = self.page.get_by_role("link", name=name, exact=exact, include_hidden=True)
        shelf = self.page.locator(".al-shelf").filter(has=folded_away)
        if not link.count() and shelf.count():
            shelf.locator("summary").first.press("Enter")
        elif not link.count() and (folded := self.page.locator("#menu .al-nav__open")).is_visible():
            self.enter(folded)
        self.enter(link.first)
        self.look()

    def write(self, label: str, words: str) -> None:
        """Write into the field with this label."""
        self.page.get_by_label(label).fill(words)

    def choose(self, *labels: str) -> None:
        """Tick boxes or choose answers, by keyboard."""
        for label in labels:
            self.page.get_by_label(label, exact=True).press("Space")

    def reads(self, *words: str) -> bool:
        """Whether the page says all of this."""
        text = self.page.locator("body").inner_text()
        return all(word in text for word in words)

    def heading(self) -> str:
        """The page's one main heading."""
        (found,) = self.page.locator("h1").all_inner_texts()
        return found

    def look(self) -> None:
        """Scan the page that is shown, where it is a new one, and see that nothing has to be scrolled sideways."""
        wider = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, f"{self.page.url} is {wider} pixels too wide"
        size = self.page.viewport_size or {"width": 1280, "height": 800}
        frame, main = self.page.evaluate(SHAPES)
        in_frame, whole = (size["width"], frame), (size["width"], frame, main)
        if whole in _scanned:
            return
        html = self.page.content().replace("<head>", f'<head><base href="{self.page.url}">', 1)
        self.scanner.set_viewport_size(size)
        self.scanner.set_content(html, wait_until="load")
        scan(self.scanner, main_alone=in_frame in _scanned)
        _scanned.update((in_frame, whole))


_scanned: set[tuple[int | str, ...]] = set()
"""The widths and shapes of the frames and pages that were scanned in this run: another differs in words alone."""


Walk = Callable[..., Walker]


@pytest.fixture
def centre(transactional_db: None) -> None:
    """The demonstration centre, without the invented crowd."""
    seeds.grow("centre", lambda: demonstration.load(small=True))


@pytest.fixture
def walk(browse: Callable[..., Page], live_server: LiveServer, chromium: Browser) -> Walk:
    """Somebody at a browser: `walk("Ayo", width=320, javascript=False)`; without a name, a visitor."""

    scanner = browse()

    def begin(who: str = "", **browser: Any) -> Walker:
        page = browse(**browser)
        if who:
            page.context.add_cookies([_signed_in(who, live_server.url)])
        return Walker(page, scanner, live_server.url)

    return begin


def member(who: str) -> Member:
    """The member behind a name of the cast."""
    return Member.objects.get(called=who)


def _signed_in(who: str, home: str) -> Any:
    """A session cookie for somebody; signing in itself has journeys of its own."""
    return session_cookie(Account.objects.get(email=ADDRESSES[who]), home)


def session_key(account: Account) -> str:
    """The key of a session in which an account is signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    # Tomorrow, so that none of a thousand requests writes down when it came.
    session["last_seen"] = int(time.time()) + 86_400
    session.save()
    return str(session.session_key)


def session_cookie(account: Account, home: str) -> Any:
    """The cookie of somebody who signed in."""
    return {"name": settings.SESSION_COOKIE_NAME, "value": session_key(account), "url": home}
