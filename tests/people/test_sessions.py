"""A session belongs to one person in one browser, begins anew when they sign in, and ends when it should."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings as django_settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.people import actions as people
from alongside.people import allauth as sign_in_house
from alongside.people.models import Member
from tests.people.helpers import ask, code_for, is_in
from tests.plugins.environment import settings_for_tests

pytestmark = pytest.mark.django_db
Make = Callable[..., Member]
COOKIE = django_settings.SESSION_COOKIE_NAME
NAMES = ("SESSION", "CSRF", "LANGUAGE")
READ = """
import json
from alongside.config import settings
print(json.dumps({key: value for key, value in vars(settings).items() if "COOKIE" in key}))
"""


@pytest.fixture
def ada(make: Make) -> Member:
    cache.clear()
    return make("Ada", welcome=False)


def sign_in(client: Client) -> None:
    ask(client, "ada@example.org")
    client.post(reverse("account_confirm_login_code"), {"code": code_for("ada@example.org")})


def test_signing_in_begins_a_new_session_and_the_old_key_opens_nothing(ada: Member, client: Client) -> None:
    ask(client, "ada@example.org")
    before = client.cookies[COOKIE].value
    client.post(reverse("account_confirm_login_code"), {"code": code_for("ada@example.org")})
    assert is_in(client, ada)
    assert client.cookies[COOKIE].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_ends_the_session_itself_and_not_only_the_cookie(ada: Member, client: Client) -> None:
    sign_in(client)
    key = client.cookies[COOKIE].value
    client.post(reverse("account_logout"))
    again = Client()
    again.cookies[COOKIE] = key
    assert not is_in(again, ada)
    assert not Session.objects.filter(session_key=key).exists()


def test_a_session_is_over_after_thirty_days_however_often_somebody_came(ada: Member, client: Client) -> None:
    sign_in(client)
    real = clock.now()
    for days in (10, 20, 29):
        with clock.at(real + timedelta(days=days)):
            assert client.get(reverse("people:me")).status_code == 200
    with clock.at(real + timedelta(days=31)):
        assert client.get(reverse("people:me")).status_code == 302
    assert not is_in(client, ada)


def test_staff_show_their_passkey_again_after_twelve_hours(ada: Member, rf: RequestFactory) -> None:
    request = rf.get("/")
    assert ada.account is not None
    request.user = ada.account
    request.session = SessionStore()
    record_authentication(request, ada.account, "mfa")
    assert sign_in_house.proved_by_passkey(request)
    with clock.at(clock.now() + timedelta(hours=13)):
        assert not sign_in_house.proved_by_passkey(request)


def test_leaving_ends_sessions_in_every_browser(ada: Member) -> None:
    browsers = [Client(), Client()]
    for browser in browsers:
        sign_in(browser)
        assert is_in(browser, ada)
    account = ada.account_id
    people.leave(ada, by=actors.SYSTEM)
    assert all(str(account) != browser.session.get("_auth_user_id") for browser in browsers)


def read(tls: str, folder: Path) -> Any:
    surroundings = os.environ | settings_for_tests(str(folder)) | {"ALONGSIDE_BEHIND_TLS": tls}
    done = subprocess.run(
        [sys.executable, "-c", READ], env=surroundings, capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return json.loads(done.stdout)


def test_behind_tls_every_cookie_is_held_to_this_host(tmp_path: Path) -> None:
    found = read("true", tmp_path)
    for name in NAMES:
        assert found[f"{name}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{name}_COOKIE_SECURE"] is True
        assert found[f"{name}_COOKIE_HTTPONLY"] is True
        assert found[f"{name}_COOKIE_SAMESITE"] == "Lax"
        assert found.get(f"{name}_COOKIE_DOMAIN") is None
        assert found.get(f"{name}_COOKIE_PATH", "/") == "/"


def test_on_a_machine_of_ones_own_cookies_need_no_tls(tmp_path: Path) -> None:
    found = read("false", tmp_path)
    assert not any(found[f"{name}_COOKIE_NAME"].startswith("__") for name in NAMES)
