"""A newsletter to 20,000 people beside Django's own way of sending, and what is left after fifty faults.

Each gets a mail of 9 kB with their name and link, in plain text and HTML, with List headers. Ours has a row for each
in the ledger, on PostgreSQL; Django's `EmailMultiAlternatives` writes nothing down. Both talk to `smtp-sink`, which
is part of Postfix, take turns, and have a process of their own. `ours` and `peer` are seconds for 1,000 mails.

`--faults` kills worker and mail server fifty times over 10,000 people instead, in both ways of writing the ledger.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import runner
from bench.house import mail
from bench.house.faults import Faults, Outcome
from bench.servers import Postgres, Server, free_port

SINK = Path("/usr/sbin/smtp-sink")
NO_SINK = "There is no smtp-sink here, so there is nothing to measure against. Debian, Ubuntu: apt-get install postfix"
COUNT, PEER_COUNT, FEW, ROUNDS = 20_000, 4_000, 2_000, 3
FAR_COUNT, FAR_PEER_COUNT, FAR = 4_000, 60, 0.02
MOST_MEMORY, MOST_GROWTH, FAR_TARGET = 100.0, 10.0, 400.0
KILLS, PEOPLE, FAULT_CONNECTIONS = 50, 10_000, 5


@dataclass(frozen=True)
class Way:
    """One way of ours, and how many times Django's speed it is to have."""

    case: str
    target: float
    settings: dict[str, str]


WAYS = [
    Way("fast: a commit for ten mails of each connection", 5.0, {"FAST": "true", "CONNECTIONS": "10"}),
    Way("a commit before the next mail of a connection", 4.0, {"FAST": "false", "CONNECTIONS": "40"}),
]


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="./run bench newsletter")
    parser.add_argument("--faults", action="store_true", help="kill worker and server instead of measuring")
    parser.add_argument("--count", type=int, default=COUNT, help="how many people get the newsletter")
    parser.add_argument("--seed", type=int, default=1, help="of the faults")
    asked = parser.parse_args(words)
    if not asked.faults and not SINK.exists():
        sys.exit(NO_SINK)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        postgres = Postgres(folder)
        try:
            house(folder, postgres)
            missed = break_things(folder, asked.seed) if asked.faults else measure(folder, asked.count)
        finally:
            postgres.stop()
    sys.exit("\n".join(missed) or None)


def house(folder: Path, postgres: Postgres) -> None:
    """Our settings, for this process and those it starts, and empty tables."""
    os.environ.update({
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "ALONGSIDE_SECRET_KEY": "for-a-benchmark-" + "0123456789abcdef" * 3,
        "ALONGSIDE_MONITORING_KEY": "Zm9yLWEtYmVuY2htYXJrLW9mLTMyLWJ5dGVzLWxvbmc=",
        "ALONGSIDE_BEHIND_TLS": "false",
        "ALONGSIDE_DATA_DIR": str(folder / "data"),
        "ALONGSIDE_SITE_URL": "https://centre.example",
        "ALONGSIDE_DEFAULT_FROM_EMAIL": "The centre <hello@centre.example>",
        **postgres.settings,
    })  # fmt: skip
    (folder / "data").mkdir()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


# Measuring


@dataclass(frozen=True)
class Run:
    """What one run of one sender took, for 1,000 mails."""

    seconds: float
    processor: float
    memory_mb: float


def measure(folder: Path, count: int) -> list[str]:
    """Everything in turns; gives what missed its target."""
    with smtp_sink(folder) as port:
        cases, missed = near(port, count)
    with far_away(folder) as port:
        slow, late = far(port)
    runner.report("newsletter", cases + slow)
    return missed + late


def near(port: int, count: int) -> tuple[list[runner.Case], list[str]]:
    """On this machine: each way of ours beside Django, in turns; and whether memory stays flat."""
    theirs: list[Run] = []
    mine: dict[str, list[Run]] = {way.case: [] for way in WAYS}
    small = {way.case: send("ours", FEW, port, way.settings) for way in WAYS}
    send("django", FEW, port)
    for _round in range(ROUNDS):
        theirs.append(send("django", PEER_COUNT, port))
        for way in WAYS:
            mine[way.case].append(send("ours", count, port, way.settings))
    peer = statistics.median(run.seconds for run in theirs)
    cases, missed = [], []
    for way in WAYS:
        runs = mine[way.case]
        memory = max(run.memory_mb for run in runs)
        growth = memory - small[way.case].memory_mb
        case = runner.Case(
            way.case, statistics.median(run.seconds for run in runs), peer, memory,
            {"target": way.target, "a second": round(1000 / statistics.median(run.seconds for run in runs)),
             "connections": int(way.settings["CONNECTIONS"]), "growth_mb": round(growth, 1),
             "processor_ms": statistics.median(run.processor for run in runs)},
        )  # fmt: skip
        cases.append(case)
        if (case.ratio or 0) < way.target:
            missed.append(f"{way.case}: {case.ratio:.1f} times Django's speed, not {way.target:g}.")
        if memory > MOST_MEMORY or growth > MOST_GROWTH:
            missed.append(f"{way.case}: {memory:.0f} MB at most, {growth:.1f} more than with {FEW:,} people.")
    return cases, missed


def far(port: int) -> tuple[list[runner.Case], list[str]]:
    """A server whose every answer takes 20 ms, over ten connections; Django has its one."""
    theirs: list[Run] = []
    mine: dict[str, list[Run]] = {"true": [], "false": []}
    for _round in range(ROUNDS):
        theirs.append(send("django", FAR_PEER_COUNT, port))
        for fast, runs in mine.items():
            runs.append(send("ours", FAR_COUNT, port, {"FAST": fast, "CONNECTIONS": "10"}))
    peer = statistics.median(run.seconds for run in theirs)
    cases, missed = [], []
    for fast, target, name in (("true", FAR_TARGET, "fast"), ("false", 0.0, "a commit for each")):
        seconds = statistics.median(run.seconds for run in mine[fast])
        extra = {
            "target": target, "a second": round(1000 / seconds), "connections": 10, "growth_mb": 0.0,
            "processor_ms": statistics.median(run.processor for run in mine[fast]),
        }  # fmt: skip
        memory = max(run.memory_mb for run in mine[fast])
        cases.append(runner.Case(f"20 ms an answer, {name}", seconds, peer, memory, extra))
        if 1000 / seconds < target:
            missed.append(f"{cases[-1].case}: {1000 / seconds:.0f} a second, not {target:g}.")
    return cases, missed


def send(way: str, count: int, port: int, settings: dict[str, str] | None = None) -> Run:
    """One run in a process of its own. What is in the ledger stays there, as in a centre."""
    if way == "ours":
        mail.fill(count)
    env = os.environ | {f"ALONGSIDE_SENDING_{key}": value for key, value in (settings or {}).items()}
    env["ALONGSIDE_EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    done = subprocess.run(
        [sys.executable, "-m", "bench.house.mail", way, str(count)],
        env=env, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    print(f"{way:7} {count:6} mails {count / found['seconds']:8.0f} a second {settings or ''}", flush=True)
    return Run(found["seconds"] / count * 1000, found["processor"] / count * 1000, found["memory_mb"])


@contextlib.contextmanager
def smtp_sink(folder: Path) -> Iterator[int]:
    """Postfix's own sink; started as root, it becomes nobody."""
    port = free_port()
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    server = Server([str(SINK), *user, f"127.0.0.1:{port}", "1024"], folder / "sink.log", dict(os.environ))
    time.sleep(0.5)
    try:
        yield port
    finally:
        server.stop()


@contextlib.contextmanager
def far_away(folder: Path) -> Iterator[int]:
    """A mail server whose every answer takes 20 ms."""
    port = free_port()
    sink = [
        sys.executable,
        "-S",
        str(Path(mail.__file__).with_name("sink.py")),
        str(port),
        os.devnull,
        str(FAR),
    ]
    server = Server(sink, folder / "far.log", dict(os.environ))
    time.sleep(1)
    try:
        yield port
    finally:
        server.stop()


# Faults


def break_things(folder: Path, seed: int) -> list[str]:
    """Both ways of writing the ledger; gives what broke a promise."""
    missed = []
    for name, fast, bound in (("a commit for each", "false", 1), ("fast", "true", 10)):
        outcome = fifty_faults(folder / f"faults-{fast}", fast, seed)
        most = bound * FAULT_CONNECTIONS * outcome.hard
        print(
            f"{name}: {dict(outcome.kills)} over {PEOPLE:,} people in {outcome.seconds:.0f} s. "
            f"Never sent: {outcome.never_sent}. Repeated: {outcome.repeats}, bound {most}, "
            f"under {outcome.message_ids:,} Message-IDs. "
            f"Called finished while a row waited: {outcome.wrongly_finished}.",
            flush=True,
        )
        if outcome.never_sent or outcome.wrongly_finished or outcome.repeats > most:
            missed.append(f"{name}: a promise was broken.")
        if outcome.message_ids != PEOPLE:
            missed.append(f"{name}: a repeat has another Message-ID.")
    return missed


def fifty_faults(folder: Path, fast: str, seed: int) -> Outcome:
    from alongside.foundation import outbox
    from alongside.foundation.models import Mailing, Message

    folder.mkdir()
    port = free_port()
    mailing = Mailing.objects.get(pk=mail.fill(PEOPLE))
    env = os.environ | {
        "ALONGSIDE_EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "ALONGSIDE_SENDING_FAST": fast,
        "ALONGSIDE_SENDING_CONNECTIONS": str(FAULT_CONNECTIONS),
    }

    def free_leases() -> None:
        Mailing.objects.update(leased_until=None)

    faults = Faults(
        folder, env, port,
        free_leases=free_leases,
        pending=lambda: Message.objects.waiting().filter(mailing=mailing).count(),
        finished=lambda: outbox.mailing_progress(mailing).state == outbox.State.FINISHED,
        seed=seed,
    )  # fmt: skip
    return faults.run(PEOPLE, KILLS)


if __name__ == "__main__":
    main()
