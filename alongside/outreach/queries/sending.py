"""Who gets an issue, in which version, by which way; and where its sending stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from alongside.foundation import outbox
from alongside.foundation.components import Text
from alongside.foundation.models import Channel, Message
from alongside.foundation.outbox import Progress
from alongside.foundation.record import key_of

from ..models import HandCopy, Issue, Purpose, Subscriber, Way
from . import reaching, recipients

WAITING = Q(sent_at=None, missed_at=None, failed_at=None, withheld_at=None)


@dataclass(frozen=True)
class Copy:
    """One reader's copy. `wanted` is the language that they asked for and that the issue is not in; "" else."""

    subscriber: Subscriber
    reach: reaching.Reach
    language: str
    easy: bool
    wanted: str = ""

    @property
    def version(self) -> str:
        """The version of the words that they get, such as "ar.easy" or "en.plain.instead"."""
        name = f"{self.language}.{'easy' if self.easy else 'plain'}"
        return f"{name}.instead" if self.wanted else name


@dataclass(frozen=True)
class Group:
    """How many get the same version by the same way."""

    way: str
    version: str
    basis: str
    count: int


def copies(issue: Issue) -> Iterator[Copy]:
    """A copy for everybody whose ledger grants the newsletter on the basis of this issue, computed now."""
    topics = list(issue.topics.values_list("slug", flat=True))
    found = recipients.recipients(Purpose.NEWSLETTER, issue.basis, topics=topics)
    for subscriber in recipients.sendable(found.order_by("pk")):
        made = copy_for(issue, subscriber)
        if made is not None:
            yield made


def copy_for(issue: Issue, subscriber: Subscriber) -> Copy | None:
    """The copy that somebody would get; None for somebody who cannot be reached."""
    reach = reaching.of(subscriber)
    if reach is None:
        return None
    asked = subscriber.language
    spoken = asked if asked in issue.languages else issue.language
    return Copy(subscriber, reach, spoken, subscriber.easy_read, "" if spoken == asked else asked)


def groups(issue: Issue, found: Iterable[Copy]) -> list[Group]:
    """Copies counted by way and version. The ways are never added together."""
    counted = Counter((copy.reach.way, copy.version) for copy in found)
    order = [str(way) for way in Way.values]
    return [
        Group(way, version, issue.basis, count)
        for (way, version), count in sorted(
            counted.items(), key=lambda one: (order.index(one[0][0]), one[0][1])
        )
    ]


@dataclass(frozen=True)
class WayProgress:
    """How many of one way stand where. `in_flight` is part of `waiting`."""

    label: Text
    waiting: int = 0
    in_flight: int = 0
    sent: int = 0
    failed: int = 0
    missed: int = 0
    suppressed: int = 0


def progress(issue: Issue) -> list[WayProgress]:
    """Where a sending stands, each way by itself. Three queries."""
    mail = mail_progress(issue)
    rows = {row["channel"]: row for row in _by_hand(issue)}
    mailed = WayProgress(
        _("By email"), mail.waiting, mail.in_flight, mail.sent, mail.failed, mail.missed, mail.suppressed
    ) if mail else WayProgress(_("By email"))  # fmt: skip
    return [
        mailed,
        _way(_("By post, printed"), rows.get(Channel.LETTER)),
        _way(_("Read to them by phone"), rows.get(Channel.CALL)),
    ]


def mail_progress(issue: Issue) -> Progress | None:
    """Where its emails stand; None before its sending begins."""
    return outbox.mailing_progress(issue.mailing) if issue.mailing else None


def _by_hand(issue: Issue) -> list[dict[str, Any]]:
    mine = Message.objects.filter(about=key_of(issue), channel__in=[Channel.LETTER, Channel.CALL])
    counted: Any = mine.order_by().values("channel").annotate(
        waiting=Count("pk", filter=WAITING), sent=Count("pk", filter=Q(sent_at__isnull=False)),
        missed=Count("pk", filter=Q(missed_at__isnull=False, sent_at=None)),
        suppressed=Count("pk", filter=Q(withheld_at__isnull=False, sent_at=None, missed_at=None)),
    )  # fmt: skip
    return list(counted)


def _way(label: Text, row: dict[str, Any] | None) -> WayProgress:
    if row is None:
        return WayProgress(label)
    return WayProgress(
        label, waiting=row["waiting"], sent=row["sent"], missed=row["missed"], suppressed=row["suppressed"]
    )


def handed_out(issue: Issue) -> int:
    """How many copies were given out at places."""
    total: int | None = issue.hand_outs.filter(removed_at=None).aggregate(total=Sum("count"))["total"]
    return total or 0


def waiting_by_hand(issue: Issue, channel: str) -> list[HandCopy]:
    """Letters to post, or calls to make, of those who still want it; oldest first."""
    waiting = HandCopy.objects.filter(
        issue=issue, message__in=Message.objects.waiting().filter(channel=channel)
    )
    rows = list(waiting.select_related("message", "subscriber__member").order_by("pk"))
    still = set(still_wanting(issue, [row.subscriber_id for row in rows]))
    return [row for row in rows if row.subscriber_id in still]


def still_wanting(issue: Issue, subscribers: Iterable[int]) -> list[int]:
    """Those of these subscribers whom the issue may still be sent to. Three queries."""
    found = recipients.recipients(Purpose.NEWSLETTER, issue.basis).filter(pk__in=list(subscribers))
    return [one.pk for one in recipients.sendable(found)]
