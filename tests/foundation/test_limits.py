"""Nobody hammers a form: all processes share the limits, no address can be forged, nothing typed is lost."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.foundation import doors, limits
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from tests import seeds
from tests.architecture.checks import all_patterns
from tests.plugins.environment import settings_for_tests

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
UNLIMITED = {"join/", "join/<slug:step>/", "newsletter/stop/<str:token>/", "round-up/stop/<str:token>/"}


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@doors.open_to(doors.EVERYONE)
def ask(request: HttpRequest) -> HttpResponse:
    return HttpResponse("asked")


def send(address: str = "192.0.2.1", *, by: frozenset[Role] = frozenset({Role.VISITOR}), **more: Any) -> Any:
    request = RequestFactory(REMOTE_ADDR=address).post("/ask/", {"text": "My <b>words</b>"}, **more)
    request.roles = by  # type: ignore[attr-defined]
    return ask(request)


def test_a_hundred_from_one_address_are_enough_and_another_is_not_held_up() -> None:
    answers = [send().status_code for _n in range(102)]
    assert answers == [200] * 100 + [429] * 2
    assert send("192.0.2.2").status_code == 200
    assert send(by=frozenset({Role.MEMBER})).status_code == 200


def test_ten_for_one_key_are_enough_wherever_they_come_from() -> None:
    requests = [RequestFactory(REMOTE_ADDR=f"192.0.2.{n}").post("/") for n in range(12)]
    went = [limits.within(each, "subscribe", limits.BOTH, key=" Ada@example.org ") for each in requests]
    assert went == [True] * 10 + [False] * 2
    assert limits.within(requests[0], "subscribe", limits.BOTH, key="bo@example.org")


def test_a_neighbour_in_the_same_network_counts_as_the_same_address() -> None:
    """IPv6 gives a household a whole network, so the network counts."""
    for n in range(100):
        assert limits.within(RequestFactory(REMOTE_ADDR=f"2001:db8::{n:x}").post("/"), "ask")
    assert not limits.within(RequestFactory(REMOTE_ADDR="2001:db8::ffff").post("/"), "ask")
    assert limits.within(RequestFactory(REMOTE_ADDR="2001:db8:1::1").post("/"), "ask")


def test_behind_a_web_server_its_word_counts_and_not_that_of_the_visitor(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(100):
        claimed = {"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.7"}
        assert send("127.0.0.1", headers=claimed).status_code == 200
    assert send("127.0.0.1", headers={"X-Forwarded-For": "203.0.113.200, 198.51.100.7"}).status_code == 429
    assert send("127.0.0.1", headers={"X-Forwarded-For": "198.51.100.8"}).status_code == 200


def test_without_a_web_server_in_front_nobodys_claim_counts(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    answers = [send(headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(101)]
    assert answers == [200] * 100 + [429]


def test_the_page_keeps_what_was_typed_and_says_when_to_come_back(client: Client) -> None:
    Centre.objects.create(name="Greenhouse")
    address = reverse("outreach:subscribe")
    words = {"email": "ada@example.org", "called": 'Ada "<script>', "topics": ["a", "b"]}
    for _n in range(101):
        answer = client.post(address, words)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "<h1" in page
    assert 'value="Ada &quot;&lt;script&gt;"' in page
    assert page.count('name="topics"') == 2
    assert f'action="{address}"' in page


def test_every_public_form_is_limited_but_for_those_that_say_why() -> None:
    free = {
        route: pattern.callback.door.unlimited
        for route, pattern in all_patterns()
        if hasattr(pattern.callback, "door") and pattern.callback.door.unlimited
    }
    assert set(free) == UNLIMITED
    assert all(len(why.split()) > 5 for why in free.values())


TRY = """
import django; django.setup()
from django.test import RequestFactory
from alongside.foundation import limits
request = RequestFactory(REMOTE_ADDR="192.0.2.1").post("/")
print(sum(limits.within(request, "ask", limits.BOTH, key="ada") for _n in range(7)))
"""


@pytest.mark.once
def test_two_processes_share_one_limit(tmp_path: Path) -> None:
    """Two houses on one database, each asking seven times at once: ten go through."""
    seeds.lay_out(tmp_path)
    surroundings = os.environ | settings_for_tests(str(tmp_path))
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", TRY], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True
        )
        for _house in range(2)
    ]
    went = [int(each.communicate(timeout=120)[0]) for each in asking]
    assert sum(went) == 10
    assert max(went) <= 7
