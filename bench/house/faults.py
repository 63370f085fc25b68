"""Kills the worker and the mail server in the middle of a mailing, again and again, and counts what came of it."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0
KINDS = ("kill the worker", "kill the server", "tell the worker to stop")


@dataclass
class Outcome:
    """What the mail server's book says, against who should be in it."""

    kills: Counter[str] = field(default_factory=Counter)
    reached: int = 0
    never_sent: int = 0
    repeats: int = 0
    message_ids: int = 0
    wrongly_finished: int = 0
    seconds: float = 0.0

    @property
    def hard(self) -> int:
        """Kills without warning; a worker that is told to stop repeats nothing."""
        return self.kills["kill the worker"] + self.kills["kill the server"]


class Faults:
    """A worker and a mail server that die. `free_leases` acts as if the time of a dead worker had passed.

    `pending()` is how many rows wait, and `finished()` whether the house calls the mailing finished.
    """

    def __init__(
        self,
        folder: Path,
        env: dict[str, str],
        port: int,
        *,
        free_leases: Callable[[], None],
        pending: Callable[[], int],
        finished: Callable[[], bool],
        weights: tuple[int, int, int] = (5, 5, 1),
        seed: int = 1,
    ) -> None:
        self.book, self.env, self.port = folder / "book", env, port
        self.free_leases, self.pending, self.finished = free_leases, pending, finished
        self.weights, self.chance = weights, random.Random(seed)
        self.processes: list[subprocess.Popen[bytes]] = []
        self.outcome = Outcome()

    def run(self, count: int, kills: int) -> Outcome:
        """So many kills, spread over so many recipients; then the rest in peace."""
        began = time.monotonic()
        step = count // (kills + 1)
        kinds = self.chance.choices(KINDS, self.weights, k=kills)
        server, worker = self._server(), self._worker()
        try:
            for kind in kinds:
                self._wait_until(self._taken() + self.chance.randint(step // 4, step), worker)
                time.sleep(self.chance.random() * 0.02)
                self.outcome.kills[kind] += 1
                if kind == "kill the server":
                    server = self._again(server, signal.SIGKILL, self._server)
                else:
                    how = signal.SIGKILL if kind == "kill the worker" else signal.SIGTERM
                    worker = self._again(worker, how, self._worker)
                self._look()
            self._finish(worker)
        finally:
            for process in self.processes:
                process.kill()
                process.wait()
        self._count(count)
        self.outcome.seconds = time.monotonic() - began
        return self.outcome

    def _again(
        self,
        process: "subprocess.Popen[bytes]",
        how: signal.Signals,
        start: Callable[[], "subprocess.Popen[bytes]"],
    ) -> "subprocess.Popen[bytes]":
        process.send_signal(how)
        process.wait(PATIENCE)
        self.processes.remove(process)
        if start == self._worker and how == signal.SIGKILL:
            self.free_leases()
        return start()

    def _look(self) -> None:
        """Never finished while a row waits. Asked in this order: a row that waits later has waited before."""
        if self.finished() and self.pending():
            self.outcome.wrongly_finished += 1

    def _finish(self, worker: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE
        while not self.finished():
            if time.monotonic() > until or worker.poll() is not None:
                raise TimeoutError("The mailing did not come to its end.")
            time.sleep(0.1)
        self._look()
        worker.terminate()
        worker.wait(PATIENCE)

    def _count(self, count: int) -> None:
        lines = self.book.read_text().splitlines()
        ids, people = zip(*(line.split(" ", 1) for line in lines), strict=True)
        self.outcome.reached = len(set(people))
        self.outcome.never_sent = count - len(set(people))
        self.outcome.repeats = len(lines) - len(set(people))
        self.outcome.message_ids = len(set(ids))

    def _taken(self) -> int:
        return self.book.read_bytes().count(b"\n") if self.book.exists() else 0

    def _wait_until(self, taken: int, worker: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE
        while self._taken() < taken and not self.finished():
            if time.monotonic() > until or worker.poll() is not None:
                raise TimeoutError("The worker does not get on.")
            time.sleep(0.01)

    def _server(self) -> "subprocess.Popen[bytes]":
        command = [
            sys.executable,
            "-S",
            str(Path(__file__).with_name("sink.py")),
            str(self.port),
            str(self.book),
        ]
        process = self._start(command, os.environ.copy())
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return process
            time.sleep(0.01)
        raise TimeoutError("The mail server did not start.")

    def _worker(self) -> "subprocess.Popen[bytes]":
        return self._start([sys.executable, "-m", "django", "worker", "--every", "0.05"], self.env)

    def _start(self, command: list[str], env: dict[str, str]) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        return process
