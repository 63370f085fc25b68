"""How the log of the server is written: a line for each entry, text or JSON, without what stood in an address."""

import json
import logging
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import SysLogHandler

from django.http import HttpRequest


def door_of(request: HttpRequest) -> str:
    """The route that was asked for, with the names of its parameters in place of what stood there."""
    match = request.resolver_match
    return f"/{match.route}" if match else "no such address"


class WithoutWhatWasAsked(logging.Filter):
    """Takes out of lines of Django what stood in an address: it may hold a link that lets somebody in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; the record is changed."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            asked = {request.path, request.path_info, request.get_full_path()}
            record.args = tuple(door_of(request) if value in asked else value for value in record.args)
        return True


class AsJSON(logging.Formatter):
    """One line of JSON for each record, of this log and of all others."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with `at`, `level` and `logger`; what it says, or what is known of the event."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "logger": record.name,
        }  # fmt: skip
        line |= getattr(record, "said", None) or {"message": record.getMessage()}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class AsLine(logging.Formatter):
    """One line of text for each record; what would begin a line of its own is written as such."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging names it so
        """The message, in one line."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


class Elsewhere(SysLogHandler):
    """Gives entries to a syslog, here or on another machine. Where it is away, the house starts and goes on."""

    def createSocket(self) -> None:  # noqa: N802 - the name of the library
        with suppress(OSError):
            super().createSocket()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the same
        """The entry stands in the log of this machine all the same."""
