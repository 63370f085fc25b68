"""What the house writes into the log of the server: attempts, refusals, who by number; no secret, nothing typed."""

from __future__ import annotations

import io
import json
import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as house
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.desk import actions as desk
from alongside.foundation import actors, clock, log_lines, outbox
from alongside.foundation.models import Message
from alongside.foundation.sending import engine
from alongside.people import actions as people
from alongside.people import emails
from alongside.people.models import AgeGuard, Guardian, Member
from tests.furniture import Browser, Make, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]
BY = actors.SYSTEM


class Log(io.StringIO):
    """Everything that was written, in both forms: as lines, and as JSON."""

    def entries(self) -> list[dict[str, Any]]:
        """What was written as JSON."""
        return [json.loads(line) for line in self.getvalue().splitlines() if line.startswith("{")]

    def events(self) -> list[str]:
        """The events of security among them, in order."""
        return [one["event"] for one in self.entries() if one["logger"] == "alongside.security"]


@pytest.fixture
def log() -> Iterator[Log]:
    """The log as the settings of the house shape it, from the level INFO up, and all that Django says too."""
    cache.clear()
    written, root = Log(), logging.getLogger()
    shapes = [log_lines.AsLine(**house_format()), log_lines.AsJSON()]
    handlers = [logging.StreamHandler(written) for _shape in shapes]
    for handler, shape in zip(handlers, shapes, strict=True):
        handler.setFormatter(shape)
        handler.addFilter(log_lines.WithoutWhatWasAsked())
        root.addHandler(handler)
    before = root.level
    root.setLevel(logging.INFO)
    yield written
    root.setLevel(before)
    for handler in handlers:
        root.removeHandler(handler)
    cache.clear()


def house_format() -> dict[str, Any]:
    """How the settings shape a line."""
    shaping: Any = house.LOGGING
    shape = shaping["formatters"]["lines"]
    return {"fmt": shape["format"], "style": shape["style"]}


def ask_for_code(client: Client, address: str) -> str:
    client.post(reverse("account_login"), {"email": address})
    text = Message.objects.filter(to=address).latest("created_at").text
    return text.partition("Your code is: ")[2].split()[0]


def test_no_secret_and_nothing_typed_is_ever_logged(
    log: Log, make: Make, coordinator: Member, browser_of: Browser, settings: Any
) -> None:
    secrets = [*_signing_in(make), *_tools(coordinator, settings), *_links(make), *_letters(settings)]
    boss = browser_of(coordinator)
    boss.get(reverse("people:list_members"), {"words": "planted-searched"})
    boss.get("/members/planted-reference/planted-missing/?q=planted-asked")
    boss.generic("TRACE", "/", "planted-body", headers={"X-Planted": "planted-header"})
    text = log.getvalue()
    events = {"signed_in", "sign_in.wrong_code", "sign_in.wrong_card", "refused.token", "refused.method"}
    assert events <= set(log.events())
    assert "Not Found" in text
    assert "planted" not in text
    assert len(secrets) >= 9
    assert [one for one in secrets if one in text or one.replace("-", "") in text] == []
    assert house.SECRET_KEY not in text
    assert house.MONITORING_KEY not in text
    assert "ada@example.org" not in text


def _signing_in(make: Make) -> Iterator[str]:
    """A right code, a wrong one, the key of a session; a card that works, and one tried twice by its link."""
    make("Ada", welcome=False)
    client = Client()
    code = ask_for_code(client, "ada@example.org")
    client.post(reverse("account_confirm_login_code"), {"code": "planted-code"})
    client.post(reverse("account_confirm_login_code"), {"code": code})
    yield code
    yield client.cookies[house.SESSION_COOKIE_NAME].value
    card = people.issue_sign_in_card(make("Olu", reach_by="post", address="1 Post Street"), by=BY)
    link = reverse("people:use_card", args=[card])
    for _n in range(2):
        Client().get(link)
        Client().post(link)
    strict = Client(enforce_csrf_checks=True)
    strict.post(link)
    for _n in range(101):
        cache_full = Client().post(link)
    assert cache_full.status_code == 429
    yield card


def _tools(coordinator: Member, settings: Any) -> Iterator[str]:
    """A token that works and is refused elsewhere; a wrong one; a webhook that nobody answers."""
    until = clock.today() + timedelta(days=30)
    _token, secret = people.make_token(
        coordinator, name="A tool", scopes=["payments:read"], expires_on=until, by=BY
    )
    for given in (secret, "planted-token", secret[:-3]):
        for path in ("/api/staff/payments/ready", "/api/staff/opportunities/1/interests"):
            Client().get(path, {"token": "planted-in-address"}, headers={"authorization": f"Bearer {given}"})
    yield secret
    settings.FETCHING_MAY_REACH_LOOPBACK = True
    hook = desk.add_webhook(
        name="planted-name", url="https://localhost:9/planted-path", events=["session.published"], by=BY
    )
    desk.send_test(hook, by=BY)
    desk.send_due()
    yield desk.secret_of(hook)
    yield desk.secret_of(hook).removeprefix("whsec_")


def _links(make: Make) -> Iterator[str]:
    """A link to a guardian: whole, cut short, and sent too often."""
    make(
        "Zara", reach_by="supporter", age_guard=AgeGuard.UNDER_16,
        guardian={"name": "Gus", "phone": "020 7946 0100"},
    )  # fmt: skip
    token = emails.guardian_token(Guardian.objects.get())
    for given in (token, token[:-2]):
        client = Client(enforce_csrf_checks=True)
        client.get(reverse("people:answer_for_child", args=[given]))
        client.post(reverse("people:answer_for_child", args=[given]), {"answer": "planted-answer"})
        client.get(reverse("people:answer_for_child", args=[given]) + "more/")
        yield given


def _letters(settings: Any) -> Iterator[str]:
    """An email to a server that is not there, with a password for it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "planted-user", "planted-password"
    outbox.email(
        to="planted@example.org", subject="planted-subject", text="planted-text", by=BY, language="en"
    )
    stop = threading.Event()
    timer = threading.Timer(1.0, stop.set)
    timer.start()
    engine.deliver("tests", stop)
    timer.join()
    yield "planted-password"


def test_every_way_of_signing_in_is_logged_and_every_way_of_failing(
    log: Log, make: Make, coordinator: Member
) -> None:
    ada, client = make("Ada", welcome=False), Client()
    code = ask_for_code(client, "ada@example.org")
    client.post(reverse("account_confirm_login_code"), {"code": "WRONG"})
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.post(reverse("account_logout"))
    client.post(reverse("people:type_card"), {"code": "AAAA"})
    client.post(reverse("mfa_login_webauthn"), {"credential": "{}"})
    assert log.events() == [
        "sign_in.wrong_code", "signed_in", "signed_out", "sign_in.wrong_card", "sign_in.wrong_passkey",
    ]  # fmt: skip
    found = {one["event"]: one for one in log.entries() if "event" in one}
    assert found["signed_in"]["account"] == ada.account_id
    assert found["signed_in"]["way"] == "code"
    assert found["sign_in.wrong_code"]["account"] == ada.account_id
    assert {one["place"] for one in found.values()} == {found["signed_in"]["place"]}
    assert "127.0.0.1" not in log.getvalue()


def test_every_refusal_is_logged_by_its_door(
    log: Log, make: Make, browser_of: Browser, settings: Any
) -> None:
    member = browser_of(make())
    member.get(reverse("people:list_members"))
    strict = Client(enforce_csrf_checks=True)
    strict.post(reverse("people:type_card"), {"code": "A"})
    Client().get("/api/staff/payments/ready")
    settings.ACCOUNT_RATE_LIMITS = house.ACCOUNT_RATE_LIMITS | {"sign_in_card": "1/15m/ip"}
    for _n in range(2):
        Client().post(reverse("people:type_card"), {"code": "A"})
    refusals = [one for one in log.entries() if one.get("event", "").startswith("refused.")]
    assert [(one["event"], one["door"], one["status"]) for one in refusals] == [
        ("refused.door", "/members/", 403),
        ("refused.form_of_another_site", "/me/card/", 403),
        ("refused.token", "/api/staff/payments/ready", 401),
        ("refused.too_often", "/me/card/", 429),
    ]
    assert refusals[0]["who"].startswith("account:")
    assert refusals[1]["who"] == "visitor"


def test_nothing_typed_begins_a_line_of_its_own(log: Log) -> None:
    logging.getLogger("alongside").warning("said %s", "one\nCRITICAL forged\r\nanother")
    lines = log.getvalue().splitlines()
    assert len(lines) == 2
    assert json.loads(lines[1])["message"].startswith("said one\n")
    assert {"at", "level", "logger"} <= set(json.loads(lines[1]))
