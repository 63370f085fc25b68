"""A mailing is sent by one worker at a time: it holds a lease, and a worker that dies lets go by not renewing it.

So a recipient needs no claim of their own: the ledger is written once for each of them, when the mail was taken.
"""

import time
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from .. import clock
from ..models import Mailing, MailingQuerySet, Message

LASTS = timedelta(seconds=60)
RENEW_EVERY = 1.0
MARGIN = 15.0  # seconds before its end from which a lease that was not renewed is not relied on


class Lease:
    """The mailing that a worker sends now, if any."""

    def __init__(self, worker: str) -> None:
        self.worker = worker[:60]
        self.mailing: Mailing | None = None
        self._renewed_at = 0.0

    def take(self) -> Mailing | None:
        """Lease a mailing that runs, has somebody due, and is held by nobody alive."""
        now = clock.now()
        due = Message.objects.waiting().filter(mailing=OuterRef("pk"), not_before__lte=now)
        free = Q(leased_until=None) | Q(leased_until__lt=now) | Q(leased_by=self.worker)
        for found in Mailing.objects.running().filter(free, Exists(due)).order_by("not_before", "pk")[:20]:
            if self._write(Mailing.objects.running().filter(free, pk=found.pk)):
                self.mailing = found
                break
        return self.mailing

    def holds(self, in_flight: int) -> bool:
        """Whether the mailing is still ours and still to be sent; renews the lease now and then."""
        if self.mailing is None:
            return False
        if time.monotonic() - self._renewed_at < RENEW_EVERY:
            return True
        late = time.monotonic() - self._renewed_at > LASTS.total_seconds() - MARGIN
        ours = Mailing.objects.running().filter(pk=self.mailing.pk, leased_by=self.worker)
        if late or not self._write(ours, in_flight=in_flight, problem=""):
            self.mailing = None
        return self.mailing is not None

    def release(self, problem: str = "") -> None:
        """Let go, so that any worker may go on at once."""
        if self.mailing is not None:
            ours = Mailing.objects.filter(pk=self.mailing.pk, leased_by=self.worker)
            ours.update(leased_by="", leased_until=None, in_flight=0, problem=problem[:500])
            self.mailing = None

    def _write(self, mailings: MailingQuerySet, **more: object) -> bool:
        self._renewed_at = time.monotonic()
        until = clock.now() + LASTS
        return bool(mailings.update(leased_by=self.worker, leased_until=until, **more))
