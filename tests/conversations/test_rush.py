"""Promise: everybody may vote at one moment, over real HTTP, while a map is worked out; no vote is lost or doubled.

Forty people vote at once; each of ten sends one form twice; each of ten votes in two windows, otherwise in each.
All the while somebody works out the opinion map: its reading was begun before, and ends afterwards.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest

from tests.processes import House

PEOPLE, CLICK_TWICE, TWO_WINDOWS = 40, 10, 10
TOKEN = "t" * 32
Sent = tuple[str, dict[str, str]]

BEGIN = f"""
import json
from datetime import timedelta
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from alongside.conversations import actions as conversations
from alongside.foundation import actors, centre, clock
from alongside.people import actions as people

BY = actors.SYSTEM

def cookie(account):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return session.session_key

with transaction.atomic():
    centre.set_up(name="Rush", short_name="R", purpose="To rush.", area="england", languages=["en"], by=BY)
    found = conversations.publish(conversations.draft_conversation(
        title="Rush", question="What now?", why="To rush.", what_happens="We look.", policy="Read first.",
        looked_after_by="The coordinator", language="en", languages=[], opens_on=clock.today(),
        closes_on=clock.today() + timedelta(days=9), by=BY,
    ), by=BY)
    rows = [conversations.say(found, None, text=text, by=BY) for text in ("One.", "Two.", "Three.")]
    conversations.accept(rows, by=BY)
    members = [
        people.join(called=f"M{{n}}", reach_by="email", email=f"m{{n}}@rush.example", age_guard="adult",
                    welcome=False, by=BY)
        for n in range({PEOPLE})
    ]
    first = members[0]
    conversations.vote(rows[2], first, value=1, by=BY)
    print(json.dumps({{
        "conversation": found.pk, "statements": [row.pk for row in rows],
        "people": [[m.pk, cookie(m.account)] for m in members],
    }}))
"""
WORK_OUT_SLOWLY = """
from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation
from alongside.methods import opinionmap

read = opinionmap.read

def slowly(*given, **settings):
    print("reading", flush=True)
    input()
    return read(*given, **settings)

opinionmap.read = slowly
conversations.work_out(Conversation.objects.get())
opinionmap.read = read
conversations.work_out(Conversation.objects.get())
print("done", flush=True)
"""
HOW_IT_STANDS = """
import json
from alongside.conversations.models import MapResult, Part, Vote
from alongside.foundation import record

print(json.dumps({
    "votes": [[v.part.member_id, v.statement_id, v.value] for v in Vote.objects.select_related("part")],
    "parts": Part.objects.count(),
    "maps": list(MapResult.objects.values_list("result__people", flat=True)),
    "record_is_whole": record.is_whole(),
}))
"""


@dataclass
class Moment:
    """Who voted how on what, the answers of the server in three rushes, and how it stood before and after the map."""

    people: list[int]
    statements: list[int]
    answers: list[list[tuple[int, str]]]
    stands: dict[str, Any]
    afterwards: dict[str, Any]


@pytest.fixture(scope="module")
def moment(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moment]:
    folder: Path = tmp_path_factory.mktemp("voters")
    with House(folder, "voters") as house:
        begun = house.ask(BEGIN)
        keys = [cookie for _pk, cookie in begun["people"]]
        one, two, three = begun["statements"]
        path = f"/conversations/{begun['conversation']}/vote/"
        with house.web() as port, working_out(house) as slow:
            crowd = [(key, form(one, 1 if at % 2 else -1)) for at, key in enumerate(keys)]
            twice = [
                (key, form(two, 1) | {"once": str(UUID(int=at + 1))})
                for at, key in enumerate(keys[:CLICK_TWICE])
                for _click in range(2)
            ]
            windows = [(key, form(three, value)) for key in keys[:TWO_WINDOWS] for value in (1, -1)]
            answers = [at_once(port, path, sent) for sent in (crowd, twice, windows)]
            for key in keys[:TWO_WINDOWS]:  # and afterwards each thinks again
                answers[2] += at_once(port, path, [(key, form(three, 0))])
            assert slow.poll() is None, "the map is still being worked out"
            stands = house.ask(HOW_IT_STANDS)
            said, _nothing = slow.communicate("\n", timeout=180)
            assert said.split() == ["done"]
        yield Moment(
            [pk for pk, _key in begun["people"]],
            begun["statements"],
            answers,
            stands,
            house.ask(HOW_IT_STANDS),
        )


class working_out:  # noqa: N801 - it reads as a sentence
    """Somebody has begun to work out the map, and goes on when a line comes in."""

    def __init__(self, house: House) -> None:
        self.house = house

    def __enter__(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "django", "shell", "-v0", "-c", WORK_OUT_SLOWLY]
        self.process = subprocess.Popen(
            command, env=self.house.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "reading\n"
        return self.process

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=30)


def form(statement: int, value: int) -> dict[str, str]:
    return {"csrfmiddlewaretoken": TOKEN, "statement": str(statement), "value": str(value), "done": "0"}


def at_once(port: int, path: str, sent: list[Sent]) -> list[tuple[int, str]]:
    """Send all forms at the same moment; gives states, and where each answer leads."""
    barrier = Barrier(len(sent))
    with ThreadPoolExecutor(len(sent)) as pool:
        return list(pool.map(lambda one: send(port, path, barrier, *one), sent))


def send(port: int, path: str, barrier: Barrier, cookie: str, fields: dict[str, str]) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=180)
    headers = {
        "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    barrier.wait()
    connection.request("POST", path, urlencode(fields), headers)
    response = connection.getresponse()
    response.read()
    return response.status, response.headers["Location"]


def votes_on(moment: Moment, statement: int) -> dict[int, int]:
    found = [(member, value) for member, on, value in moment.stands["votes"] if on == statement]
    assert len(found) == len(dict(found)), "somebody was counted twice"
    return dict(found)


def test_nobody_waits_for_the_map_and_nobody_sees_an_error(moment: Moment) -> None:
    led = Counter(
        (status, where.partition("?")[2]) for answers in moment.answers for status, where in answers
    )
    asked = PEOPLE + 2 * CLICK_TWICE + 3 * TWO_WINDOWS
    assert led == {(302, "done=1"): asked}


def test_everybody_who_voted_at_once_is_counted_once_as_they_voted(moment: Moment) -> None:
    assert votes_on(moment, moment.statements[0]) == {
        member: 1 if at % 2 else -1 for at, member in enumerate(moment.people)
    }
    assert moment.stands["parts"] == PEOPLE


def test_a_double_click_is_one_vote(moment: Moment) -> None:
    assert votes_on(moment, moment.statements[1]) == dict.fromkeys(moment.people[:CLICK_TWICE], 1)


def test_of_two_windows_one_vote_stands_and_the_last_choice_is_it(moment: Moment) -> None:
    assert votes_on(moment, moment.statements[2]) == dict.fromkeys(moment.people[:TWO_WINDOWS], 0)


def test_the_map_was_not_there_yet_and_the_next_one_has_everybody(moment: Moment) -> None:
    assert moment.stands["maps"] == []
    assert moment.afterwards["maps"] == [PEOPLE]
    assert moment.stands["record_is_whole"]
    assert moment.afterwards["record_is_whole"]
