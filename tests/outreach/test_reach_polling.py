"""Platforms are asked once a day, as they answer in public; what is no clear answer is said and leaves no number."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import clock, jobs
from alongside.outreach.actions import polling
from alongside.outreach.models import ReachChannel, Reading
from alongside.outreach.queries import profiles

from .reaching import BY, channel, read

pytestmark = pytest.mark.usefixtures("our_centre")

MASTODON: dict[str, Any] = {
    "id": "109", "username": "centre", "acct": "centre", "display_name": "The Centre", "locked": False, "bot": False,
    "discoverable": True, "group": False, "created_at": "2022-11-06T00:00:00.000Z", "note": "<p>We co-produce.</p>",
    "url": "https://mastodon.example/@centre", "uri": "https://mastodon.example/users/centre",
    "followers_count": 1234, "following_count": 88, "statuses_count": 301, "last_status_at": "2024-06-01",
    "emojis": [], "fields": [],
}  # fmt: skip
BLUESKY: dict[str, Any] = {
    "did": "did:plc:abcdefghijklmnop", "handle": "centre.bsky.social", "displayName": "The Centre",
    "associated": {"lists": 0, "feedgens": 0, "starterPacks": 0, "labeler": False}, "labels": [],
    "createdAt": "2023-07-01T10:00:00.000Z", "description": "We co-produce.", "indexedAt": "2024-06-01T10:00:00.000Z",
    "followersCount": 567, "followsCount": 45, "postsCount": 120,
}  # fmt: skip


class Platform:
    """A server on this machine that answers as both platforms do. `says` is told by path what to answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.mastodon: Any = MASTODON
        self.bluesky: Any = BLUESKY
        self.status, self.type = 200, "application/json; charset=utf-8"
        platform = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                platform.asked.append(self.path)
                body = platform.answer(self.path)
                self.send_response(platform.status if body is not None else 404)
                self.send_header("Content-Type", platform.type)
                self.end_headers()
                self.wfile.write(body if body is not None else b'{"error":"Record not found"}')

            def log_message(self, *_given: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.home = f"http://localhost:{self.server.server_port}"

    def answer(self, path: str) -> bytes | None:
        """The answer to a path; None where there is no such account."""
        parts = urlsplit(path)
        query = parse_qs(parts.query)
        if parts.path == "/api/v1/accounts/lookup" and query.get("acct") == ["centre"]:
            told = self.mastodon
        elif parts.path == "/xrpc/app.bsky.actor.getProfile" and query.get("actor") == ["centre.bsky.social"]:
            told = self.bluesky
        else:
            return None
        return told if isinstance(told, bytes) else json.dumps(told).encode()


@pytest.fixture
def platform(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    settings.FETCHING_MAY_REACH_LOOPBACK = True
    running = Platform()
    monkeypatch.setattr(profiles, "BLUESKY", running.home)
    Thread(target=running.server.serve_forever, daemon=True).start()
    yield running
    running.server.shutdown()
    running.server.server_close()


def toots(platform: Platform) -> ReachChannel:
    return channel("Mastodon", "mastodon", handle=f"{platform.home}/@centre", polled=True)


def skies() -> ReachChannel:
    return channel("Bluesky", "bluesky", handle="@centre.bsky.social", polled=True)


def test_both_platforms_are_asked_and_the_readings_say_where(platform: Platform) -> None:
    toots(platform)
    skies()
    channel("Twitter")
    channel("Quiet", "mastodon", handle="@quiet@mastodon.example")
    assert polling.ask_channels(by=BY) == 2
    rows = Reading.objects.order_by("value")
    assert [(row.value, row.how, row.since) for row in rows] == [
        (567, "poll", clock.today()), (1234, "poll", clock.today()),
    ]  # fmt: skip
    assert "/api/v1/accounts/lookup?acct=centre" in rows[1].source_note
    assert len(platform.asked) == 2


def test_asking_twice_a_day_keeps_one_reading_and_a_change_replaces_it(platform: Platform) -> None:
    of = toots(platform)
    first = polling.ask_channel(of, by=BY)
    assert polling.ask_channel(of, by=BY) == first
    platform.mastodon = MASTODON | {"followers_count": 1235}
    polling.ask_channel(of, by=BY)
    assert list(Reading.objects.current().values_list("value", flat=True)) == [1235]
    assert Reading.objects.count() == 2


Spoil = Callable[[Platform], None]


def says(told: Any) -> Spoil:
    def spoil(platform: Platform) -> None:
        platform.mastodon = told

    return spoil


def is_down(platform: Platform) -> None:
    platform.status = 503


def speaks_html(platform: Platform) -> None:
    platform.type = "text/html"


@pytest.mark.parametrize(
    "spoil",
    [
        is_down, speaks_html, says(b"{"), says([]), says({"error": "x"}), says(MASTODON | {"followers_count": -1}),
        says(MASTODON | {"followers_count": True}), says(MASTODON | {"followers_count": "12"}),
        says(MASTODON | {"username": "other", "acct": "other"}), says(MASTODON | {"suspended": True}),
        says(b"[" * 100_000), says(b"x" * 300_000),
    ],
)  # fmt: skip
def test_what_is_no_clear_answer_is_said_and_leaves_no_number(platform: Platform, spoil: Spoil) -> None:
    of = toots(platform)
    read(of, "followers", 1_200, "2024-01-01")
    spoil(platform)
    assert polling.ask_channel(of, by=BY) is None
    of.refresh_from_db()
    assert of.problem.endswith(".")
    assert of.asked_at is not None
    assert Reading.objects.count() == 1


def test_a_problem_is_over_once_the_platform_answers(platform: Platform) -> None:
    of = toots(platform)
    is_down(platform)
    polling.ask_channel(of, by=BY)
    platform.status = 200
    polling.ask_channel(of, by=BY)
    of.refresh_from_db()
    assert of.problem == ""


def test_one_platform_that_is_gone_does_not_keep_the_other_from_being_asked(platform: Platform) -> None:
    platform.mastodon = None
    toots(platform)
    skies()
    assert polling.ask_channels(by=BY) == 1


def test_addresses_inside_the_house_are_not_asked(settings: Any) -> None:
    settings.FETCHING_MAY_REACH_LOOPBACK = False
    of = channel("Inside", "mastodon", handle="http://localhost:8000/@centre", polled=True)
    assert polling.ask_channel(of, by=BY) is None
    of.refresh_from_db()
    assert of.problem


@pytest.mark.parametrize("handle", ["centre", "@centre", "https://mastodon.example/centre", "@a b@c.d", ""])
def test_an_address_that_cannot_be_asked_is_refused_when_it_is_written(handle: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        channel("Mastodon", "mastodon", handle=handle, polled=True)
    assert list(refusal.value.message_dict) == ["handle"]


def test_the_worker_asks_once_a_day(platform: Platform) -> None:
    toots(platform)
    with clock.at(clock.now()):
        jobs.tick()
    later = clock.now() + timedelta(days=1, minutes=1)
    with clock.at(later):
        assert "outreach.ask_channels" in jobs.tick()
        assert "outreach.ask_channels" not in jobs.tick()
    assert len(platform.asked) == 1
