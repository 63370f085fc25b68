"""What is to be sent next: small messages first, then the mailing that this worker holds, a little at a time.

Rows are fetched in the order of their ids, each batch after the last one, so memory stays flat however long the
list is. Before a batch leaves, the hooks are asked who must not be written to any more (`may_send`); a batch
that has waited for some seconds is thrown away, fetched again and asked about anew.
"""

import time
from collections import deque
from collections.abc import Collection
from uuid import UUID

from .. import clock
from ..models import Message
from . import ledger, may_send
from .bucket import Limits
from .lease import Lease
from .outgoing import CannotWrite, Features, Outgoing, prepare

LOOK_EVERY = 0.5  # seconds between two looks for small messages
KEEPS = 5.0  # seconds for which the answers of the hooks are good
FEWEST, MOST = 50, 500


class Supply:
    """The messages that are due, one after another."""

    def __init__(self, worker: str, limits: Limits) -> None:
        self.worker, self.limits = worker, limits
        self.lease = Lease(worker)
        self.wait = 0.0
        self._small: deque[Message] = deque()
        self._bulk: deque[Message] = deque()
        self._looked_at = self._fetched_at = -KEEPS * 100
        self._batch = FEWEST * 2
        self._last: UUID | None = None
        self._more = False
        self._none_at = -KEEPS

    def __len__(self) -> int:
        return len(self._small) + len(self._bulk)

    @property
    def plenty(self) -> bool:
        """Whether there is work for every connection there may be."""
        return self._more or len(self) >= MOST

    def refill(self, in_flight: Collection[UUID]) -> None:
        """Fetch what is due, where there is little left. `in_flight` are not to be fetched a second time."""
        now = time.monotonic()
        if not self._small and now - self._looked_at >= LOOK_EVERY:
            self._look_for_small_ones(now, in_flight)
        if self.lease.mailing is not None and not self.lease.holds(len(in_flight)):
            self._drop()
        if self._bulk and now - self._fetched_at > KEEPS:
            self._rewind()
        if not self._bulk:
            self._fetch(now, in_flight)

    def next(self, features: Features) -> Outgoing | None:
        """The next message that may go now; None when there is none, or all have to wait (`wait` seconds)."""
        self.wait = 0.0
        while (message := self._pick()) is not None:
            try:
                return prepare(message, features)
            except CannotWrite as problem:
                ledger.fail(message, str(problem))
        return None

    def again(self, message: Message) -> None:
        """A message whose connection was lost goes again, before all others."""
        if message.mailing_id is None:
            self._small.appendleft(message)
        elif self.lease.mailing is not None and self.lease.mailing.pk == message.mailing_id:
            self._bulk.appendleft(message)

    def close(self, problem: str = "") -> None:
        """Give everything back."""
        if problem:
            ledger.wait_for_the_server(self._small, problem)
        elif self._small:
            ledger.let_go(self._small)
        self._small.clear()
        self._bulk.clear()
        self.lease.release(problem)

    def _look_for_small_ones(self, now: float, in_flight: Collection[UUID]) -> None:
        """Those on a connection are claimed by this worker and not written down yet: they are not taken again."""
        due = Message.objects.due().filter(mailing=None).exclude(pk__in=list(in_flight))
        found = ledger.claim(self.worker, due=due)
        self._small.extend(_allowed(found))
        self._looked_at = now if len(found) < ledger.BATCH else now - LOOK_EVERY

    def _fetch(self, now: float, in_flight: Collection[UUID]) -> None:
        if self.lease.mailing is None:
            if now - self._none_at < LOOK_EVERY or self.lease.take() is None:
                self._none_at = now if now - self._none_at >= LOOK_EVERY else self._none_at
                return
            self._last = None
        took = now - self._fetched_at
        if took < 1.0:
            self._batch = min(MOST, self._batch * 2)
        elif took > KEEPS / 2:
            self._batch = FEWEST
        self._fetched_at = now
        rows = self._rows()
        if not rows and self._last is not None and not in_flight:
            self._last = None  # those that were put back, or that stood before the first
            rows = self._rows()
        self._more = len(rows) == self._batch
        if rows:
            self._last = rows[-1].pk
        elif not in_flight:
            self.lease.release()
        held = set(in_flight)
        self._bulk.extend(row for row in _allowed(rows) if row.pk not in held)

    def _rows(self) -> list[Message]:
        mailing = self.lease.mailing
        assert mailing is not None
        rows = Message.objects.waiting().filter(mailing=mailing, not_before__lte=clock.now())
        if self._last is not None:
            rows = rows.filter(pk__gt=self._last)
        found = list(rows.order_by("pk")[: self._batch])
        for row in found:
            row.mailing = mailing
        return found

    def _rewind(self) -> None:
        """Throw the batch away, and begin again from its first."""
        self._last = None
        self._bulk.clear()

    def _drop(self) -> None:
        self._bulk.clear()
        self._last, self._more = None, False

    def _pick(self) -> Message | None:
        if self.limits.off:
            return self._first()
        now = time.monotonic()
        self.wait = self.limits.server_wait(now)
        if self.wait:
            return None
        shortest = 60.0
        for queue in (self._small, self._bulk):
            for number, message in enumerate(queue):
                if not (seconds := self.limits.wait(message.to, now)):
                    del queue[number]
                    return message
                shortest = min(shortest, seconds)
        self.wait = shortest if len(self) else 0.0
        return None

    def _first(self) -> Message | None:
        if self._small:
            return self._small.popleft()
        return self._bulk.popleft() if self._bulk else None


def _allowed(messages: list[Message]) -> list[Message]:
    """Those that may still be written to, and whose time has not passed."""
    reasons = may_send.refused(messages)
    if reasons:
        ledger.withhold(reasons)
    now = clock.now()
    return [one for one in messages if one.pk not in reasons and not (one.not_after and one.not_after < now)]
