"""The guide for machines: every example of it runs, word for word, against a house that answers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from alongside.desk import actions as desk
from alongside.desk import signing
from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Session
from alongside.people import actions as people
from alongside.people.models import Member
from tests.furniture import coordinator, make, our_centre, without_staff_passkeys

__all__ = ["coordinator", "make", "our_centre", "without_staff_passkeys"]

BY = actors.SYSTEM
GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "for-machines.md"
EXAMPLES = re.findall(r"```(sh|python|json)\n(.*?)```", GUIDE.read_text(), flags=re.DOTALL)


@pytest.fixture
def house(
    transactional_db: None, live_server: LiveServer, coordinator: Member, make: Any, settings: Any
) -> dict[str, str]:
    """What the guide asks to be set: the house, a token and a session with somebody on its list, on its day."""
    settings.SITE_URL = live_server.url
    series = gatherings.add_series(name="Co-production sessions", slug="co-production", by=BY)
    begins = clock.now() - timedelta(minutes=5)
    sessions = [
        gatherings.draft_session(
            series, title=f"Care {number}", purpose="To plan.", meeting="in_person", strands=["learning"],
            starts_at=begins, ends_at=begins + timedelta(hours=2), venue="Room 1", by=BY,
        )
        for number in range(3)
    ]  # fmt: skip
    for session in sessions:
        gatherings.announce(session, in_the_past=True, by=BY)
    with clock.at(begins - timedelta(days=1)):
        gatherings.register(sessions[0], make("Ada"), coming="in_person", by=BY)
    scopes, until = ["sessions:read", "attendance:write"], clock.today() + timedelta(days=30)
    _token, secret = people.make_token(coordinator, name="Guide", scopes=scopes, expires_on=until, by=BY)
    return {"HOUSE": live_server.url, "TOKEN": secret, "SESSION": str(sessions[0].pk)}


def run(kind: str, text: str, house: dict[str, str]) -> str:
    command = ["sh", "-ec", text] if kind == "sh" else [sys.executable, "-c", text]
    ran = subprocess.run(
        command, env={**os.environ, **house}, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, text + ran.stderr
    return ran.stdout


def test_every_example_of_the_guide_runs(house: dict[str, str]) -> None:
    said = [run(kind, text, house) for kind, text in EXAMPLES if kind != "json"]
    listed, figures, unchanged, refused, calendar, registered, came, signed = said
    assert len(json.loads(listed)["items"]) == 2
    assert "people.members" in figures
    assert unchanged.strip() == "304"
    assert json.loads(refused)["errors"][0]["where"] == "limit"
    assert calendar.count("BEGIN:VEVENT") == 3
    assert json.loads(registered)["items"][0]["called"] == "Ada"
    assert came.strip() == "Ada is here"
    assert signed == ""
    assert gatherings_attended(house) == 1


def gatherings_attended(house: dict[str, str]) -> int:
    session = Session.objects.get(pk=house["SESSION"])
    return session.registrations.filter(attendance__isnull=False).count()


def test_the_check_of_a_signature_in_the_guide_believes_us_and_nobody_else(our_centre: Any) -> None:
    (text,) = [text for kind, text in EXAMPLES if kind == "python" and "is_from_the_centre" in text]
    taught: dict[str, Any] = {}
    exec(compile(text, "guide", "exec"), taught)
    check = taught["is_from_the_centre"]
    hook = desk.add_webhook(name="Site", url="https://site.example/", events=["session.changed"], by=BY)
    secret, other = desk.secret_of(hook), signing.shown(b"x" * 32)
    headers = signing.headers("msg_1", 1_772_445_600, b"{}", [signing.secret_of("key", "salt")])
    mine = signing.shown(signing.secret_of("key", "salt"))
    assert check(mine, headers, b"{}")
    assert not check(mine, headers, b"{ }")
    assert not check(other, headers, b"{}")
    assert not check(secret, headers, b"{}")


def test_the_example_of_a_telling_is_one() -> None:
    (text,) = [text for kind, text in EXAMPLES if kind == "json"]
    assert set(json.loads(text)) == {"type", "timestamp", "data"}
