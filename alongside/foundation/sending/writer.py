"""Writes down what the mail server took, while the engine goes on with other connections.

On PostgreSQL the commit is begun over a connection of its own, and its end is listened for beside the mail server's
answers. On SQLite, and inside a transaction, it is simply waited for: the promise is the same.
"""

from collections.abc import Sequence
from typing import Any

from django.db import OperationalError, connection

from .. import clock
from ..models import Message
from . import ledger

SENT = b"""UPDATE foundation_message SET sent_at = $1, sent_by = 'system', last_error = '', missed_at = NULL,
claimed_at = NULL, claimed_by = '' WHERE id = ANY($2::uuid[])"""


class Writer:
    """One commit at a time. `writing` are the messages of the one that is not known to be done."""

    def __init__(self) -> None:
        self.writing: list[Message] = []
        self.socket: int | None = None
        self._wrapper: Any = None

    def begin(self, messages: Sequence[Message]) -> None:
        """Mark these as sent; `finished` says when that is so for good."""
        assert not self.writing
        if connection.vendor != "postgresql" or connection.in_atomic_block or any(m.forget for m in messages):
            ledger.mark_sent(messages)
            return
        libpq = self._libpq()
        ids = "{" + ",".join(str(message.pk) for message in messages) + "}"
        libpq.send_query_params(SENT, [clock.now().isoformat().encode(), ids.encode()])
        libpq.flush()
        self.writing = list(messages)

    def finished(self) -> bool:
        """Whether nothing is being written; never waits."""
        if not self.writing:
            return True
        libpq = self._libpq()
        libpq.flush()
        libpq.consume_input()
        return not libpq.is_busy() and self._conclude(libpq)

    def wait(self) -> None:
        """Until nothing is being written."""
        if self.writing:
            self._conclude(self._libpq())

    def close(self) -> None:
        """Wait, and hang up."""
        try:
            self.wait()
        finally:
            if self._wrapper is not None:
                self._wrapper.close()

    def _conclude(self, libpq: Any) -> bool:
        """Take the answer. Raises OperationalError when it is no."""
        problem = b""
        while (result := libpq.get_result()) is not None:
            problem = problem or result.error_message
        self.writing = []
        if problem:
            raise OperationalError(problem.decode("utf-8", "replace"))
        return True

    def _libpq(self) -> Any:
        if self._wrapper is None:
            self._wrapper = connection.copy()
            self._wrapper.ensure_connection()
            self.socket = self._wrapper.connection.pgconn.socket
        return self._wrapper.connection.pgconn
