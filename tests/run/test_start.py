"""The house really starts, on a free port and in a new folder, and leaves no process behind."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from tests import seeds
from tests.run.conftest import ROOT, clean_environment
from tools.data import Data

PATIENCE = 60
READY = "Stop with Ctrl-C."

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        os.environ.get("TEST_STATIC") != "built",
        reason="needs the built style sheets: ./run test makes them first",
    ),
]


class Started:
    """A house that was started as `./run demo --empty` starts it."""

    def __init__(self, data: Path) -> None:
        self.data = str(data)
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port: int = trial.getsockname()[1]
        asked = {"command": "demo", "port": self.port, "data": str(data), "words": []}
        asked |= {"fresh": False, "postgres": os.environ["TEST_DATABASE"] == "postgres", "empty": True}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tools.house", json.dumps(asked)],
            cwd=ROOT,
            env=clean_environment() | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = self._until_ready()
        self.children = psutil.Process(self.process.pid).children(recursive=True)

    def _until_ready(self) -> list[str]:
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line.rstrip())
            if line.startswith(READY):
                return said
        raise AssertionError("\n".join(["The house did not start.", *said]))

    def end(self) -> tuple[int, str]:
        """Its exit code and last words, once it has ended and all that it had started is gone."""
        last, _ = self.process.communicate(timeout=PATIENCE)
        gone, left = psutil.wait_procs(self.children, timeout=5)
        assert left == []
        assert [process.pid for process in psutil.process_iter() if self.data in _words(process)] == []
        assert len(gone) >= 2  # web and worker, so that there was something to leave behind
        return self.process.returncode, last


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Started]]:
    houses: list[Started] = []

    def start_house() -> Started:
        houses.append(Started(tmp_path / "data"))
        return houses[-1]

    yield start_house
    for house in houses:
        if house.process.poll() is None:
            house.process.terminate()
            house.process.communicate(timeout=PATIENCE)


@pytest.fixture
def tables(django_db_setup: None, tmp_path: Path) -> None:
    """The tables stand already: that they are made is seen by the test of a second start."""
    if not seeds.on_postgres():
        seeds.lay_out(tmp_path / "data")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_house_answers_and_a_signal_stops_all_of_it(
    tables: None, start: Callable[[], Started], number: signal.Signals
) -> None:
    house = start()
    with urlopen(f"http://127.0.0.1:{house.port}/healthz") as answer:
        assert json.load(answer) == {"web": "up", "database": "up", "worker": "up"}
    assert f"Alongside is ready: http://localhost:{house.port}/" in house.said
    (offer,) = [line for line in house.said if line.startswith("Set up your centre: ")]
    assert f"http://localhost:{house.port}/set-up/" in offer
    assert Data(Path(house.data)).port == house.port, "commands write their links with it"
    house.process.send_signal(number)
    assert house.end() == (0, "\nStopped.\n")


@pytest.mark.long(seconds=60)
def test_second_start_makes_nothing_again(
    django_db_setup: None, start: Callable[[], Started], tmp_path: Path
) -> None:
    """And the first makes, by the migrations, the very tables that all other tests are run on."""
    for expected in (["database"], []):
        house = start()
        made = [line.split()[0] for line in house.said if line.startswith("  ")]
        assert made == expected
        house.process.send_signal(signal.SIGINT)
        assert house.end()[0] == 0
    if not seeds.on_postgres():
        assert seeds.differences(tmp_path / "data") == {"default": [], "monitoring": []}


@pytest.mark.parametrize(("name", "part"), [("granian", "web"), ("manage.py", "worker")])
def test_process_that_dies_is_told_and_takes_the_house_down(
    tables: None, start: Callable[[], Started], name: str, part: str
) -> None:
    house = start()
    parts = [child for child in house.children if name in " ".join(child.cmdline())]
    min(parts, key=lambda child: child.pid).kill()
    code, last = house.end()
    assert code == 1
    assert f"The {part} process stopped by itself." in last
