"""A real browser for the journeys: the system's Chromium, driven by Playwright. Loaded early, with `-p`.

    def test_join(browse, live_server):
        page = browse(javascript=False, width=320)
        page.goto(live_server.url + "/join/")
        scan(page)

Where no Chromium is found, these tests are skipped with a reason; `REQUIRE_BROWSER=1` makes that a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first has no window, not even an unseen one, and so costs half."""
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCAN = "([within, options]) => axe.run(within || document, options).then(found => found.violations)"
"""Only what is wrong comes back: everything that is right would take longer to fetch than to find."""
THERE = "() => 'axe' in window"
SHAPES = """() => {
  const WORDS = /^(alt|title|aria-label|placeholder|content|datetime|value|src|srcset|action|data-.*)$/;
  const NAMES = /^(id|for|name|form|list|headers|aria-(labelledby|describedby|controls|owns))$/;
  const main = document.querySelector("main");
  const shape = (root, without) => {
    const names = new Map();
    const number = name => names.has(name) ? names.get(name) : names.set(name, names.size).get(name);
    const said = ({name, value}) => {
      if (name === "href") return value.startsWith("#") ? `href ${number(value.slice(1))}` : "href";
      if (WORDS.test(name)) return value.trim() ? `${name}.` : name;
      return NAMES.test(name) ? `${name} ${value.trim().split(/\\s+/).map(number)}` : `${name}=${value}`;
    };
    const of = node => {
      if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? "." : "";
      if (node.nodeType !== Node.ELEMENT_NODE || node === without || node.type === "hidden") return "";
      const inside = [...node.childNodes].map(of).join("");
      return `<${node.localName} ${[...node.attributes].map(said).sort().join(" ")}>${inside}</>`;
    };
    return of(root);
  };
  return [shape(document.documentElement, main), main ? shape(main, null) : ""];
}"""
"""Of the frame and of the main part of a page, all that a scan looks at but the words: elements, classes, states, which
label belongs to what, and where something is written at all."""
OF_WORDS = ["landmark-unique", "target-size", "scrollable-region-focusable"]
"""The rules that may find something in one of two pages which differ in words alone, and how long those are."""
CONTRAST = "color-contrast"
OF_THE_WHOLE = [
    "accesskeys", "bypass", "duplicate-id-aria", "heading-order", "landmark-banner-is-top-level",
    "landmark-complementary-is-top-level", "landmark-contentinfo-is-top-level", "landmark-main-is-top-level",
    "landmark-no-duplicate-banner", "landmark-no-duplicate-contentinfo", "landmark-no-duplicate-main",
    "landmark-one-main", "landmark-unique", "page-has-heading-one", "region", "skip-link", "target-size",
]  # fmt: skip
"""The rules that set one part of a page beside another, and so look at the whole, whatever is new in it."""
MISSING = (
    "no Chromium found. Install one (Debian: apt install chromium-headless-shell; elsewhere chromium) to run the "
    "journeys in a browser; looked for: " + ", ".join(NAMES)
)
PATIENCE = 10_000  # milliseconds that a journey waits for a page or a control

Browse = Callable[..., Page]

_without_javascript: WeakKeyDictionary[BrowserContext, dict[str, Any]] = WeakKeyDictionary()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that asks for a browser carries the mark, so that `-m "not browser"` leaves it out."""
    for item in items:
        if {"chromium", "browse"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


def find() -> str | None:
    """The path of a Chromium, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    path = find()
    if path is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("REQUIRE_BROWSER=1, but " + MISSING, pytrace=False)
    if path is None:
        pytest.skip(MISSING)
    # Playwright keeps an event loop in this thread, in which Django would refuse to read the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browse(chromium: Browser, live_server: LiveServer) -> Iterator[Browse]:
    """Open pages as different people: every call is a fresh visitor with an empty cookie jar.

    `browse(javascript=True, width=1280, height=800, **more)`; `more` goes to Playwright's `new_context`.
    Afterwards, the test fails if any page asked for something from another host.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def open_page(*, javascript: bool = True, width: int = 1280, height: int = 800, **more: Any) -> Page:
        size: ViewportSize = {"width": width, "height": height}
        context = visit(chromium, javascript=javascript, viewport=size, base_url=live_server.url, **more)
        context.on("request", lambda request: _note_stranger(request.url, live_server.url, strangers))
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert strangers == [], "pages asked other hosts"


def visit(chromium: Browser, *, javascript: bool = True, **more: Any) -> BrowserContext:
    """A fresh visitor. The policy of pages is bypassed for the scanner; other tests look at that header."""
    context = chromium.new_context(java_script_enabled=javascript, bypass_csp=True, **more)
    context.set_default_timeout(PATIENCE)
    if not javascript:
        _without_javascript[context] = more
    return context


OPEN = """async path => {
  const answer = await fetch(path, {redirect: "manual"});
  if (answer.status !== 200 || !answer.headers.get("content-type").startsWith("text/html")) return answer.status;
  const html = await answer.text();
  document.open();
  document.write(html.replace("<head>", `<head><base href="${path}">`));
  const loaded = new Promise(done => addEventListener("load", done, {once: true}));
  document.close();
  await loaded;
  return "a page";
}"""


class ManyPages:
    """One visitor who looks at page after page: the scanner is handed over once, and stays while pages are read in.

    `page` is a fresh page of `browse`, signed in or not.
    """

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        page.route(home + "/scanner/", lambda route: route.fulfill(body="<title>Scanner</title>"))
        page.goto(home + "/scanner/")
        page.evaluate(AXE_SCRIPT)

    def open(self, path: str) -> bool:
        """Read a page in; False where it is no page for this visitor, and then `answer` is the status instead."""
        self.path, self.answer = path, self.page.evaluate(OPEN, path)
        return bool(self.answer == "a page")

    def shapes(self) -> tuple[str, str]:
        """What the frame and the main part of the page are made of, words left out."""
        frame, main = self.page.evaluate(SHAPES)
        return frame, main

    def scan(self, *, rules: Sequence[str] = (), but: Sequence[str] = ()) -> None:
        """Fail unless the page has no accessibility violation, as `scan` does; `rules` asks for these alone."""
        _scan(self.page, self.home + self.path, rules=rules, but=but)

    def scan_main(self, *, but: Sequence[str] = ()) -> None:
        """Fail unless the main part has no violation, nor the page as a whole; its frame was scanned before."""
        _scan_main(self.page, self.home + self.path, but=but)


def _note_stranger(url: str, home: str, strangers: list[str]) -> None:
    if not url.startswith((home + "/", "data:", "blob:", "about:")):
        strangers.append(url)


def scan(page: Page, *, main_alone: bool = False) -> None:
    """Fail with a readable list unless the page as it stands has no accessibility violation (axe-core).

    `main_alone` leaves out the frame, which was scanned before, and sees that the main part stands well in it.
    """
    with _scannable(page) as copy:
        if not copy.evaluate(THERE):
            copy.evaluate(AXE_SCRIPT)
        (_scan_main if main_alone else _scan)(copy, page.url)


def _scan_main(page: Page, address: str, *, but: Sequence[str] = ()) -> None:
    _scan(page, address, but=[*OF_THE_WHOLE, *but], within="main")
    _scan(page, address, rules=OF_THE_WHOLE)


def _scan(
    page: Page, address: str, *, rules: Sequence[str] = (), but: Sequence[str] = (), within: str = ""
) -> None:
    options = {
        "runOnly": {"type": "rule", "values": rules} if rules else RULES,
        "resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in but},
    }  # fmt: skip
    violations = page.evaluate(SCAN, [within, options])
    assert not violations, _say(address, violations)


@contextmanager
def _scannable(page: Page) -> Iterator[Page]:
    """The page; or, as the scanner is a script, a copy of what a visitor without scripts sees."""
    if page.context not in _without_javascript:
        yield page
        return
    assert page.context.browser is not None
    copy = visit(page.context.browser, **_without_javascript[page.context]).new_page()
    html = page.content()
    copy.route("**/*", _all_but_scripts)
    copy.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    if page.url.startswith("http"):
        copy.goto(page.url)
    else:
        copy.set_content(html)
    yield copy
    copy.context.close()


def _all_but_scripts(route: Route) -> None:
    if route.request.resource_type == "script":
        route.abort()
    else:
        route.continue_()


def _say(url: str, violations: list[dict[str, Any]]) -> str:
    lines = [f"{len(violations)} accessibility violations on {url}"]
    for violation in violations:
        lines.append(f"\n{violation['id']} ({violation['impact']}): {violation['help']}")
        lines += [
            f"  at {' '.join(map(str, node['target']))}: {node['html'][:200]}" for node in violation["nodes"]
        ]
    return "\n".join(lines)
