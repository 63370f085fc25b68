"""Hostile requests through every route and every form: no server error, and nothing comes to life."""

from __future__ import annotations

import os
import traceback
from collections import Counter
from collections.abc import Iterator
from itertools import count, cycle, islice
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.test import Client
from django.urls import URLPattern, resolve
from pytest_django.plugin import DjangoDbBlocker

from alongside.foundation import jobs
from alongside.foundation.doors import Door, Role
from tests.architecture.checks import all_patterns
from tests.hostile import corpus, files
from tests.hostile.house import Field, Form, Page, entrants
from tests.journeys import world
from tests.journeys.conftest import session_key
from tests.journeys.test_doors_sweep import undone

# The rows are the same in both databases, and 10,000 requests are dear.
pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.once]
DOORS = [(route, pattern) for route, pattern in all_patterns() if hasattr(pattern.callback, "door")]
ASKED = (
    "page",
    "q",
    "next",
    "from",
    "to",
    "kind",
    "date",
    "year",
    "month",
    "lang",
    "sort",
    "file",
    "about",
    "reference",
)
BLIND = (
    "text",
    "reason",
    "note",
    "answer",
    "choice",
    "number",
    "email",
    "name",
    "called",
    "pk",
    "how",
    "by",
    "on",
    "once",
)
ALL = os.environ.get("HOSTILE") == "all"
"""HOSTILE=all sends everything. Without it, every route and every form has its share, about an eighth of all."""
MEGABYTE = "a<b " * 250_000
RAW = (
    ("application/json", b'{"a":' * 20_000),
    ("multipart/form-data; boundary=x", b"--x\r\nnothing"),
    ("multipart/form-data", b""),
    ("application/x-www-form-urlencoded; charset=utf-7", b"text=+ADw-&%ff=%fe&a[]=1&a[b]=2"),
    ("text/xml", b"<!DOCTYPE x [<!ENTITY a 'a'>]>"),
)

Somebody = dict[Role, Client]
Room = list[tuple[str, URLPattern]]


def room_of(pattern: URLPattern) -> str:
    """The room that a view belongs to."""
    parts = (pattern.callback.__module__ or "").split(".")
    return parts[1] if parts[0] == "alongside" else parts[0]


ROOMS = sorted({room_of(pattern) for _route, pattern in DOORS})


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Somebody]:
    """One house, and a browser for each role."""
    with django_db_blocker.unblock():
        world.build()
        with world.quietly():
            yield {
                role: _browser(session_key(account) if account else "") for role, account in world.each_role()
            }
        world.clear()


def _browser(key: str) -> Client:
    client = Client(raise_request_exception=False)
    client.handler.load_middleware()
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


class Sender:
    """Sends, undoes, counts, and notes what fell over or came to life."""

    def __init__(self, cast: Somebody) -> None:
        self.cast, self.sent, self.wrong = cast, Counter[str](), []  # type: ignore[var-annotated]
        self._fell = ""
        got_request_exception.connect(self._note)

    def _note(self, **_more: Any) -> None:
        self._fell = "".join(traceback.format_exc().splitlines(keepends=True)[-5:])

    def send(
        self, kind: str, role: Role, method: str, path: str, data: Any = None, **more: Any
    ) -> Page | None:
        """One request, undone. The page that came, or None where none came."""
        client = self.cast[role]
        key = client.cookies.get(settings.SESSION_COOKIE_NAME)
        key_was = key.value if key else ""
        self.sent[kind] += 1
        with undone():
            response = getattr(client, method)(path, data, **more)
            page = self._judge(response, f"{kind}: {role} {method} {path[:120]} {str(data)[:600]}")
            where = response.headers.get("Location", "")
            if response.status_code in (302, 303) and where.startswith("/") and method != "get":
                after = client.get(where)
                page = self._judge(after, f"{kind}: {role} {method} {path[:120]}, then {where}") or page
        client.cookies.clear()
        if key_was:
            client.cookies[settings.SESSION_COOKIE_NAME] = key_was
        return page

    def _judge(self, response: Any, what: str) -> Page | None:
        if response.status_code >= 500:
            self.wrong.append(f"{response.status_code} {what}\n{self._fell}")
        if not response.headers.get("Content-Type", "").startswith("text/html") or response.streaming:
            return None
        page = Page(response.content.decode())
        if page.live:
            self.wrong.append(f"alive in {what}\n{page.live[:2]}")
        return page


class Filler:
    """Fills forms from the corpus, each time with what comes next."""

    def __init__(self, seed: int) -> None:
        self.scripts = islice(cycle(corpus.scripts() + corpus.formulas()), seed * 17, None)
        self.texts = islice(cycle(corpus.texts()), seed * 7, None)
        self.files = islice(cycle(files.all_files()), seed * 5, None)
        self.numbers = count(seed)

    def nearly(self, form: Form) -> dict[str, Any]:
        """As somebody would who means it, but with a script in every text."""
        return {name: self._honest(each) for name, each in form.fields.items()}

    def _honest(self, each: Field) -> Any:
        chosen = [option for option in each.options if option]
        if each.options:
            return chosen[next(self.numbers) % len(chosen)] if chosen else ""
        if each.kind == "file":
            return self.file()
        if each.kind in ("hidden", "button", "submit"):
            return each.value
        if each.kind == "email":
            return f"hostile{next(self.numbers)}@example.org"
        if each.kind == "tel":
            return "020 7946 0123"
        if each.numeric or each.name.endswith(("_day", "_month", "_year", "_0", "_1", "_2")):
            return each.value or ("2030" if each.name.endswith(("_year", "_2")) else "6")
        return next(self.scripts)

    def wholly(self, form: Form) -> dict[str, Any]:
        """Nonsense everywhere, also where only one of a few answers can be."""
        return {
            name: self.file() if each.kind == "file" else _sendable(next(self.texts))
            for name, each in form.fields.items()
        }

    def half(self, form: Form) -> dict[str, Any]:
        """What is chosen is right, what is written is nonsense."""
        return {
            name: self._honest(each)
            if each.options or each.kind in ("hidden", "file")
            else _sendable(next(self.texts))
            for name, each in form.fields.items()
        }

    def doubled(self, form: Form) -> dict[str, Any]:
        """Everything twice, and lists where one is expected."""
        return {
            name: [each.value, _sendable(next(self.texts)), "x"] for name, each in form.fields.items()
        } | {f"{name}[]": ["1", "2"] for name in form.fields}

    def heavy(self, form: Form) -> dict[str, Any]:
        """A megabyte in the first text."""
        written = next(
            (name for name, each in form.fields.items() if each.kind in ("text", "textarea", "search")), "x"
        )
        return self.nearly(form) | {written: MEGABYTE}

    def file(self) -> SimpleUploadedFile:
        """The next hostile file, as a browser sends it."""
        name, body = next(self.files)
        return SimpleUploadedFile("x", body) if not name.strip("\0") else _named(name, body)


def _named(name: str, body: bytes) -> SimpleUploadedFile:
    file = SimpleUploadedFile("x", body)
    file.name = name.replace("\r\n", "%0D%0A").replace("\0", "%00")
    return file


def _sendable(text: str) -> str:
    """A lone surrogate as the three bytes that a broken program sends for it: what arrives is not UTF-8."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@pytest.mark.parametrize("room", ROOMS)
def test_no_hostile_input_makes_the_house_fall_over(room: str, cast: Somebody) -> None:
    """Room by room, in the order of the routes; `-s` prints the counts."""
    jobs.beat("worker")
    routes = [(route, pattern) for route, pattern in DOORS if room_of(pattern) == room]
    sender = Sender(cast)
    _try_out(routes, sender)
    sent = sender.sent.total()
    counts = (
        f"{sent:,} hostile requests to {len(routes)} routes {dict(sender.sent)}, {len(sender.wrong)} wrong"
    )
    print(f"\n{room}: {counts}")  # noqa: T201 - the count is what this test is for
    assert sender.wrong == []
    SENT[room] = sent


SENT: dict[str, int] = {}


def test_the_rooms_together_get_ten_thousand() -> None:
    """Where all rooms ran in this process; with HOSTILE=all, ten thousand and more."""
    if set(SENT) != set(ROOMS):
        pytest.skip("other processes took some of the rooms")
    print(f"\n{sum(SENT.values()):,} hostile requests in all")  # noqa: T201 - the count is what this test is for
    assert sum(SENT.values()) >= (10_000 if ALL else len(DOORS))


def _try_out(room: Room, sender: Sender) -> None:
    """Every route by address and by query; every form of its pages; and what only takes forms, blindly as well."""
    known: dict[str, tuple[Role, Form]] = {}
    paths = {route: world.path_of(route, pattern) for route, pattern in room}
    for n, (route, pattern) in enumerate(room):
        door: Door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
        for role in entrants(door) if ALL else entrants(door)[-1:]:
            page = sender.send("pages", role, "get", paths[route])
            for form in page.forms if page else []:
                action = urlsplit(urljoin(paths[route], form.action)).path
                if form.method == "post" and "language" not in action:
                    known.setdefault(action, (role, form))
        _ask(route, pattern, entrants(door)[-1], n, paths[route], sender)
    for n, (route, pattern) in enumerate(room):
        door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
        if found := known.pop(paths[route], None):
            _fill(found[0], paths[route], found[1], Filler(n), sender)
        else:
            role = entrants(door)[-1]
            blind = Form("", "post", {name: Field(name, "text") for name in BLIND})
            sender.send("blind forms", role, "post", paths[route], Filler(n).half(blind))
    for n, (path, (role, form)) in enumerate(sorted(known.items())):
        _fill(role, path, form, Filler(n), sender)


def _ask(route: str, pattern: URLPattern, role: Role, n: int, path: str, sender: Sender) -> None:
    """Addresses and queries."""
    texts, scripts = islice(cycle(corpus.texts()), n * 3, None), islice(cycle(corpus.scripts()), n * 5, None)
    for filling in (texts, scripts) if ALL else (scripts,) * (n % 3 == 0):
        sender.send("queries", role, "get", path, {name: _sendable(next(filling))[:2000] for name in ASKED})
    for name, converter in pattern.pattern.converters.items():
        whole = type(converter).__name__ == "IntConverter"
        values = islice(cycle(corpus.numbers() if whole else corpus.names()), n, n + (3 if ALL else 1))
        for value in values:
            sender.send("addresses", role, "get", _with(route, pattern, name, path, value))
    kind, body = RAW[n % len(RAW)]
    if ALL or n % 5 == 0:
        sender.send("raw bodies", role, "post", path, body, content_type=kind)


def _with(route: str, pattern: URLPattern, name: str, path: str, value: str) -> str:
    """The path, with another value in one of its parameters."""
    match = resolve(path)
    pieces = ["/" + route]
    for known in pattern.pattern.converters:
        given = value if known == name else str(match.kwargs.get(known, ""))
        before, _sign, after = pieces[0].rpartition(f":{known}>")
        pieces[0] = before.rpartition("<")[0] + quote(given, safe="%") + after
    return pieces[0]


def _fill(role: Role, path: str, form: Form, filler: Filler, sender: Sender) -> None:
    """One form, filled in by a number of bad intentions."""
    fillings = [filler.nearly if next(filler.numbers) % 2 else filler.half]
    if ALL:
        fillings = [filler.nearly] * 6 + [filler.half] * 3 + [filler.wholly] * 2 + [filler.doubled]
    heavy = ALL and any(each.kind == "textarea" for each in form.fields.values())
    for fill in [*fillings, *([filler.heavy] if heavy else [])]:
        sender.send("forms", role, "post", path, fill(form))
