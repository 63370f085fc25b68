"""Tokens for tools: made behind the passkey, shown once, kept as a hash, and never stronger than their member."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.foundation import actors, clock
from alongside.foundation.doors import Role
from alongside.foundation.models import Event
from alongside.people import actions as people
from alongside.people.models import Member, Token

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM
READY = "/api/staff/payments/ready"


def token_of(member: Member, *scopes: str, days: int = 30, name: str = "A tool") -> str:
    """The secret of a new token."""
    until = clock.today() + timedelta(days=days)
    _token, secret = people.make_token(
        member, name=name, scopes=scopes or ("payments:read",), expires_on=until, by=BY
    )
    return secret


def ask(secret: str, path: str = READY) -> Any:
    return Client().get(path, headers={"authorization": f"Bearer {secret}"})


def test_a_token_opens_what_its_scopes_say_and_nothing_else(coordinator: Member) -> None:
    secret = token_of(coordinator, "payments:read")
    assert ask(secret).status_code == 200
    refused = ask(secret, "/api/staff/opportunities/1/interests")
    assert refused.status_code == 403
    assert "opportunities:read" in refused.json()["detail"]


def test_a_secret_is_kept_as_a_hash_alone(coordinator: Member) -> None:
    secret = token_of(coordinator)
    row = Token.objects.get()
    assert len(row.token_hash) == 64
    assert secret not in str([str(value) for value in vars(row).values()])
    assert secret not in str(list(Event.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "Bearer " + "x" * 5000]
)
def test_without_a_token_in_force_nothing_is_given(coordinator: Member, given: str) -> None:
    answer = Client().get(READY, headers={"authorization": given})
    assert (answer.status_code, answer.json()["status"]) == (401, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_nothing(coordinator: Member, browser_of: Callable[[Member], Client]) -> None:
    assert browser_of(coordinator).get(READY).status_code == 401


def test_a_token_ends_on_its_day_by_hand_and_with_the_role(coordinator: Member, make: Any) -> None:
    by_day, by_hand = token_of(coordinator, name="day"), token_of(coordinator, name="hand")
    with clock.at(clock.now() + timedelta(days=31)):
        assert ask(by_day).status_code == 401
    people.end_token(Token.objects.get(name="hand"), by=BY)
    assert (ask(by_hand).status_code, ask(by_day).status_code) == (401, 200)
    people.appoint(make("Other"), role=Role.COORDINATOR, by=BY)
    people.end_appointment(coordinator.appointments.get(role=Role.COORDINATOR), by=BY)
    assert ask(by_day).status_code == 401
    assert Token.objects.get(name="day").ended_because == "role"


def test_a_token_ends_with_the_account_and_is_gone_with_the_person(coordinator: Member, make: Any) -> None:
    secret = token_of(coordinator)
    assert coordinator.account is not None
    coordinator.account.is_active = False
    coordinator.account.save()
    assert ask(secret).status_code == 401
    people.appoint(make("Other"), role=Role.COORDINATOR, by=BY)
    people.leave(coordinator, by=BY)
    assert (ask(secret).status_code, Token.objects.count()) == (401, 0)


def test_only_staff_make_tokens_and_every_bad_input_is_named(coordinator: Member, make: Any) -> None:
    with pytest.raises(ValidationError):
        token_of(make("Ada"))
    with pytest.raises(ValidationError) as refusal:
        people.make_token(
            coordinator, name=" ", scopes=["all"], expires_on=clock.today() + timedelta(days=366), by=BY
        )
    assert set(refusal.value.message_dict) == {"name", "scopes", "expires_on"}


def test_each_use_is_on_record_under_the_name_of_its_member(coordinator: Member) -> None:
    ask(token_of(coordinator))
    used = Event.objects.get(verb="people.token_used")
    assert coordinator.account is not None
    assert used.actor == f"account:{coordinator.account.pk}"
    assert used.detail["operation"] == "payments_ready"
    assert Token.objects.get().last_used_at is not None


def test_a_tool_and_a_guesser_are_slowed_down(coordinator: Member, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "api_token": "2/m/key", "api_wrong_token": "2/m/ip",
    }  # fmt: skip
    secret, other = token_of(coordinator), token_of(coordinator, name="Another tool")
    answers = [ask(secret) for _n in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert ask(other).status_code == 200, "each token has its own limit"
    assert [ask("wrong").status_code for _n in range(3)] == [401, 401, 429]


def test_the_pages_show_the_secret_once(coordinator: Member, browser_of: Callable[[Member], Client]) -> None:
    browser, until = browser_of(coordinator), clock.today() + timedelta(days=90)
    form = {
        "name": "Tablet", "scopes": ["payments:read"], "expires_on_day": until.day,
        "expires_on_month": until.month, "expires_on_year": until.year,
    }  # fmt: skip
    made = browser.post("/desk/tokens/new/", form)
    found = re.search(r"alongside_[\w-]{43}", made.content.decode())
    assert found is not None
    assert "no-store" in made.headers["Cache-Control"]
    assert ask(found[0]).status_code == 200
    again = browser.post("/desk/tokens/new/", form).content.decode()
    assert "You have a token of this name" in again, "a form sent twice makes one token"
    page = browser.get("/desk/tokens/").content.decode()
    assert found[0] not in page
    assert "Tablet" in page
    browser.post(f"/desk/tokens/{Token.objects.get().pk}/end/")
    assert ask(found[0]).status_code == 401


def test_a_coordinator_ends_their_own_and_an_administrator_anybodys(
    coordinator: Member, make: Any, browser_of: Callable[[Member], Client]
) -> None:
    token_of(coordinator)
    row = Token.objects.get()
    other, admin = make("Other"), make("Admin")
    people.appoint(other, role=Role.COORDINATOR, by=BY)
    people.appoint(admin, role=Role.ADMINISTRATOR, by=BY)
    assert browser_of(other).post(f"/desk/tokens/{row.pk}/end/").status_code == 404
    assert "A tool" in browser_of(admin).get("/desk/tokens/").content.decode()
    assert browser_of(admin).post(f"/desk/tokens/{row.pk}/end/").status_code == 302
    row.refresh_from_db()
    assert row.ended_at is not None


def test_tokens_are_made_behind_the_passkey(
    coordinator: Member, browser_of: Callable[[Member], Client], settings: Any
) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    answer = browser_of(coordinator).get("/desk/tokens/new/")
    assert answer.status_code == 302
    assert "passkey" in answer.headers["Location"]
