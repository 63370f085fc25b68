"""What tests need that run the house in processes of its own: a data folder, a mail server, a web server."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Mail
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psycopg
from aiosmtpd.controller import Controller

from tools.house import WEB

PATIENCE = 180.0
FREE_STALE_CLAIMS = """
from alongside.foundation.models import Message
Message.objects.waiting().update(claimed_at=None)
"""


class Postbox:
    """A real SMTP server on loopback that keeps what it is given, and refuses addresses at `full`."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, to: str, options: Any) -> str:
        if to.endswith("@full.example"):
            return "452 mailbox full"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def mail_server() -> Iterator[tuple[Postbox, int]]:
    """A postbox and its port."""
    box, port = Postbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


class House:
    """A house beside the tests, on the same kind of database, with data of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.environment = {**os.environ, "ALONGSIDE_DATA_DIR": str(folder)}
        self.on_postgres = os.environ.get("TEST_DATABASE") == "postgres"

    def __enter__(self) -> "House":
        self._each("CREATE DATABASE {}")
        self.manage("prepare", "-v0")
        return self

    def __exit__(self, *_: object) -> None:
        self._each("DROP DATABASE IF EXISTS {} WITH (FORCE)")

    def _each(self, statement: str) -> None:
        names = {"DATABASE_URL": self.name, "MONITORING_DATABASE_URL": f"{self.name}_apart"}
        for variable, name in names.items():
            if not self.on_postgres:
                self.environment.pop(variable, None)
                continue
            given = os.environ[variable]
            old = given.partition("@/")[2].partition("?")[0]
            self.environment[variable] = given.replace(f"/{old}", f"/{name}", 1)
            with psycopg.connect(given.replace(f"/{old}", "/postgres", 1), autocommit=True) as server:
                server.execute(statement.format(name))

    def manage(self, *words: str) -> str:
        """A management command; gives what it says."""
        command = [sys.executable, "-m", "django", *words]
        done = subprocess.run(
            command, env=self.environment, check=True, timeout=400, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def ask(self, program: str) -> Any:
        """Run a program inside the house; gives the JSON that it prints."""
        return json.loads(self.manage("shell", "-v0", "-c", program))

    @contextmanager
    def web(self) -> Iterator[int]:
        """The web server as the product runs it; gives its port."""
        port = free_port()
        command = [sys.executable, *WEB, f"--port={port}", "--log-level=error"]
        server = subprocess.Popen(command, env=self.environment)
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)

    def kill_worker_when(self, postbox: Postbox, enough: int) -> None:
        """Start a worker with a name of its own, wait until so many emails came, and kill it (SIGKILL)."""
        self.manage("shell", "-v0", "-c", FREE_STALE_CLAIMS)
        command = [sys.executable, "-m", "django", "worker", "--every", "0.05"]
        worker = subprocess.Popen(command, env=self.environment)
        while len(postbox.mails) < enough and worker.poll() is None:
            os.sched_yield()
        worker.kill()
        worker.wait(timeout=20)

    def finish_mail(self) -> None:
        """A last worker sends everything that is left."""
        self.manage("shell", "-v0", "-c", FREE_STALE_CLAIMS)
        self.manage("worker", "--once")


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            os.sched_yield()
        else:
            return
    raise TimeoutError(f"Nobody answers on port {port}.")
