"""Servers that a benchmark starts and stops: our own as the product runs it, and those of peers."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Server:
    """A process in a session of its own, so that nothing of it stays."""

    def __init__(self, command: list[str], log: Path, env: dict[str, str]) -> None:
        with log.open("w") as file:
            self.process = subprocess.Popen(
                command, cwd=log.parent, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                start_new_session=True,
            )  # fmt: skip

    def stop(self) -> None:
        """Ask it to stop, then end whatever is left."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


class Postgres:
    """The embedded PostgreSQL, for us and for a peer alike; `settings` lead ours to it."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "tools.postgres", str(folder / "postgres")]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.settings: dict[str, str] = json.loads(self.process.stdout.readline())
        self.socket = self.settings["DATABASE_URL"].partition("host=")[2]

    def create(self, name: str) -> None:
        """One more empty database; one of that name that was kept is thrown away."""
        import psycopg

        with psycopg.connect(
            dbname="postgres", user="postgres", host=self.socket, autocommit=True
        ) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")

    def stop(self) -> None:
        """It stops when its standard input closes."""
        self.process.communicate()


class Ours:
    """Alongside on a filled database: as `./run` starts it, or with several workers, as deploy/ does."""

    def __init__(self, folder: Path, env: dict[str, str], *, workers: int = 1) -> None:
        self.port = free_port()
        threads = 4 if workers == 1 else 2
        self.env = env | {"ALONGSIDE_SITE_URL": f"http://localhost:{self.port}"}
        web = [
            sys.executable, "-m", "granian", "alongside.config.wsgi:application", "--interface=wsgi",
            "--host=127.0.0.1", f"--port={self.port}", f"--workers={workers}",
            f"--blocking-threads={threads}", "--workers-kill-timeout=10",
        ]  # fmt: skip
        self.servers = [Server(web, folder / "web.log", self.env)]
        worker = [sys.executable, str(ROOT / "manage.py"), "worker"]
        self.servers.append(Server(["nice", "-n", "5", *worker], folder / "worker.log", self.env))

    def stop(self) -> None:
        """Nothing is left running."""
        for server in self.servers:
            server.stop()


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(port: int, path: str, patience: float = 60.0) -> None:
    """Until a page answers with 200. Raises TimeoutError."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("localhost", port, timeout=30)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        connection.close()
        time.sleep(0.1)
    raise TimeoutError(f"port {port} does not answer {path}")
