"""The log goes to another machine too, where one is named."""

import json
import logging
import socket
from collections.abc import Iterator
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from alongside.config import environment
from alongside.foundation import log_lines


@pytest.fixture
def machine() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listens:
        listens.bind(("127.0.0.1", 0))
        listens.settimeout(10)
        yield listens


def test_each_entry_reaches_the_other_machine_as_the_log_here_has_it(
    machine: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALONGSIDE_LOG_TO", f"udp://127.0.0.1:{machine.getsockname()[1]}")
    said: dict[str, Any] = dict(settings.LOGGING) | {"handlers": environment.log_elsewhere("json")}
    maker = DictConfigurator(said)
    for kind, make in (("formatters", maker.configure_formatter), ("filters", maker.configure_filter)):
        for name in said[kind]:
            maker.config[kind][name] = make(maker.config[kind][name])
    handler = maker.configure_handler(maker.config["handlers"]["elsewhere"])
    entry = logging.LogRecord("alongside.tests", logging.WARNING, "", 0, "A line\nand another", None, None)
    handler.handle(entry)
    handler.close()
    came = machine.recv(4096).decode()
    assert came.startswith("<12>")
    assert json.loads(came[4:].rstrip("\0"))["message"] == "A line\nand another"


def test_a_machine_that_is_away_keeps_the_house_from_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    handler = log_lines.Elsewhere(address=("no-such-machine.invalid", 514))
    handler.handle(logging.LogRecord("alongside.tests", logging.WARNING, "", 0, "A line", None, None))
    handler.close()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "wrong", ["logs.internal", "http://logs.internal:80", "tcp://logs.internal:601", "udp://logs.internal"]
)
def test_no_place_for_a_log_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_LOG_TO", wrong)
    with pytest.raises(ImproperlyConfigured, match="is no place for a log"):
        environment.log_elsewhere("lines")


def test_without_it_the_log_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALONGSIDE_LOG_TO", raising=False)
    assert environment.log_elsewhere("lines") == {}
