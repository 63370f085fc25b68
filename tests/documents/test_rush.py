"""Promise: several editors may save at one moment, over real HTTP, and every text that was sent is there afterwards."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.processes import House

WRITERS = 12
TOKEN = "t" * 32

BEGIN = f"""
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from alongside.documents import actions as documents
from alongside.documents.models import Clause
from alongside.foundation import actors, centre
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
    document = documents.start_document(kind="other", title="Rush", text="The first words.", by=BY)
    documents.open_document(document, by=BY)
    members = [
        people.join(called=f"M{{n}}", reach_by="email", email=f"m{{n}}@rush.example", age_guard="adult",
                    welcome=False, by=BY)
        for n in range({WRITERS})
    ]
    for member in members:
        documents.add_editor(document, member=member, by=BY)
    print(json.dumps({{"clause": Clause.objects.get().pk, "cookies": [cookie(m.account) for m in members]}}))
"""
HOW_IT_STANDS = """
import json
from alongside.documents.models import Clause, SetAside, Wording
from alongside.foundation import record

print(json.dumps({
    "wordings": list(Wording.objects.order_by("revision").values_list("text", flat=True)),
    "aside": list(SetAside.objects.values_list("text", flat=True)),
    "revision": Clause.objects.get().revision,
    "record_is_whole": record.is_whole(),
}))
"""


@dataclass
class Moment:
    """What each writer was answered, and how it stood afterwards."""

    answers: list[int]
    stands: dict[str, Any]


@pytest.fixture(scope="module")
def moment(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moment]:
    folder: Path = tmp_path_factory.mktemp("writers")
    with House(folder, "writers") as house:
        begun = house.ask(BEGIN)
        path, barrier = f"/texts/rush/clauses/{begun['clause']}/reword/", Barrier(WRITERS)
        with house.web() as port, ThreadPoolExecutor(WRITERS) as pool:
            sent = [
                pool.submit(send, port, barrier, cookie, path, at)
                for at, cookie in enumerate(begun["cookies"])
            ]
            answers = [one.result() for one in sent]
        yield Moment(answers, house.ask(HOW_IT_STANDS))


def send(port: int, barrier: Barrier, cookie: str, path: str, number: int) -> int:
    """Save other words, all writers at the same moment, all from the first wording."""
    connection = HTTPConnection("127.0.0.1", port, timeout=180)
    headers = {
        "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    form = {"csrfmiddlewaretoken": TOKEN, "base": "1", "text": f"By writer {number}."}
    barrier.wait()
    connection.request("POST", path, urlencode(form), headers)
    response = connection.getresponse()
    response.read()
    return response.status


def test_one_is_saved_and_the_others_are_asked(moment: Moment) -> None:
    assert Counter(moment.answers) == {302: 1, 409: WRITERS - 1}
    assert moment.stands["revision"] == 2
    assert moment.stands["record_is_whole"]


def test_every_text_that_was_sent_is_there(moment: Moment) -> None:
    first, saved = moment.stands["wordings"]
    assert first == "The first words."
    assert sorted([saved, *moment.stands["aside"]]) == sorted(f"By writer {at}." for at in range(WRITERS))
