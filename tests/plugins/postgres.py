"""With `TEST_DATABASE=postgres`, the whole suite runs on PostgreSQL 18. Loaded early, with `-p`.

Django reads its settings before any conftest.py, so the server has to be up before that: it is started when
this file is imported. The processes of pytest-xdist inherit the addresses and use databases of their own.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.plugins import environment

ROOT = Path(__file__).parents[2]
CHOICE = "TEST_DATABASE"
KNOWN = ("sqlite", "postgres")


class Server:
    """The server of this run, with its folder; does nothing on SQLite and in processes of pytest-xdist."""

    def __init__(self) -> None:
        self.folder = ""
        choice = os.environ.setdefault(CHOICE, "sqlite")
        if choice not in KNOWN:
            raise pytest.UsageError(f"{CHOICE}={choice} is unknown. Use one of: {', '.join(KNOWN)}.")
        if choice == "postgres" and environment.WORKER not in os.environ:
            self._start()

    def _start(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="alongside-pg-")
        command = [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "tools.postgres",
            f"{self.folder}/data",
            "--forgetful",
        ]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        answer = self.process.stdout.readline()
        if not answer:
            raise pytest.UsageError("PostgreSQL did not start; what it said stands above.")
        os.environ.update(json.loads(answer))

    def stop(self) -> None:
        """Stop the server and remove its files; a second call does nothing."""
        if self.folder:
            self.process.communicate()
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = ""


server = Server()


def pytest_report_header() -> str:
    return f"database: {os.environ[CHOICE]}"


def pytest_unconfigure() -> None:
    server.stop()
