"""pretix as a peer: in an environment of its own, on the same PostgreSQL, with Redis where this machine has it."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.servers import Server, free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".alongside" / "pretix-venv"
LOCK = ROOT / "requirements" / "pretix.txt"
CONFIG = """
[pretix]
instance_name=Peer
url=http://localhost:{port}
datadir={folder}/data
registration=off
[database]
backend=postgresql
name=pretix
user=postgres
host={socket}
[django]
secret=0123456789012345678901234567890123456789
debug=off
{redis}
"""
REDIS = """
[redis]
location=redis://127.0.0.1:{port}/0
sessions=true
"""


class CannotInstallError(Exception):
    """The peer cannot be had here; the message says why."""


def install() -> None:
    """Make its environment, unless it stands. Raises CannotInstallError with pip's last words."""
    stamp = VENV / "stamp"
    if stamp.exists() and stamp.read_text() == LOCK.read_text():
        return
    uv = Path(sys.executable).parent / "uv"
    for command in (
        [str(uv), "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)],
        [
            str(uv),
            "pip",
            "sync",
            "--quiet",
            "--require-hashes",
            "--python",
            str(VENV / "bin/python"),
            str(LOCK),
        ],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotInstallError(done.stderr.strip()[-400:])
    stamp.write_text(LOCK.read_text())


class Pretix:
    """Installed, migrated and filled; `start` and `stop` its server as often as wanted."""

    def __init__(self, folder: Path, socket: str) -> None:
        self.folder = folder / "pretix"
        (self.folder / "data").mkdir(parents=True)
        self.port, self.redis_port = free_port(), free_port()
        self.with_redis = shutil.which("redis-server") is not None
        redis = REDIS.format(port=self.redis_port) if self.with_redis else ""
        config = self.folder / "pretix.cfg"
        config.write_text(CONFIG.format(port=self.port, folder=self.folder, socket=socket, redis=redis))
        self.env = dict(os.environ) | {"PRETIX_CONFIG_FILE": str(config)}
        for name in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH", "DATABASE_URL"):
            self.env.pop(name, None)
        self.servers: list[Server] = []

    def prepare(self) -> float:
        """Migrate and fill. Returns how many seconds the migrations took."""
        if self.with_redis:
            self._redis()
        began = time.monotonic()
        self._run("-m", "pretix", "migrate")
        took = time.monotonic() - began
        self._run("-P", str(ROOT / "bench/peers/pretix_seed.py"))
        return took

    def start(self) -> None:
        """Two workers of gunicorn, as its own guide advises for a machine of this size."""
        words = ["-m", "gunicorn", "pretix.wsgi", "-w", "2", "-b", f"127.0.0.1:{self.port}"]
        self.servers.append(Server([str(VENV / "bin/python"), *words], self.folder / "web.log", self.env))
        wait_for(self.port, "/centre/s1/")

    def stop(self) -> None:
        """Nothing is left running."""
        for server in reversed(self.servers):
            server.stop()

    def _redis(self) -> None:
        words = ["redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", ""]
        self.servers.append(Server(words, self.folder / "redis.log", self.env))

    def _run(self, *words: str) -> None:
        command = [str(VENV / "bin/python"), *words]
        done = subprocess.run(
            command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CannotInstallError(done.stderr.strip()[-400:])
