"""A house as its service starts it, for the tests that ask it and for those of web servers in front of it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest

from tests.deploy.test_files import DEPLOY, PYTHON, ROOT, settings_for, unit
from tests.processes import House, free_port

PATIENCE = 90
A_CENTRE = """
import json
from django.core.files.uploadedfile import SimpleUploadedFile
from alongside.foundation import actors, centre
from alongside.learning import actions as learning
BY = actors.SYSTEM
centre.set_up(name="Centre", short_name="C", purpose="To test.", area="england", languages=["en"], by=BY)
row = learning.add_resource(
    title="A page", kind="guide", licence="cc_by", file=SimpleUploadedFile("page.txt", b"Some words."), by=BY
)
print(json.dumps(row.pk))
"""


class Web:
    """The web process of a service, with its port. `a_file` is the path of a file that was handed in."""

    def __init__(self, settings: dict[str, str], a_file: str) -> None:
        self.port, self.a_file = free_port(), a_file
        line = unit(DEPLOY / "systemd/alongside-web.service")["Service"]["ExecStart"]
        words = line.replace(PYTHON, sys.executable).split()
        self.settings = (
            {"PATH": os.defpath} | given_by_the_unit() | settings | {"GRANIAN_PORT": str(self.port)}
        )
        self.process = subprocess.Popen(words, cwd=ROOT, env=self.settings, stderr=subprocess.DEVNULL)

    def ask(self, path: str, **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer

    def is_healthy(self) -> bool:
        command = [sys.executable, str(DEPLOY / "healthy")]
        return subprocess.run(command, env=self.settings, check=False).returncode == 0


def given_by_the_unit() -> dict[str, str]:
    """The environment that the unit itself sets."""
    line = unit(DEPLOY / "systemd/alongside-web.service")["Service"]["Environment"]
    return dict(word.split("=", 1) for word in line.split())


@pytest.fixture(scope="package")
def web(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with House(tmp_path_factory.mktemp("house"), "behind_tls") as house:
        ours = {name: value for name, value in house.environment.items() if name.endswith("DATABASE_URL")}
        given = settings_for("centre.example") | ours | {"ALONGSIDE_DATA_DIR": str(house.folder)}
        a_file = house.ask(A_CENTRE)
        started = Web(given, f"/library/{a_file}/take/")
        try:
            until = time.monotonic() + PATIENCE
            while not started.is_healthy():
                assert started.process.poll() is None, "the web process stopped by itself"
                assert time.monotonic() < until, "the web process does not answer"
            yield started
        finally:
            started.process.terminate()
            started.process.wait(timeout=30)
