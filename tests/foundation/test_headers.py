"""What every answer says, whoever asks: that nobody keeps it, that a browser forgets, that some methods are unknown."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.api.problems import MEDIA_TYPE
from tests.furniture import Browser, Make, browser_of, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "make", "our_centre", "without_staff_passkeys"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PROPFIND", "DEBUG"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/me/", "/api/openapi.json", "/static/x.css"])
def test_a_method_that_nothing_here_knows_is_refused(our_centre: object, method: str, path: str) -> None:
    answer = Client().generic(method, path, headers={"X-Secret": "planted"})
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert b"planted" not in answer.content
    assert "default-src" in answer.headers["Content-Security-Policy"]


def test_pages_of_somebody_are_kept_nowhere_and_public_ones_as_before(
    make: Make, browser_of: Browser
) -> None:
    browser = browser_of(make())
    for path in ("/", reverse("people:me"), "/api/openapi.json"):
        known = browser.get(path).headers.get("Cache-Control", "")
        assert ("no-store" in known) is (not path.startswith("/api/")), "the API knows no cookie"
        assert "no-store" not in Client().get(path).headers.get("Cache-Control", "")


def test_whoever_signs_out_leaves_nothing_in_the_browser_and_the_cookies_of_others_alone(
    make: Make, browser_of: Browser
) -> None:
    browser = browser_of(make())
    assert "Clear-Site-Data" not in browser.get(reverse("people:me")).headers
    browser.cookies["another"] = "stays"
    gone = browser.post(reverse("account_logout"))
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "another" not in gone.cookies
    assert "Clear-Site-Data" not in Client().post(reverse("account_logout")).headers, "nobody was signed in"
    leaver = browser_of(make("Bo"))
    assert "Clear-Site-Data" in leaver.post(reverse("people:leave"), {"sure": "on"}).headers


def test_a_program_without_tls_is_refused_and_a_browser_is_led_on(our_centre: object, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/api/openapi.json", headers={"Authorization": "Bearer planted"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, MEDIA_TYPE)
    assert "https" in answer.json()["detail"]
    assert Client().get("/").status_code == 301
    assert Client().get("/api/openapi.json", secure=True).status_code == 200
