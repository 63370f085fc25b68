"""What the tests about payments share."""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock, kept
from alongside.foundation.actors import Actor
from alongside.payments import actions as payments
from alongside.payments.models import (
    Choosing,
    Offer,
    Payment,
)
from alongside.people.models import Member


def signed_in(member: Member) -> Client:
    """A browser in which a member is signed in."""
    assert member.account is not None
    client = Client()
    client.force_login(member.account)
    return client


def doing(member: Member) -> Actor:
    """A member as whoever does something."""
    assert member.account is not None
    return actors.of(member.account)


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes once it was seen before, when no part of it is kept."""
    client.get(url)
    kept.forget_parts()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def owed(offer: Offer, member: Member, kind: str = Choosing.FULL, **more: Any) -> Payment:
    """A payment owed to somebody who chose, because of their own membership."""
    payments.choose(offer, member, kind=kind, by=actors.SYSTEM, **more)
    payment = payments.owe(offer, member, because=member, by=actors.SYSTEM)
    assert payment is not None
    return payment


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """The database as on a server. On SQLite the rows move into a file, since one in memory locks otherwise.

    The file writes ahead (WAL) before anybody opens it, as that of a house does since `prepare` made it: where many
    switch at once, SQLite tells some of them at once, without waiting, that it is locked.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    kept, settings = connections["default"], connections.settings["default"]
    name, file = settings["NAME"], str(folder / "test.sqlite3")
    with closing(sqlite3.connect(file)) as copy:
        kept.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
    settings["NAME"] = file
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = name
        connections["default"] = kept


def all_at_once(works: list[Callable[[], object]]) -> tuple[list[object], list[Exception]]:
    """Do each work in a thread of its own, all starting together: what they gave, and what they raised."""
    gate = threading.Barrier(len(works))
    done: list[object] = []
    failed: list[Exception] = []

    def run(work: Callable[[], object]) -> None:
        gate.wait()
        try:
            done.append(work())
        except Exception as problem:
            failed.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done, failed


BANK = {"way": "bank", "name": "Ada L", "sort_code": "01-23-45", "account_number": "0123 4567"}


def day(name: str) -> dict[str, str]:
    today = clock.today()
    return {f"{name}_day": str(today.day), f"{name}_month": str(today.month), f"{name}_year": str(today.year)}


def told() -> dict[str, str]:
    return {"mode": "phone", "read_back_and_agreed": "on"} | day("on")


def shown_token(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]+)"', page)
    assert found
    return found[1]
