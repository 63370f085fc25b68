"""What tests need that run the house in processes of its own: a data folder, a mail server, a web server."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes
from email.message import Message as Mail
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psycopg
from aiosmtpd.controller import Controller

from tests import seeds
from tools.house import WEB

PATIENCE = 180.0
FREE_STALE_CLAIMS = "UPDATE foundation_message SET claimed_at = NULL WHERE sent_at IS NULL"


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
    """A house beside the tests, on the same kind of database, with data of its own.

    Its tables are copied from those of the tests: ask for `django_db_setup` first.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.environment = {**os.environ, "ALONGSIDE_DATA_DIR": str(folder)}

    def __enter__(self) -> "House":
        if seeds.on_postgres():
            self.environment |= seeds.make_databases(self.name)
        else:
            seeds.lay_out(self.folder)
        return self

    def __exit__(self, *_: object) -> None:
        if seeds.on_postgres():
            seeds.drop_databases(self.name)

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
        self._free_stale_claims()
        command = [sys.executable, "-m", "django", "worker", "--every", "0.05"]
        worker = subprocess.Popen(command, env=self.environment)
        while len(postbox.mails) < enough and worker.poll() is None:
            os.sched_yield()
        worker.kill()
        worker.wait(timeout=20)

    def finish_mail(self) -> None:
        """A last worker sends everything that is left."""
        self._free_stale_claims()
        self.manage("worker", "--once")

    def _free_stale_claims(self) -> None:
        """As if the time had passed after which a claim of a dead worker grows stale."""
        if seeds.on_postgres():
            with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as server:
                server.execute(FREE_STALE_CLAIMS)
            return
        with closing(sqlite3.connect(self.folder / seeds.FILES["default"], timeout=20)) as file, file:
            file.execute(FREE_STALE_CLAIMS)


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
