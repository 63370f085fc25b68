"""Every URL of the house × every role: nobody enters where they do not belong, and nothing falls over.

Whoever does not belong knocks at every door. Of those who do, the ones who may least and most enter each time, and one
of the others by turns; with HOSTILE=all everybody enters everywhere. And nobody reads what somebody wrote about their
access needs: words that were planted are looked for in every answer.
"""

import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern
from pytest_django.plugin import DjangoDbBlocker

from alongside.foundation import jobs
from alongside.foundation.api.tokens import TokenDoor
from alongside.foundation.doors import Door, Role
from alongside.people import rules
from alongside.people.models import Account
from tests.architecture.checks import all_patterns
from tests.hostile import planting
from tests.journeys import planted, world
from tests.journeys.conftest import session_key

# Doors stand in front of the house, whatever database is behind it.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
DOORS = [(route, pattern) for route, pattern in all_patterns() if hasattr(pattern.callback, "door")]
SIGN_IN = "/accounts/sign-in/?next="
SIGN_OUT = b'href="/accounts/sign-out/"'
TEXT = re.compile(r"^(text/|[^;]*[+/]xml)")
MARKUP = re.compile(r"^(text/html|[^;]*[+/]xml)")
AS_IT_ARRIVES = {"newsletter/write/<int:number>/preview/mail/"}
"""A newsletter inside its page, as it arrives."""


EVERYBODY_ENTERS = os.environ.get("HOSTILE") == "all"
MEETS_MOST = Role.COORDINATOR
"""Whose pages show most; the first of each list may least."""
PATHS: dict[str, str] = {}
"""An address for each route, taken before words were planted: afterwards nobody is called as the samples say."""

Key = str | None
Roles = frozenset[Role]
Everybody = list[tuple[Role, Roles, Key]]
"""Each role, all roles of the account that plays it, and the key of a session in which it is signed in."""


@pytest.fixture(scope="module", autouse=True)
def everybody(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everybody]:
    """One house for the whole sweep, everybody signed in once; every request's changes are undone."""
    with django_db_blocker.unblock():
        world.build()
        planted.plant()
        PATHS.update((route, world.path_of(route, pattern)) for route, pattern in DOORS)
        planting.plant()
        with world.quietly():
            yield [
                (role, rules.roles_of(account), session_key(account))
                if account
                else (role, frozenset({Role.VISITOR}), None)
                for role, account in world.each_role()
            ]
        world.clear()


def browser(key: Key) -> Client:
    """A fresh browser of somebody who is signed in, or of a visitor."""
    client = Client(raise_request_exception=False)
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


OWN = [
    "me/consents/<int:consent>/name/",
    "me/consents/<int:consent>/withdraw/",
    "directory/introductions/<int:number>/",
    "directory/introductions/<int:number>/no/",
    *sorted(route for room in world.ROOMS for route in room.OWN),
]
# Doors behind which more is asked than a role.
NOT_FOR_EVERYBODY = {
    # A passkey, which nobody here has yet.
    "accounts/passkeys/recovery-code/": "refused",
    "accounts/passkeys/prove/": "refused",
    "accounts/passkeys/<int:pk>/remove/": "missing",
    "accounts/passkeys/<int:pk>/rename/": "missing",
    "accounts/recovery-codes/": "missing",
    "accounts/recovery-codes/file/": "missing",
    # The set-up, which is over once a centre is here.
    "set-up/": "missing",
    "set-up/key/<str:key>/": "missing",
    "set-up/<slug:step>/": "missing",
    # One's own: Marek's consents and introductions are nobody else's (see the last test).
    **dict.fromkeys(OWN, "missing"),
    **{route: verdict for room in world.ROOMS for route, verdict in room.NOT_FOR_EVERYBODY.items()},
}


@contextmanager
def undone() -> Iterator[None]:
    """What one request changed is gone before the next."""
    with transaction.atomic(), transaction.atomic(using="monitoring"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="monitoring")


def verdict(response: Any) -> str:
    """What a door did: "in", "missing", "sign in", "refused", "no token" or "fell"; else what it left unsaid."""
    if left_out := unsaid(response):
        return left_out
    if response.status_code >= 500:
        return "fell"
    if response.status_code in (403, 404):
        return "refused" if response.status_code == 403 else "missing"
    if response.status_code == 401:
        return "no token"
    asked = response.status_code == 302 and response.headers["Location"].startswith(SIGN_IN)
    return "sign in" if asked else "in"


def unsaid(response: Any) -> str:
    """What is wrong with an answer, or "": no type, words of people as markup, a page of somebody that is kept."""
    kind = response.headers.get("Content-Type", "")
    body = b"".join(response)
    if body and (not kind or (TEXT.search(kind) and "charset=utf-8" not in kind.lower())):
        return f"type {kind!r}"
    if MARKUP.search(kind) and planting.LIVE in body:
        return "what people wrote, as markup"
    is_somebody = settings.SESSION_COOKIE_NAME in response.client.cookies and not response.cookies
    if not is_somebody or response.request["PATH_INFO"].startswith("/api/"):
        return ""
    if "no-store" not in response.headers.get("Cache-Control", ""):
        return "a page of somebody that a browser keeps"
    match = response.resolver_match
    is_whole = kind.startswith("text/html") and b"<!doctype html" in body[:100].lower()
    if not is_whole or response.status_code != 200 or match is None or match.route in AS_IT_ARRIVES:
        return ""
    is_for_all = Role.VISITOR in match.func.door.roles
    return "" if is_for_all or SIGN_OUT in body else "no way to sign out"


def expected(door: Door, roles: Roles, method: str) -> str:
    if isinstance(door, TokenDoor):
        return "no token"  # whoever is signed in: no session opens it
    if door.admits(roles, method):
        return "in"
    return "sign in" if Role.VISITOR in roles else "refused"


def knocking(door: Door, everybody: Everybody, method: str, turn: int) -> Everybody:
    """Those who knock at this door: all whom it refuses, and of those whom it admits three."""
    inside = [role for role, roles, _key in everybody if expected(door, roles, method) == "in"]
    if EVERYBODY_ENTERS or len(inside) <= 3:
        return everybody
    others = [role for role in inside[1:] if role != MEETS_MOST]
    enter = {inside[0], MEETS_MOST, others[turn % len(others)]}
    return [each for each in everybody if each[0] in enter or each[0] not in inside]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("route", "pattern"), DOORS, ids=[route or "home" for route, _pattern in DOORS])
def test_a_door_admits_those_it_names_and_nobody_else(
    route: str, pattern: URLPattern, method: str, everybody: Everybody
) -> None:
    door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
    wrong = []
    path = PATHS[route]
    jobs.beat("worker")  # a sweep takes longer than a worker may be silent
    for role, roles, key in knocking(door, everybody, method, zlib.crc32(route.encode())):
        with undone():
            answer = browser(key).generic(method, path)
            found, wanted = verdict(answer), expected(door, roles, method)
        if found != wanted and not (wanted == "in" and found == NOT_FOR_EVERYBODY.get(route)):
            wrong.append(f"{role} {method} {path}: {found}, expected {wanted}")
        if role not in planted.MAY_READ and (words := planted.words_in(route, answer)):
            wrong.append(f"{role} {method} {path} reads {words}")
    assert wrong == []


def test_what_was_planted_is_shown_and_escaped() -> None:
    """So the test above could fail: a page of words holds many, each as text."""
    page = Client().get(PATHS["communities/"]).content
    assert page.count(planting.ESCAPED) >= 5
    assert planting.LIVE not in page


@pytest.mark.parametrize("route", OWN)
def test_somebody_elses_own_thing_is_not_found(route: str) -> None:
    path = PATHS[route]
    owner, other = Client(), Client()
    owner.force_login(Account.objects.get(email=world.WHO[Role.MEMBER] or ""))
    other.force_login(Account.objects.get(email=world.WHO[Role.FINANCE] or ""))
    with undone():
        assert other.post(path).status_code == 404
        assert other.get(path).status_code in (404, 405)
        assert owner.post(path).status_code in (200, 302), "the owner may, so the test can fail"
