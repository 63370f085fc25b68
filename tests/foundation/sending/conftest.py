"""A small SMTP server that offers what a test says, and keeps every word of what it is told."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

Answer = Callable[[str], str | None]


@dataclass
class Sink:
    """What it offers and refuses, and what it heard. `answers` maps the beginning of a command to a reply."""

    offers: list[str] = field(default_factory=lambda: ["PIPELINING", "8BITMIME", "SMTPUTF8"])
    answers: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    hang_up_after: int = 0
    port: int = 0
    partings: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """One for each visit that is over: whoever counts commands to the last waits for it first."""

    def answer(self, command: str) -> str | None:
        for beginning, reply in self.answers.items():
            if command.upper().startswith(beginning.upper()):
                return reply
        return None


class _Session(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        sink: Sink = self.server.sink
        self.say("220 sink")
        while line := self.line():
            command = line.decode("utf-8").rstrip("\r\n")
            sink.commands.append(command)
            refusal = sink.answer(command)
            if refusal:
                self.say(refusal)
                if refusal.startswith("421"):
                    return
            elif command[:4].upper() == "EHLO":
                self.say(*[f"250-{one}" for one in sink.offers], "250 HELP")
            elif command.upper() == "DATA":
                self.say("354 go on")
                if not self.take(sink):
                    return
            elif command.upper() == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 2.0.0 ok")

    def finish(self) -> None:
        super().finish()
        self.server.sink.partings.release()

    def take(self, sink: Sink) -> bool:
        lines = []
        while (line := self.line()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b".") else line)
        mail = b"".join(lines)
        if sink.hang_up_after and len(sink.mails) + 1 >= sink.hang_up_after:
            sink.hang_up_after = 0
            return False
        sink.mails.append(mail)
        self.say(sink.answer("END") or "250 2.0.0 taken")
        return True

    def line(self) -> bytes:
        try:
            return bytes(self.rfile.readline())
        except ConnectionError:
            return b""

    def say(self, *lines: str) -> None:
        with contextlib.suppress(ConnectionError):
            self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def serving(sink: Sink) -> Iterator[Sink]:
    """The sink, answering."""
    server = _Server(("127.0.0.1", 0), _Session)
    server.sink = sink  # type: ignore[attr-defined]
    sink.port = server.socket.getsockname()[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with serving(Sink()) as answering:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", answering.port
        settings.DEFAULT_FROM_EMAIL = "The centre <hello@centre.example>"
        yield answering


def unused_port() -> int:
    """A port at which nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
