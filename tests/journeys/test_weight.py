"""Old phones and small data plans: what a page weighs, and that it asks nobody else for anything."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, Request
from pytest_django.live_server_helper import LiveServer

FIRST_LOAD = 60 * 1024
ANY_PAGE = 100 * 1024
PUBLIC = ["/", "/join/", "/communities/", "/who-takes-part/", "/story/figures/people.members/"]
built = pytest.mark.skipif(
    os.environ.get("TEST_STATIC") != "built", reason="weights count on built style sheets: use ./run test"
)


def bytes_received(page: Page, address: str) -> dict[str, int]:
    """What came over the wire for a first visit, by kind of thing."""
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address, wait_until="networkidle")
    weighed: dict[str, int] = {}
    for request in finished:
        weighed[request.resource_type] = (
            weighed.get(request.resource_type, 0) + request.sizes()["responseBodySize"]
        )
    return weighed


@built
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_first_visit_is_light(
    centre: None, browse: Callable[..., Page], live_server: LiveServer, prefix: str
) -> None:
    for path in PUBLIC:
        weighed = bytes_received(browse(width=320), live_server.url + prefix + path)
        without_pictures = sum(size for kind, size in weighed.items() if kind != "image")
        limit = FIRST_LOAD if path in ("/", "/join/") else ANY_PAGE
        assert 0 < without_pictures <= limit, f"{prefix}{path}: {weighed}"


@pytest.mark.django_db
def test_every_page_carries_the_strict_policy(client: Client, db: Any) -> None:
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert {"script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_headers_are_safe(client: Client, name: str, value: str) -> None:
    assert client.get("/healthz").headers[name] == value
