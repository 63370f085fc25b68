"""The engine: several connections, one ledger, one loop.

Each round reads what the server said, and writes it to the ledger in one commit; a connection sends its next mail
only when the one before is written down, while others go on. So at any moment a connection has at most one mail
whose fate the ledger does not know, and after a kill no more than that many are repeated, under the same
Message-ID. In fast mode the ledger is written for some mails of each connection together, and ten each may be
repeated.
"""

import select
import socket
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from smtplib import SMTPException
from threading import Event
from uuid import UUID

from django.conf import settings

from .. import signals
from ..models import Message
from . import ledger
from .bucket import Limits
from .lane import Lane, Result, open_lane
from .replies import Fate, Verdict
from .supply import Supply
from .writer import Writer

TOGETHER = 10  # mails of each connection that one commit writes down in fast mode
LONGEST_IN_MEMORY = 0.5  # seconds after which they are written down in any case
ROUND = 0.25  # seconds that a round waits for news at most
SHIFT = 30.0  # seconds after which the worker looks after its other jobs
PATIENCE = 30.0  # seconds for what is in flight when the worker is told to stop
LOST_TOO_OFTEN = 3
OPENERS = 4  # threads that open connections; each keeps memory of its own
WORK_FOR_ONE = 50  # messages that are worth another connection


def deliver(worker: str, stop: Event | None = None) -> int:
    """Send what is due, for half a minute at most. Returns how many the server took."""
    engine = Engine(worker, stop or Event())
    try:
        engine.run()
    finally:
        engine.close()
    return engine.sent


@dataclass
class Done:
    """Mails that the server took and the ledger does not know yet, and the connections they went over."""

    messages: list[Message] = field(default_factory=list)
    lanes: set[Lane] = field(default_factory=set)
    since: float = 0.0


class Engine:
    """One shift of one worker."""

    def __init__(self, worker: str, stop: Event) -> None:
        self.stop = stop
        self.sent = 0
        self.problem = ""
        self.supply = Supply(worker, Limits(settings.SENDING_PER_SECOND, settings.SENDING_PER_DOMAIN))
        self.lanes: list[Lane] = []
        self.most = settings.SENDING_CONNECTIONS
        self._done = Done()
        self._writer = Writer()
        self._waiting: set[Lane] = set()
        self._lost: dict[UUID, int] = {}
        self._opening: list[Future[Lane]] = []
        self._pool = ThreadPoolExecutor(max_workers=min(self.most, OPENERS), thread_name_prefix="lane")
        self._bell, self._ring = socket.socketpair()
        self._bell.setblocking(False)

    def run(self) -> None:
        """Rounds until there is nothing to do, the shift is over, or the worker is to stop."""
        ends = time.monotonic() + SHIFT
        while not self._over(ends):
            self._open()
            self._listen()
            self._write_down()
            self._send()
        self._drain()

    def close(self) -> None:
        """Leave nothing open, and give back what was not sent."""
        try:
            self._writer.wait()
            self._write_down(now=True)
            self._writer.close()
        finally:
            for opening in self._opening:
                opening.add_done_callback(_close_it)
            for lane in self.lanes:
                lane.close()
            self._pool.shutdown(wait=False)
            self._bell.close()
            self._ring.close()
            self.supply.close(self.problem)

    # A round

    def _over(self, ends: float) -> bool:
        if self.stop.is_set() or time.monotonic() > ends or (self.problem and not self._alive):
            return True
        self.supply.refill(self._held())
        return not (len(self.supply) or self._busy() or self._writer.writing or self._done.messages)

    @property
    def _alive(self) -> bool:
        return bool(self.lanes or self._opening)

    def _open(self) -> None:
        """Open as many connections as there is work for; a server that takes fewer gets fewer."""
        for opening in [one for one in self._opening if one.done()]:
            self._opening.remove(opening)
            try:
                self.lanes.append(opening.result())
                self.problem = ""
            except (SMTPException, OSError) as problem:
                self.most = max(1, len(self.lanes))
                self.problem = str(problem) or type(problem).__name__
        wanted = self.most if self.supply.plenty else min(self.most, 1 + len(self.supply) // WORK_FOR_ONE)
        if self.problem and not self._alive:
            return
        for _missing in range(wanted - len(self.lanes) - len(self._opening)):
            opening = self._pool.submit(open_lane)
            opening.add_done_callback(self._rung)
            self._opening.append(opening)

    def _listen(self) -> None:
        """Wait for news, and understand it."""
        writing = [lane.socket for lane in self.lanes if lane.wants_to_write]
        reading = [lane.socket for lane in self.lanes]
        patience = min(ROUND, self.supply.wait) if self.supply.wait else ROUND
        if not (self._busy() or self._opening or self.supply.wait or self._writer.writing):
            patience = 0.0
        ledger_news = [self._writer.socket] if self._writer.writing and self._writer.socket else []
        can_read, can_write, _ = select.select([self._bell, *ledger_news, *reading], writing, [], patience)
        if self._bell in can_read:
            self._bell.recv(1024)
        for lane in list(self.lanes):
            if lane.socket in can_write:
                lane.write()
            if lane.socket in can_read:
                for result in lane.hear():
                    self._settle(lane, result)
            lane.check_patience()
            if lane.closed:
                self._lose(lane)

    def _write_down(self, *, now: bool = False) -> None:
        """Write to the ledger what the server took: at once, or for some together in fast mode."""
        if not self._writer.finished():
            return
        self._waiting = set()
        done = self._done
        if not done.messages or not (now or self._enough()):
            return
        self._done = Done()
        self._writer.begin(done.messages)
        self.sent += len(done.messages)
        if self._writer.writing:
            self._waiting = done.lanes

    def _enough(self) -> bool:
        """Whether it is time to write down: in fast mode, ten for each connection, or half a second's worth."""
        if not settings.SENDING_FAST or not self._busy():
            return True
        late = time.monotonic() - self._done.since > LONGEST_IN_MEMORY
        return late or len(self._done.messages) >= TOGETHER // 2 * len(self.lanes)

    def _may_send(self, lane: Lane) -> bool:
        """Whether one more mail of this connection stays within what may be repeated after a kill."""
        if settings.SENDING_FAST:
            unwritten = len(self._done.messages) + len(self._writer.writing)
            return unwritten < (TOGETHER - 1) * len(self.lanes)
        return lane not in self._waiting and lane not in self._done.lanes

    def _send(self) -> None:
        """Give every connection that is free its next mail."""
        for lane in self.lanes:
            if lane.closed or not self._may_send(lane):
                continue
            if lane.ready is not None:
                lane.deliver(self.supply.next(lane.features))
            elif lane.idle and (outgoing := self.supply.next(lane.features)) is not None:
                lane.offer(outgoing)

    def _drain(self) -> None:
        """Wait for the server's word on every mail that it has; begin no other."""
        until = time.monotonic() + PATIENCE
        while any(lane.delivering for lane in self.lanes) and time.monotonic() < until:
            self._listen()
            self._write_down()
        self._writer.wait()

    # What became of a message

    def _settle(self, lane: Lane, result: Result) -> None:
        outgoing, verdict = result
        message = outgoing.message
        if verdict.fate is Fate.SENT:
            self._done.since = self._done.since or time.monotonic()
            self._done.messages.append(message)
            self._done.lanes.add(lane)
        elif verdict.fate is Fate.LATER:
            ledger.put_back(message, str(verdict))
        else:
            ledger.fail(message, str(verdict), refused_address=verdict.refused_address)
            self._announce(message, verdict)

    def _announce(self, message: Message, verdict: Verdict) -> None:
        if verdict.refused_address:
            signals.mail_came_back.send(
                type(self),
                message=message,
                status=verdict.reply.status,
                action="failed",
                diagnostic=str(verdict.reply),
            )

    def _lose(self, lane: Lane) -> None:
        """A connection was lost: what it held goes again, under the same Message-ID."""
        self.lanes.remove(lane)
        for outgoing in lane.in_flight:
            message = outgoing.message
            self._lost[message.pk] = self._lost.get(message.pk, 0) + 1
            if self._lost[message.pk] >= LOST_TOO_OFTEN:
                ledger.put_back(message, f"The connection was lost each time: {lane.closed}")
            else:
                self.supply.again(message)

    def _held(self) -> list[UUID]:
        """Everything that is on a connection, or taken and not written down."""
        on_the_way = [outgoing.message.pk for lane in self.lanes for outgoing in lane.in_flight]
        return on_the_way + [message.pk for message in [*self._done.messages, *self._writer.writing]]

    def _busy(self) -> bool:
        return any(not lane.idle for lane in self.lanes)

    def _rung(self, _opening: Future[Lane]) -> None:
        try:
            self._ring.send(b".")
        except OSError:
            return


def _close_it(opening: Future[Lane]) -> None:
    """A connection that opened after everybody had gone home."""
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()
