"""Every view that takes a file gets hostile ones over HTTP: refused, drawn anew, or only ever handed over."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, reverse
from PIL import Image
from pytest_django.plugin import DjangoDbBlocker

from alongside.foundation.doors import Role
from tests.architecture.checks import all_patterns
from tests.hostile import files
from tests.hostile.corpus import CALL, MARK
from tests.hostile.house import Field, Form, Page
from tests.journeys import world
from tests.journeys.conftest import session_key
from tests.journeys.test_doors_sweep import undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what a file is, is not up to the database
DOORS = [(route, pattern) for route, pattern in all_patterns() if hasattr(pattern.callback, "door")]
KNOWN = dict(files.all_files())
HOSTILE = [
    (name, KNOWN[name])
    for name in (
        "drawing.svg", "drawing.png", "page.png", "page.txt", "script.png", "script.jpg", "zip.jpg", "place.jpg",
        "huge.png", "text.png", "script.pdf", "macro.docx", "bomb.docx", "bomb.xlsx", "a.exe", "page.csv",
        "../../../x.png",
        '"><img src=x onerror=' + CALL + ">.png",
    )
]  # fmt: skip
TOO_LARGE = ("large.png", files.picture() + b"\0" * (20 * 1024 * 1024 + 1))
HONEST = [
    ("a.png", files.picture()),
    ("a.txt", b"Words to read."),
    ("people.csv", b"name,email\nMo,mo@member.example\n"),
    ("reach.csv", b"Date,Impressions\n2026-01-01,60\n"),
    ("list.csv", b"Email,Basis,Wording,Source,Date,How\nmo@member.example,consent,Yes,Web,2026-01-01,web\n"),
]
AS_IT_CAME = {"outreach.ReachFile"}
"""Numbers of a platform, kept until they were taken in. No address gives them back."""
SHOWN_BY = {"gatherings.PackFormat": "gatherings:pack_format", "learning.Resource": "learning:take_resource"}
SECONDS = 3.0
"""Processor time of one sending at most, whatever a file unpacks to."""


def takes_files(pattern: URLPattern) -> bool:
    """Whether the view behind an address reads files that were sent."""
    try:
        return "request.FILES" in inspect.getsource(inspect.unwrap(pattern.callback))
    except (OSError, TypeError):
        return False


TAKING = {route: pattern for route, pattern in DOORS if takes_files(pattern)}


@pytest.fixture(scope="module")
def browsers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[Role, Client]]:
    """One house, and a browser for each role."""
    with django_db_blocker.unblock():
        world.build()
        with world.quietly():
            found = {}
            for role, account in world.each_role():
                found[role] = Client()
                if account:
                    found[role].cookies[settings.SESSION_COOKIE_NAME] = session_key(account)
            yield found
        world.clear()


def form_of(route: str, browsers: dict[Role, Client]) -> tuple[Client, str, Form]:
    """The form that a view shows, a browser of somebody to whom it does, and where it is sent."""
    path = world.path_of(route, TAKING[route])
    for role in (Role.ADMINISTRATOR, Role.COORDINATOR, Role.FINANCE, Role.MEMBER):
        answer = browsers[role].get(path)
        for form in Page(answer.content.decode()).forms if answer.status_code == 200 else []:
            if any(each.kind == "file" for each in form.fields.values()):
                return browsers[role], urlsplit(urljoin(path, form.action)).path, form
    raise AssertionError(f"{route} reads files, and nobody is shown a form that sends one.")


def filled(form: Form, name: str, body: bytes) -> dict[str, Any]:
    """A form as somebody fills it who means it, with this file."""
    given = {each.name: _answer(each) for each in form.fields.values()}
    sent = SimpleUploadedFile("x", body)
    sent.name = name
    return given | {each.name: sent for each in form.fields.values() if each.kind == "file"}


def _answer(each: Field) -> str:
    if each.name == "url":
        return ""  # instead of a file
    if each.options:
        return next((option for option in each.options if option), "")
    if each.kind in ("hidden", "button", "submit") or each.value:
        return each.value
    if each.name.endswith(("_day", "_month", "_0", "_1")):
        return "6"
    return {"email": "mo@example.org", "tel": "020 7946 0123"}.get(
        each.kind, "2026" if "_year" in each.name else "12"
    )


def kept() -> dict[models.Model, bytes]:
    """Every row that holds a file or a picture, with what it holds."""
    found: dict[models.Model, bytes] = {}
    for table in apps.get_models():
        for field in table._meta.concrete_fields:
            if isinstance(field, models.FileField):
                for row in table._base_manager.exclude(**{field.name: ""}):
                    found[row] = getattr(row, field.name).name.encode()
            elif isinstance(field, models.BinaryField):
                found |= {row: bytes(getattr(row, field.name)) for row in table._base_manager.all()}
    return found


def judge(answer: HttpResponseBase, before: set[models.Model], name: str) -> Iterator[str]:
    """What is wrong after a file was sent."""
    if answer.status_code not in (200, 302, 400, 413):
        yield f"{name}: {answer.status_code}"
    for row, holds in kept().items():
        if row in before:
            continue
        if row._meta.label in AS_IT_CAME:
            holds.decode()
        elif row._meta.label not in SHOWN_BY:
            with Image.open(BytesIO(holds)) as picture:
                if picture.format != "JPEG" or dict(picture.getexif()) or MARK.encode() in holds:
                    yield f"{name}: kept as it came, in {row._meta.label}"
        else:
            yield from _handed_over(row, holds.decode(), name)


def _handed_over(row: Any, place: str, name: str) -> Iterator[str]:
    if ".." in place or "<" in place or not place.startswith(("packs/", "resources/")):
        yield f"{name}: kept as {place}"
    keys = [row.item.session_id, row.pk] if hasattr(row, "item") else [row.pk]
    given = Client().get(reverse(SHOWN_BY[row._meta.label], args=keys))
    if given.status_code == 404:
        return  # not out yet: nobody gets it
    kind, how = given.headers["Content-Type"], given.headers["Content-Disposition"]
    if not how.startswith("attachment") or given.headers["X-Content-Type-Options"] != "nosniff":
        yield f"{name}: shown, not handed over: {how}"
    if any(each in kind for each in ("html", "svg", "xml;", "javascript")):
        yield f"{name}: handed over as {kind}"


def test_the_views_that_take_files_are_found() -> None:
    """Each has its form, and the list is not empty: the addresses themselves say which views they are."""
    assert len(TAKING) >= 7, sorted(TAKING)


@pytest.mark.parametrize("route", sorted(TAKING))
def test_hostile_files_are_refused_drawn_anew_or_only_handed_over(
    route: str, browsers: dict[Role, Client]
) -> None:
    client, path, form = form_of(route, browsers)
    wrong, answers = [], {}
    before = set(kept())
    for name, body in [*HOSTILE, TOO_LARGE, *HONEST]:
        with undone():
            began = time.process_time()
            answer = client.post(path, filled(form, name, body))
            took = time.process_time() - began
            wrong += list(judge(answer, before, name)) + ([f"{name}: {took:.1f} s"] if took > SECONDS else [])
            answers[name] = answer.status_code
    assert wrong == []
    assert answers["large.png"] != 302
    assert {answers[name] for name in ("drawing.svg", "drawing.png", "page.png", "a.exe", "macro.docx")} <= {
        200,
        400,
    }
    assert route == "patterns/" or 302 in [answers[name] for name, _body in HONEST], "an honest file is taken"
