"""A session evening on two cores, and three pages beside pretix.

Pages: a session's page, the list of 1,000 sessions, and the calendar file of one session, asked for by 4 clients as
often as they can. Public pages are kept until something happens in the house (ADR 0010), so the session's page is
also measured when no copy can be used. The peer is pretix with as many events, on the same PostgreSQL, with Redis
where this machine has it; ours has no Redis. Both have two workers, and take turns. Queries are counted with 1,000
registrations in the session.

The evening: within 30 seconds 150 people open one session; each registers, reads again, says something, and votes on
a statement.
"""

import argparse
import logging
import os
import random
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import runner
from bench.load import ANOTHER, Load, ask_often, percentile
from bench.peers import pretix
from bench.servers import Ours, Postgres, wait_for

ANEW = "a session's page, made anew"
SESSIONS, REGISTRATIONS, PEOPLE = 1_000, 1_000, 150
CLIENTS, ROUNDS = 4, 3
STAY = 3.0  # seconds before the end in which nobody comes any more
TARGETS = {"a session's page": 4.0, "the list of 1,000 sessions": 4.0, "the calendar file of a session": 2.0}


def main(words: list[str] | None = None) -> None:
    """Measure, print, and say what was left out and why."""
    parser = argparse.ArgumentParser(prog="./run bench session")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each turn lasts")
    parser.add_argument("--no-peer", action="store_true", help="leave pretix out")
    asked = parser.parse_args(words)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        postgres = Postgres(folder)
        try:
            measure(folder, postgres, asked)
        finally:
            postgres.stop()


def measure(folder: Path, postgres: Postgres, asked: argparse.Namespace) -> None:
    """Fill both houses, then let them take turns."""
    env = house(folder, postgres)
    filled = fill()
    peer = None if asked.no_peer else make_peer(folder, postgres)
    ours = Ours(folder, env, workers=2)
    try:
        wait_for(ours.port, filled.pages["a session's page"])
        cases = [compare_page(case, path, ours, peer, asked.seconds) for case, path in filled.pages.items()]
        cases += evening(ours.port, filled)
    finally:
        ours.stop()
        if peer:
            peer.stop()
    runner.report("session", cases)
    say_targets(cases, peer)


def house(folder: Path, postgres: Postgres | None) -> dict[str, str]:
    """Our settings, for this process and for the servers; an empty database, and style sheets as collected.

    Without a server the house keeps its data in files of SQLite, in the same folder.
    """
    settings = {
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "ALONGSIDE_SECRET_KEY": "for-a-benchmark-" + "0123456789abcdef" * 3,
        "ALONGSIDE_MONITORING_KEY": "Zm9yLWEtYmVuY2htYXJrLW9mLTMyLWJ5dGVzLWxvbmc=",
        "ALONGSIDE_BEHIND_TLS": "false",
        "ALONGSIDE_DATA_DIR": str(folder / "data"),
        "ALONGSIDE_REQUIRE_STAFF_PASSKEY": "false",
        **(postgres.settings if postgres else {}),
    }
    (folder / "data").mkdir(exist_ok=True)
    os.environ.update(settings)
    from tools import steps

    steps.make_ready()
    steps.collect_static()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("prepare", verbosity=0)
    return dict(os.environ)


@dataclass
class Filled:
    """What the database holds: the pages to measure, and the cookie of each person of the evening."""

    pages: dict[str, str]
    session: int
    conversation: int
    cookies: list[str] = field(default_factory=list)


def fill() -> Filled:
    """A thousand sessions through the actions; registrations and people in bulk, as the actions leave them."""
    from bench.house.rows import make_conversation, make_sessions, register_many, sign_in_many

    full, evening_session = make_sessions(SESSIONS)
    register_many(full, REGISTRATIONS)
    pages = {
        "a session's page": f"/sessions/{full.pk}/",
        ANEW: f"/sessions/{full.pk}/?anew={ANOTHER}",
        "the list of 1,000 sessions": "/sessions/",
        "the calendar file of a session": f"/sessions/{full.pk}/session.ics",
    }
    return Filled(pages, evening_session.pk, make_conversation().pk, sign_in_many(PEOPLE))


def make_peer(folder: Path, postgres: Postgres) -> pretix.Pretix | None:
    """pretix, running; None, with the reason printed, where it cannot be had."""
    try:
        pretix.install()
        postgres.create("pretix")
        peer = pretix.Pretix(folder, postgres.socket)
        print(f"pretix: migrations took {peer.prepare():.0f} s; Redis: {'yes' if peer.with_redis else 'no'}")
        peer.start()
    except (pretix.CannotInstallError, OSError) as problem:
        print(f"pretix is not measured here: {problem}")
        return None
    return peer


PEER_PATHS = dict(zip(TARGETS, ("/centre/s1/", "/centre/", "/centre/s1/ical/"), strict=True))
PEER_PATHS[ANEW] = PEER_PATHS["a session's page"]


def compare_page(case: str, path: str, ours: Ours, peer: pretix.Pretix | None, seconds: float) -> runner.Case:
    """One page, in turns. `ours` and `peer` are seconds a request with four clients; the ratio is of throughput."""
    mine: list[Load] = []
    theirs: list[Load] = []
    for load, port, where in [(mine, ours.port, path)] + (
        [(theirs, peer.port, PEER_PATHS[case])] if peer else []
    ):
        ask_often(port, where, clients=CLIENTS, seconds=1)  # unmeasured, so that both are warm
        assert load == []
    for _turn in range(ROUNDS):
        mine.append(ask_often(ours.port, path, clients=CLIENTS, seconds=seconds))
        if peer:
            theirs.append(ask_often(peer.port, PEER_PATHS[case], clients=CLIENTS, seconds=seconds))
    rate = statistics.median(load.per_second for load in mine)
    extra: dict[str, float | int | str] = {
        "req/s": round(rate, 1), "p95 ms": round(1000 * statistics.median(load.p95 for load in mine), 1),
        "queries": queries_of(path), "errors": sum(load.errors for load in mine),
    }  # fmt: skip
    peer_rate = statistics.median(load.per_second for load in theirs) if theirs else None
    extra |= {
        "peer req/s": round(peer_rate, 1) if peer_rate else "-",
        "peer p95 ms": round(1000 * statistics.median(load.p95 for load in theirs), 1) if theirs else "-",
        "peer errors": sum(load.errors for load in theirs) if theirs else "-",
    }
    return runner.Case(case, 1 / rate, 1 / peer_rate if peer_rate else None, 0.0, extra)


def queries_of(path: str) -> int:
    """How many questions a page asks the databases, once it was seen before."""
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.get(path.replace(ANOTHER, "first"))
    asked = [CaptureQueriesContext(connections[name]) for name in ("default", "monitoring")]
    with asked[0], asked[1]:
        assert client.get(path.replace(ANOTHER, "second")).status_code == 200
    return sum(map(len, asked))


def evening(port: int, filled: Filled, within: float = 30.0) -> list[runner.Case]:
    """150 people at one session, each at a moment of their own; returns reading and writing as two cases."""
    from bench.house.people import Person

    chance = random.Random(150)
    people = [Person(port, filled.session, filled.conversation, cookie) for cookie in filled.cookies]
    threads = [
        threading.Thread(target=person.come, args=(chance.uniform(0, within - STAY),)) for person in people
    ]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began
    errors = sum(person.errors for person in people)
    return [
        _as_case(f"evening: {PEOPLE} people {what}", [t for p in people for t in p.times[kind]], errors, took)
        for kind, what in (("read", "open and read"), ("write", "register, comment and vote"))
    ]


def _as_case(case: str, times: list[float], errors: int, took: float) -> runner.Case:
    p95 = percentile(times, 95)
    extra: dict[str, Any] = {
        "req/s": round(len(times) / took, 1), "p95 ms": round(1000 * p95, 1), "queries": "-", "errors": errors,
        "peer req/s": "-", "peer p95 ms": "-", "peer errors": "-",
    }  # fmt: skip
    return runner.Case(case, statistics.median(times), None, 0.0, extra)


def say_targets(cases: list[runner.Case], peer: pretix.Pretix | None) -> None:
    """Each target beside what was measured."""
    for case in cases:
        target = TARGETS.get(case.case)
        if target and case.ratio:
            verdict = "reached" if case.ratio >= target else "NOT reached"
            print(f"{case.case}: {case.ratio:.1f} times pretix, target {target:.0f}: {verdict}")
        elif case.case.startswith("evening"):
            good = case.extra["errors"] == 0 and float(case.extra["p95 ms"]) < 500
            print(f"{case.case}: p95 {case.extra['p95 ms']} ms, {case.extra['errors']} errors, target 500 ms and "
                  f"none: {'reached' if good else 'NOT reached'}")  # fmt: skip


if __name__ == "__main__":
    main()
