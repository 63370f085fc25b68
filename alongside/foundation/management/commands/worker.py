"""`manage.py worker`: sends the outbox and does recurring jobs until it is told to stop."""

import logging
import os
import signal
import socket
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from alongside.foundation import jobs, outbox

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send the outbox and do recurring jobs. Stops cleanly on SIGTERM and Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between rounds (default 2)")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, lambda *_: stop.set())
            signal.signal(signal.SIGINT, lambda *_: stop.set())
        name = f"{socket.gethostname()}:{os.getpid()}"
        while not stop.is_set():
            sent = _round(name, stop)
            if options["once"] and not sent:
                return
            if not sent:
                stop.wait(options["every"])


def _round(name: str, stop: threading.Event) -> int:
    """One round; a database that is away for a moment does not end the worker."""
    close_old_connections()
    try:
        jobs.beat("worker")
        jobs.tick(stop)
        return outbox.deliver_due(name, stop)
    except OperationalError:
        log.exception("The database did not answer; trying again in the next round")
        return 0
