"""Exact under a rush, over real HTTP: 200 people want 20 places at once, five cancel at once, workers are killed.

One house in processes of its own, on the database of this run: the web server as the product runs it, and
workers that deliver to a real mail server.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings

from tests.processes import House, Postbox, mail_server

pytestmark = pytest.mark.long
PEOPLE, PLACES, CANCEL, KILLS = 200, 20, 5, (60, 150)
TOKEN = "t" * 32

OPEN_THE_SESSION = f"""
import json
from datetime import timedelta
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from alongside.foundation import actors, centre, clock
from alongside.gatherings import actions as gatherings
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
    series = gatherings.add_series(name="Sessions", by=BY)
    starts_at = clock.now() + timedelta(weeks=6)
    session = gatherings.draft_session(
        series, title="Rush", purpose="To rush.", meeting="in_person", strands=["learning"], by=BY,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), places_in_person={PLACES},
    )
    gatherings.announce(session, by=BY)
    members = [
        people.join(called=f"M{{n}}", reach_by="email", email=f"m{{n}}@rush.example", age_guard="adult",
                    welcome=False, by=BY)
        for n in range({PEOPLE})
    ]
    print(json.dumps({{"session": session.pk, "cookies": {{m.pk: cookie(m.account) for m in members}}}}))
"""
HOW_IT_STANDS = """
import json
from alongside.foundation import record
from alongside.foundation.models import Message
from alongside.gatherings.models import Registration

rows = Registration.objects.order_by("created_at")
print(json.dumps({
    "rows": [
        {"pk": r.pk, "member": r.member_id, "placed": r.placed_at is not None, "promoted": r.promoted_at is not None,
         "cancelled": r.cancelled_at is not None}
        for r in rows
    ],
    "waiting": list(Registration.objects.waiting().values_list("pk", flat=True)),
    "messages": [
        {"id": str(m.pk), "to": m.to, "subject": m.subject.partition(":")[0]} for m in Message.objects.all()
    ],
    "record_is_whole": record.is_whole(),
}))
"""


@dataclass
class Evening:
    """What was seen: answers of the server, and how it stood after each part."""

    registering: list[int]
    registered: dict[str, Any]
    cancelling: list[int]
    cancelled: dict[str, Any]
    postbox: Postbox


@pytest.fixture(scope="module")
def evening(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    folder: Path = tmp_path_factory.mktemp("rush")
    with mail_server() as (postbox, mail_port), House(folder, "rush") as house:
        opened = house.ask(OPEN_THE_SESSION)
        cookies = {int(member): cookie for member, cookie in opened["cookies"].items()}
        with house.web() as port:
            here = f"/sessions/{opened['session']}/register/"
            answered = at_once(port, [(key, f"{here}coming/") for key in cookies.values()])
            assert set(answered) == {302}
            registering = at_once(port, [(key, f"{here}check/") for key in cookies.values()])
            registered = house.ask(HOW_IT_STANDS)
            leaving = [row for row in registered["rows"] if row["placed"]][:CANCEL]
            asked = [(cookies[row["member"]], f"/me/sessions/{row['pk']}/cancel/") for row in leaving]
            cancelling = at_once(port, asked)
            cancelled = house.ask(HOW_IT_STANDS)
        house.environment["ALONGSIDE_EMAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
        for enough in KILLS:
            house.kill_worker_when(postbox, enough)
        house.finish_mail()
        yield Evening(registering, registered, cancelling, cancelled, postbox)


def at_once(port: int, asked: list[tuple[str, str]]) -> list[int]:
    """Send a form for each session cookie at the same moment; gives the answers' states."""
    barrier = Barrier(len(asked))
    send: Callable[[tuple[str, str]], int] = lambda one: _send(port, barrier, *one)  # noqa: E731
    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(send, asked))


def _send(port: int, barrier: Barrier, cookie: str, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=180)
    headers = {
        "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    barrier.wait()
    connection.request("POST", path, urlencode({"csrfmiddlewaretoken": TOKEN, "message": ""}), headers)
    response = connection.getresponse()
    response.read()
    return response.status


def test_two_hundred_at_once_for_twenty_places_give_twenty_and_a_list_in_order(evening: Evening) -> None:
    assert Counter(evening.registering) == {302: PEOPLE}
    rows = evening.registered["rows"]
    assert [row["placed"] for row in rows] == [True] * PLACES + [False] * (PEOPLE - PLACES)
    assert evening.registered["waiting"] == [row["pk"] for row in rows[PLACES:]]
    assert len({row["member"] for row in rows}) == PEOPLE
    assert evening.registered["record_is_whole"]


def test_everybody_is_told_once_where_they_stand(evening: Evening) -> None:
    told = Counter(message["subject"] for message in evening.registered["messages"])
    assert told == {"You have a place": PLACES, "You are on the waiting list": PEOPLE - PLACES}
    assert len({message["to"] for message in evening.registered["messages"]}) == PEOPLE


def test_five_cancellations_at_once_promote_the_next_five_and_tell_each_once(evening: Evening) -> None:
    assert Counter(evening.cancelling) == {302: CANCEL}
    before, rows = evening.registered["rows"], evening.cancelled["rows"]
    assert [row["pk"] for row in rows if row["cancelled"]] == [row["pk"] for row in before[:CANCEL]]
    promoted = [row for row in rows if row["promoted"]]
    assert [row["pk"] for row in promoted] == [row["pk"] for row in before[PLACES : PLACES + CANCEL]]
    assert sum(row["placed"] and not row["cancelled"] for row in rows) == PLACES
    told = [
        message["to"] for message in evening.cancelled["messages"] if message["subject"] == "A place for you"
    ]
    assert len(told) == len(set(told)) == CANCEL
    assert evening.cancelled["record_is_whole"]


def test_killed_workers_lose_no_news_of_a_place_and_repeat_only_what_was_in_flight(evening: Evening) -> None:
    """Workers are killed (SIGKILL) twice while they deliver; a last one finishes the work."""
    written = {message["id"] for message in evening.cancelled["messages"]}
    ids = [str(mail["Message-ID"]).strip("<>").partition("@")[0] for mail in evening.postbox.mails]
    assert len(written) == PEOPLE, (
        "of those who cancelled or were promoted, what was not true any more is taken back"
    )
    assert set(ids) == written, "news was lost"
    in_flight = len(KILLS) * settings.SENDING_CONNECTIONS
    assert len(ids) - len(written) <= in_flight, "more was repeated than was in flight"
    places = {
        str(mail["Message-ID"])
        for mail in evening.postbox.mails
        if str(mail["Subject"]).startswith("A place")
    }
    assert len(places) == CANCEL
