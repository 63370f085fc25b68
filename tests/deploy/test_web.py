"""The web process, started exactly as its service starts it, behind a web server with TLS."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from tests.deploy.conftest import PATIENCE, Web
from tests.deploy.test_files import DEPLOY
from tests.processes import free_port
from tools.steps import COLLECTED

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not COLLECTED.exists(), reason="needs the built style sheets: ./run test makes them first"
    ),
]
FORWARDED = {"Host": "centre.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}


def test_two_processes_serve(web: Web) -> None:
    serving = psutil.Process(web.process.pid).children()
    assert len([child for child in serving if child.is_running()]) >= 2


def test_over_https_a_page_comes_with_its_headers(web: Web) -> None:
    answer = web.ask("/library/", **FORWARDED)
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_without_https_people_are_led_there(web: Web) -> None:
    answer = web.ask("/", Host="centre.example", **{"X-Forwarded-Proto": "http"})
    assert (answer.status, answer.headers["Location"]) == (301, "https://centre.example/")


def test_another_name_is_refused(web: Web) -> None:
    assert web.ask("/", **FORWARDED | {"Host": "other.example"}).status == 400


def test_health_is_told_though_the_worker_is_not_there(web: Web) -> None:
    assert web.ask("/healthz", Host="centre.example").status == 503, "for whoever watches over all"
    assert web.ask("/healthz?pages", Host="centre.example").status == 200, (
        "for whoever spreads requests: pages go on"
    )
    assert web.is_healthy()


def test_a_new_version_loses_no_request(web: Web) -> None:
    """As `systemctl reload` does: each process is renewed, and what was taken is answered.

    For a moment nobody takes a connection; the web server in front then knocks again, and so does this test.
    """
    assert "lb_try_duration" in (DEPLOY / "Caddyfile").read_text()
    before = set(psutil.Process(web.process.pid).children())
    answers: list[int] = []
    over = threading.Event()

    def ask_on() -> None:
        while not over.is_set():
            try:
                answers.append(web.ask("/healthz", Host="centre.example").status)
            except ConnectionRefusedError:
                time.sleep(0.1)

    asking = threading.Thread(target=ask_on)
    asking.start()
    try:
        web.process.send_signal(signal.SIGHUP)
        until = time.monotonic() + PATIENCE
        while before & set(psutil.Process(web.process.pid).children()):
            assert time.monotonic() < until, "a process was not renewed"
            time.sleep(0.05)
        many = len(answers)
        while len(answers) < many + 20 and asking.is_alive():
            time.sleep(0.05)
    finally:
        over.set()
        asking.join()
    assert set(answers) == {503}, "every one was answered: that no worker runs here"
    assert len(answers) >= many + 20


def test_a_house_that_is_not_there_is_not_healthy() -> None:
    env = {"PATH": os.defpath, "GRANIAN_PORT": str(free_port())}
    command = [sys.executable, str(Path(DEPLOY / "healthy"))]
    assert subprocess.run(command, env=env, check=False).returncode == 1
