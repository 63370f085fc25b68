"""What follows when mail comes back: no more mail to an address that is gone, or whose reader does not want it.

A lasting failure (5.x.x) ends it at once. A passing one (4.x.x) only when three messages within thirty days could not
be delivered for good; "still trying" counts for nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.foundation.record import record
from alongside.people.models import Mode

from ..incoming import Arrived, Kind
from ..models import MailReturn, Purpose, ReturnKind, SuppressionReason
from ..queries import old
from ..queries.finding import by_email
from ..queries.recipients import fingerprint
from . import ledger, suppressing

PASSING_FAILURES = 3
WITHIN = timedelta(days=30)
NOT_KEPT = {Kind.AUTOMATIC, Kind.DELIVERED}


def note_return(message: Message, *, status: str, action: str, diagnostic: str, by: Actor) -> MailReturn:
    """An email came back, or is late. The policy may stop mail to its address; the same news twice counts once."""
    kind = ReturnKind.DELAYED if action == "delayed" else ReturnKind.FAILED
    with transaction.atomic():
        row, new = _keep(message, kind, status=status, diagnostic=diagnostic)
        if new:
            record("outreach.mail_came_back", row, by=by, kind=str(kind), status=status)
        if new and kind == ReturnKind.FAILED and _is_enough(row):
            suppressing.suppress(message.to, reason=SuppressionReason.BOUNCED, detail=status, by=by)
        return row


def note_complaint(message: Message, *, by: Actor) -> MailReturn:
    """A reader told their provider that an email was unwanted: nothing is sent again, and what they agreed to ends."""
    with transaction.atomic():
        row, new = _keep(message, ReturnKind.COMPLAINT)
        if new:
            record("outreach.mail_was_unwanted", row, by=by)
            suppressing.suppress(message.to, reason=SuppressionReason.COMPLAINED, by=by)
            _take_back_everything(message.to, by)
        return row


def keep_unread(message: Message | None, arrived: Arrived, *, by: Actor) -> MailReturn | None:
    """Lay a mail that no machine understood on the list for staff. A machine's own answers are not kept (None)."""
    if arrived.kind in NOT_KEPT:
        return None
    with transaction.atomic():
        row = MailReturn.objects.create(
            message=message, fingerprint=fingerprint(message.to) if message else "", kind=ReturnKind.OTHER,
            status=arrived.status, diagnostic=arrived.diagnostic, subject=_plain(arrived.subject),
            text=_plain(arrived.text), arrived_at=clock.now(),
        )  # fmt: skip
        record("outreach.mail_to_read", row, by=by)
        return row


def look_at(row: MailReturn, *, by: Actor) -> None:
    """Somebody read it; its words go. Twice changes nothing."""
    with transaction.atomic():
        unread = MailReturn.objects.to_read().filter(pk=row.pk)
        if unread.update(looked_at=clock.now(), looked_by=by.key, text="", subject="", diagnostic=""):
            record("outreach.mail_read", row, by=by)


def forget_returns(*, by: Actor) -> int:
    """Delete what came back longer ago than anybody needs it. Gives how many."""
    with transaction.atomic():
        gone, _rows = old.returns(clock.now()).delete()
        if gone:
            record("outreach.returns_forgotten", None, by=by, count=gone)
        return gone


def _keep(
    message: Message, kind: ReturnKind, *, status: str = "", diagnostic: str = ""
) -> tuple[MailReturn, bool]:
    """The row of this news about a message, and whether it is news. The message is locked, so two reports are one.

    Without its key: an answer that names the same message may be kept at the same moment, and waits for no report.
    """
    Message.objects.select_for_update(no_key=True, of=("self",)).get(pk=message.pk)
    held = MailReturn.objects.filter(message=message, kind=kind, status=status[:12]).first()
    if held is not None:
        return held, False
    row = MailReturn.objects.create(
        message=message, fingerprint=fingerprint(message.to), kind=kind, status=status[:12],
        diagnostic=_plain(diagnostic)[:500], arrived_at=clock.now(),
    )  # fmt: skip
    return row, True


def _is_enough(row: MailReturn) -> bool:
    """Whether this failure is the one that ends mail to an address."""
    if row.status.startswith("5"):
        return True
    lately = MailReturn.objects.filter(
        fingerprint=row.fingerprint, kind=ReturnKind.FAILED, arrived_at__gt=clock.now() - WITHIN
    )
    return lately.values("message").distinct().count() >= PASSING_FAILURES


def _take_back_everything(address: str, by: Actor) -> None:
    subscriber = by_email(address)
    for purpose in Purpose.values if subscriber else ():
        assert subscriber is not None
        ledger.take_back(
            subscriber, purpose=purpose, how=Mode.WEB, by=by, note="complained",
            wording=_("They told their mail provider that our mail is unwanted."),
        )  # fmt: skip


def _plain(text: str) -> str:
    """Text that every database can keep."""
    return text.replace("\x00", " ").encode(errors="replace").decode()
