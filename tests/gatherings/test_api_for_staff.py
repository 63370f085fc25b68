"""What a tool of staff may ask of sessions: who registered and who came, never what they need or how to reach them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Attendance, Coming, Registration, Session
from alongside.people import actions as people
from alongside.people.models import Member

from .helpers import Make

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM


@pytest.fixture
def secret(coordinator: Member) -> str:
    """A token that may read sessions and write down who came."""
    until = clock.today() + timedelta(days=300)
    scopes = ["sessions:read", "attendance:write"]
    _token, made = people.make_token(coordinator, name="Tablet", scopes=scopes, expires_on=until, by=BY)
    return made


@pytest.fixture
def ada(session: Session, make: Make) -> Registration:
    return gatherings.register(session, make("Ada"), coming=Coming.IN_PERSON, message="Knock twice", by=BY)


def ask(secret: str, path: str, body: Any = None) -> Any:
    headers = {"authorization": f"Bearer {secret}"}
    if body is None:
        return Client().get(f"/api/staff/{path}", headers=headers)
    return Client().post(f"/api/staff/{path}", body, content_type="application/json", headers=headers)


def test_registrations_say_who_and_nothing_of_what_they_need(
    secret: str, session: Session, ada: Registration
) -> None:
    answer = ask(secret, f"sessions/{session.pk}/registrations")
    (row,) = answer.json()["items"]
    assert row == {
        "id": ada.pk, "member": ada.member.reference, "called": "Ada", "code": ada.code, "coming": "in_person",
        "state": "place", "came": False,
    }  # fmt: skip
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Knock twice" not in json.dumps(answer.json())
    assert ada.member.email not in json.dumps(answer.json())


def test_somebody_is_checked_in_once_however_often_it_is_sent(
    secret: str, session: Session, ada: Registration
) -> None:
    path = f"sessions/{session.pk}/attendance"
    early = ask(secret, path, {"who": ada.code})
    assert (early.status_code, "has not come yet" in early.json()["detail"]) == (409, True)
    with clock.at(session.starts_at):
        first, again = ask(secret, path, {"who": ada.code}), ask(secret, path, {"who": ada.member.reference})
        nobody = ask(secret, path, {"who": "nobody"})
    assert first.json() == {"registration": ada.pk, "called": "Ada", "already": False}
    assert again.json()["already"] is True
    assert (nobody.status_code, bool(nobody.json()["detail"])) == (409, True)
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [("{", 400, []), ("[]", 422, ["came.who"]), ("{}", 422, ["came.who"]), ('{"who": "a\\u0000b"}', 422, ["came.who"]),
     ('{"who": "\\ud800"}', 422, ["came.who"]), ('{"who": "A", "coming": "by boat"}', 422, ["came.coming"])],
)  # fmt: skip
def test_what_is_wrong_is_named(
    secret: str, session: Session, body: str, status: int, where: list[str]
) -> None:
    answer = ask(secret, f"sessions/{session.pk}/attendance", body)
    assert (answer.status_code, [one["where"] for one in answer.json()["errors"]]) == (status, where)


def test_a_draft_is_not_there(secret: str, plan: Any) -> None:
    assert ask(secret, f"sessions/{plan().pk}/registrations").status_code == 404
