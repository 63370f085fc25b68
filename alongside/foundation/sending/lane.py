"""One connection to the mail server, pipelined (RFC 2920): a message costs one round trip.

The end of one mail and the envelope of the next go out together. A server that offers no pipelining is asked
step by step. Opening is left to Django's own settings and the standard library: TLS, and who we are.
"""

import contextlib
import ssl
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.mail import get_connection

from .outgoing import Features, Outgoing
from .replies import Fate, Reader, Reply, Verdict, judge

READ = 65536
NOT_NOW = (ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError)
END = b".\r\n"
PATIENCE, PATIENCE_AT_THE_END = (
    60.0,
    300.0,
)  # seconds; a server may look through a whole mail before it answers


@dataclass(frozen=True)
class _Step:
    """A command to send, and what its reply is about."""

    name: str
    data: bytes
    outgoing: Outgoing | None


Result = tuple[Outgoing, Verdict]


class Lane:
    """A connection that is open. `ready` is the message whose envelope the server has taken."""

    def __init__(self, session: Any) -> None:
        self.session, self.socket = session, session.sock
        self.features = features_of(session)
        self.socket.setblocking(False)
        self.ready: Outgoing | None = None
        self.closed = ""
        self.sent = 0
        self._reader = Reader()
        self._out = b""
        self._steps: deque[_Step] = deque()
        self._asked: deque[_Step] = deque()
        self._refused: dict[int, Verdict] = {}
        self._reset = False
        self._heard_at = time.monotonic()

    # What the engine may do

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do and may be given a message."""
        return not (self.closed or self._asked or self._steps or self.ready)

    @property
    def in_flight(self) -> list[Outgoing]:
        """The messages that it holds, whose fate is open."""
        held = [step.outgoing for step in [*self._asked, *self._steps] if step.outgoing]
        return list({id(one): one for one in [*held, *([self.ready] if self.ready else [])]}.values())

    @property
    def delivering(self) -> bool:
        """Whether a whole mail is with the server, whose answer is not here yet."""
        return any(step.name == "END" for step in self._asked)

    @property
    def wants_to_write(self) -> bool:
        return bool(self._out)

    def offer(self, outgoing: Outgoing) -> None:
        """Send the envelope of a message over an idle lane."""
        self._envelope(outgoing)
        self._pump()

    def deliver(self, following: Outgoing | None) -> None:
        """Send the mail that is ready, and in the same breath the envelope of the one that follows."""
        outgoing, self.ready = self.ready, None
        assert outgoing is not None
        self._steps.append(_Step("END", outgoing.mail + END, outgoing))
        if following is not None:
            self._envelope(following)
        self._pump()

    def hear(self) -> list[Result]:
        """Read what the server says; gives the messages whose fate is known now."""
        found: list[Result] = []
        try:
            for data in self._incoming():
                for reply in self._reader.read(data):
                    found += self._understand(reply)
        except (OSError, ValueError) as problem:
            self.close(str(problem) or type(problem).__name__)
        if not self.closed:
            self._pump()
        return found

    def write(self) -> None:
        """Send as much as the connection takes now."""
        try:
            while self._out:
                self._out = self._out[self.socket.send(self._out) :]
        except NOT_NOW:
            return
        except OSError as problem:
            self.close(str(problem) or type(problem).__name__)

    def check_patience(self) -> None:
        """Close a lane whose server has been silent for too long."""
        patience = PATIENCE_AT_THE_END if self.delivering else PATIENCE
        if self._asked and time.monotonic() - self._heard_at > patience:
            self.close("The mail server did not answer in time.")

    def close(self, why: str = "") -> None:
        """Say goodbye, as far as that is possible, and close."""
        if not self.closed:
            polite = self.idle and not why
            self.closed = why or "closed"
            with contextlib.suppress(OSError):
                if polite:
                    self.socket.send(b"QUIT\r\n")
            with contextlib.suppress(OSError):
                self.session.close()

    # The conversation

    def _envelope(self, outgoing: Outgoing) -> None:
        if self._reset:
            self._steps.append(_Step("RSET", b"RSET\r\n", None))
            self._reset = False
        self._steps.append(_Step("MAIL", outgoing.opening, outgoing))
        self._steps.append(_Step("RCPT", outgoing.recipient, outgoing))
        self._steps.append(_Step("DATA", b"DATA\r\n", outgoing))

    def _pump(self) -> None:
        """Send the steps that may go: all of them together, or one at a time."""
        if not self._steps or (self._asked and not self.features.pipelining):
            return
        if not self._asked:
            self._heard_at = time.monotonic()
        going = [self._steps.popleft()]
        while self._steps and self.features.pipelining:
            going.append(self._steps.popleft())
        self._asked.extend(going)
        self._out += b"".join(step.data for step in going)
        self.write()

    def _incoming(self) -> Iterator[bytes]:
        while True:
            try:
                data = self.socket.recv(READ)
            except NOT_NOW:
                return
            if not data:
                raise ConnectionResetError("The mail server closed the connection.")
            self._heard_at = time.monotonic()
            yield data
            if len(data) < READ and not isinstance(self.socket, ssl.SSLSocket):
                return

    def _understand(self, reply: Reply) -> list[Result]:
        if not self._asked:
            self.close(f"The mail server said, unasked: {reply}")
            return []
        step = self._asked.popleft()
        if step.outgoing is None:
            if reply.code == 421:
                self.close(str(reply))
            return []
        verdict = judge(reply, step.name)
        if verdict.fate is Fate.LOST:
            self._asked.appendleft(step)
            self.close(str(reply))
            return []
        if step.name == "END":
            return self._after_the_mail(step.outgoing, verdict)
        return self._after_the_envelope(step, step.outgoing, verdict)

    def _after_the_mail(self, outgoing: Outgoing, verdict: Verdict) -> list[Result]:
        self.sent += verdict.fate is Fate.SENT
        return [(outgoing, self._refused.pop(id(outgoing), verdict))]

    def _after_the_envelope(self, step: _Step, outgoing: Outgoing, verdict: Verdict) -> list[Result]:
        if step.name != "DATA":
            if verdict.fate is not Fate.SENT:
                self._refused.setdefault(id(outgoing), verdict)
                return self._skip_the_rest(outgoing)
            return []
        refused = self._refused.get(id(outgoing))
        if verdict.reply.code == 354:
            if refused is None:
                self.ready = outgoing
                return []
            self._steps.appendleft(_Step("END", END, outgoing))  # nobody to write to, yet it waits for a mail
            return []
        self._reset = True
        self._refused.pop(id(outgoing), None)
        return [(outgoing, refused or judge(neither_yes_nor_no(verdict.reply), "DATA"))]

    def _skip_the_rest(self, outgoing: Outgoing) -> list[Result]:
        """Step by step, a refused envelope is not gone on with; pipelined, its DATA is out already."""
        if self.features.pipelining:
            return []
        self._steps = deque(step for step in self._steps if step.outgoing is not outgoing)
        self._reset = True
        return [(outgoing, self._refused.pop(id(outgoing)))]


def neither_yes_nor_no(reply: Reply) -> Reply:
    """An answer to DATA that is no refusal and asks for no mail either is taken for "later"."""
    return Reply(451, str(reply)) if reply.ok else reply


def open_lane() -> Lane:
    """Connect as Django's EMAIL_* settings say. Raises OSError or SMTPException."""
    backend: Any = get_connection()
    backend.open()
    session = backend.connection
    session.ehlo_or_helo_if_needed()
    return Lane(session)


def features_of(session: Any) -> Features:
    """What the server said it can do."""
    offered = session.esmtp_features
    return Features(
        pipelining="pipelining" in offered, eight_bit="8bitmime" in offered, utf8="smtputf8" in offered
    )
