"""Nothing is lost: web and worker are killed (SIGKILL) a hundred times while people write; there is no peer.

On SQLite and on PostgreSQL in turn, with the servers as the product runs them: six clients say something in a
conversation, register for sessions, and agree to be quoted, again and again. What was answered with the redirect that
follows a success was acknowledged. Where no answer comes, the same form is sent again, as a person would. At random
moments the web server, the worker or both are killed and started again. At the end every acknowledged write must be
there, none twice, and all sums must agree: places, messages, the record of actions. Ends with 1 otherwise.
"""

import argparse
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.servers import ROOT, Postgres, Server, free_port, wait_for

PEOPLE, SESSIONS, PLACES, CLIENTS = 60, 60, 20, 6
TOKEN = "t" * 32
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    "ALONGSIDE_SECRET_KEY": "for-a-benchmark-" + "0123456789abcdef" * 3,
    "ALONGSIDE_MONITORING_KEY": "Zm9yLWEtYmVuY2htYXJrLW9mLTMyLWJ5dGVzLWxvbmc=",
    "ALONGSIDE_BEHIND_TLS": "false",
    "ALONGSIDE_REQUIRE_STAFF_PASSKEY": "false",
}
WEB = [
    "-m", "granian", "alongside.config.wsgi:application", "--interface=wsgi", "--host=127.0.0.1", "--workers=1",
    "--blocking-threads=4", "--log-level=error",
]  # fmt: skip
DONE = {"say": "/conversations/", "register": "/me/sessions/", "consent": "/me/consents/"}
"""Each kind of write, and where the answer leads when it was kept."""


@dataclass
class Ledger:
    """What clients sent, and what was acknowledged, by kind."""

    sent: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in DONE})
    acknowledged: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in DONE})
    refused: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)


class House:
    """Web and worker on one database, to be killed and started again."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder, self.port = folder, free_port()
        self.env = env | {"ALONGSIDE_SITE_URL": f"http://localhost:{self.port}"}
        self.web, self.worker = self._web(), self._worker()
        wait_for(self.port, "/healthz", 180)

    def _web(self) -> Server:
        return Server([sys.executable, *WEB, f"--port={self.port}"], self.folder / "web.log", self.env)

    def _worker(self) -> Server:
        command = [sys.executable, str(ROOT / "manage.py"), "worker", "--every", "0.2"]
        return Server(command, self.folder / "worker.log", self.env)

    def kill(self, web: bool, worker: bool) -> None:
        """SIGKILL to all of a server's processes at once, then start it again. Waits until pages answer."""
        for server in [self.web] * web + [self.worker] * worker:
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()
        if web:
            self.web = self._web()
        if worker:
            self.worker = self._worker()
        wait_for(self.port, "/healthz", 180)

    def stop(self) -> None:
        self.web.stop()
        self.worker.stop()


class Client(threading.Thread):
    """Writes until told to stop; whatever got no answer is sent again, with the same key."""

    def __init__(
        self, number: int, house: House, opened: dict[str, Any], ledger: Ledger, stop: threading.Event
    ) -> None:
        super().__init__(daemon=True)
        self.number, self.house, self.opened, self.ledger, self.ending = number, house, opened, ledger, stop
        mine = [pair for at, pair in enumerate(sorted(opened["cookies"].items())) if at % CLIENTS == number]
        self.people = [(int(member), cookie) for member, cookie in mine]

    def run(self) -> None:
        chance = random.Random(self.number)
        seats = [(who, session) for who in self.people for session in self.opened["sessions"]]
        chance.shuffle(seats)
        while not self.ending.is_set():
            who = chance.choice(self.people)
            self._say(who)
            self._consent(who)
            if seats:
                self._register(*seats.pop())

    def _say(self, who: tuple[int, str]) -> None:
        text = f"An idea {uuid.uuid4().hex}"
        self._write(
            "say", text, who, f"/conversations/{self.opened['conversation']}/say/", text=text, language="en"
        )

    def _consent(self, who: tuple[int, str]) -> None:
        named = f"member {uuid.uuid4().hex[:20]}"
        self._write(
            "consent",
            named,
            who,
            "/me/consents/new/quote/",
            channels="web",
            attribution="role",
            agreed="on",
            attribution_text=named,
        )

    def _register(self, who: tuple[int, str], session: int) -> None:
        here = f"/sessions/{session}/register/"
        if self._post(who[1], f"{here}coming/", {})[0] == 302:
            self._write("register", f"{who[0]} {session}", who, f"{here}check/", message="")

    def _write(self, kind: str, what: str, who: tuple[int, str], path: str, **fields: str) -> None:
        self.ledger.sent[kind].add(what)
        form = fields | {"once": str(uuid.uuid4())}
        while not self.ending.is_set():
            status, led_to = self._post(who[1], path, form)
            if status == 302 and led_to.startswith(DONE[kind]):
                self.ledger.acknowledged[kind].add(what)
                return
            if status and status < 500:
                self.ledger.refused[f"{kind}: {status} {led_to}"] += 1
                return
            self.ledger.again[f"{status or 'no answer'}"] += 1
            time.sleep(0.3)

    def _post(self, cookie: str, path: str, form: dict[str, str]) -> tuple[int, str]:
        """The state of the answer, and where it leads; 0 when none came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=60)
        headers = {
            "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded",
            "Host": f"localhost:{self.house.port}",
        }  # fmt: skip
        try:
            connection.request("POST", path, urlencode(form | {"csrfmiddlewaretoken": TOKEN}), headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()
        return answer.status, answer.headers.get("Location", "")


def main(words: list[str] | None = None) -> int:
    """Both databases, a table, and 1 when anything was lost, doubled or does not add up."""
    parser = argparse.ArgumentParser(prog="./run bench kills")
    parser.add_argument("--kills", type=int, default=100, help="how many in all (default 100)")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="one database alone")
    parser.add_argument("--seed", type=int, default=7, help="of the moments at which something is killed")
    asked = parser.parse_args(words)
    from tools import steps

    steps.make_ready()
    steps.collect_static()
    kinds = [asked.only] if asked.only else ["sqlite", "postgresql"]
    share = -(-asked.kills // len(kinds))
    well = [one_database(kind, share, asked.seed) for kind in kinds]
    return 0 if all(well) else 1


def one_database(kind: str, kills: int, seed: int) -> bool:
    """A house on this database; true when nothing is wrong."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        postgres = Postgres(folder) if kind == "postgresql" else None
        env = {**os.environ, **SETTINGS, "ALONGSIDE_DATA_DIR": str(folder / "data"), "PYTHONPATH": str(ROOT)}
        env |= postgres.settings if postgres else {}
        (folder / "data").mkdir()
        try:
            ask(env, ["prepare", "-v0"])
            opened = told_by(env, "bench.house.kills", "open_house", PEOPLE, SESSIONS, PLACES)
            ledger, killed = rush(folder, env, opened, kills, random.Random(seed))
            told_by(env, "bench.house.kills", "let_claims_grow_stale")
            ask(env, ["worker", "--once"])
            stands = told_by(env, "bench.house.kills", "how_it_stands")
        finally:
            if postgres:
                postgres.stop()
    return judge(kind, killed, ledger, stands)


def rush(
    folder: Path, env: dict[str, str], opened: dict[str, Any], kills: int, chance: random.Random
) -> tuple[Ledger, Counter[str]]:
    """People write, servers die."""
    house, ledger, stop = House(folder, env), Ledger(), threading.Event()
    clients = [Client(number, house, opened, ledger, stop) for number in range(CLIENTS)]
    killed: Counter[str] = Counter()
    try:
        for client in clients:
            client.start()
        for _kill in range(kills):
            time.sleep(chance.uniform(0.05, 3))
            victim = chance.choice(["web", "worker", "web and worker"])
            house.kill("web" in victim, "worker" in victim)
            killed[victim] += 1
        time.sleep(1)
        stop.set()
        for client in clients:
            client.join(90)
    finally:
        stop.set()
        house.stop()
    return ledger, killed


def judge(kind: str, killed: Counter[str], ledger: Ledger, stands: dict[str, Any]) -> bool:
    """Print what was counted; true when nothing is wrong."""
    print(f"\n{kind}: {killed.total()} kills ({', '.join(f'{n} × {what}' for what, n in sorted(killed.items()))}), "
          f"{ledger.again.total()} forms sent again {dict(ledger.again)}")  # fmt: skip
    print(f"{'':10} {'sent':>7} {'acknowledged':>13} {'kept':>7} {'lost':>6} {'doubled':>8} {'unknown':>8}")
    wrong = 0
    for what in DONE:
        kept = Counter(stands[what])
        lost = ledger.acknowledged[what] - set(kept)
        doubled = [one for one, times in kept.items() if times > 1]
        unknown = set(kept) - ledger.sent[what]
        wrong += len(lost) + len(doubled) + len(unknown)
        print(f"{what:10} {len(ledger.sent[what]):7} {len(ledger.acknowledged[what]):13} {kept.total():7} "
              f"{len(lost):6} {len(doubled):8} {len(unknown):8}")  # fmt: skip
    sums = stands["sums"]
    for name, (one, other) in sums.items():
        print(f"{'' if one == other else 'WRONG: '}{name}: {one} and {other}")
    if ledger.refused:
        print(f"refused by a rule, which is no loss: {dict(ledger.refused)}")
    return (
        wrong == 0 and all(one == other for one, other in sums.values()) and bool(ledger.acknowledged["say"])
    )


def told_by(env: dict[str, str], module: str, function: str, *words: int) -> dict[str, Any]:
    """What a function says inside the house, as JSON."""
    program = f"import json; from {module} import {function} as f; print(json.dumps(f(*{list(words)})))"
    found: dict[str, Any] = json.loads(ask(env, ["shell", "-v0", "-c", program]))
    return found


def ask(env: dict[str, str], words: list[str]) -> str:
    """A management command; gives what it says."""
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
