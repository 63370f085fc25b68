"""Copies of the newsletter that have not gone yet follow their reader to where they are reached now, by their way."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from alongside.foundation import outbox
from alongside.foundation.actors import Actor
from alongside.foundation.models import Channel, Message
from alongside.foundation.record import record
from alongside.foundation.sending import ledger

from ..models import HandCopy, Issue, Subscriber, Way
from ..newsletter import mail
from ..queries import reaching, sending
from ..queries.sending import Copy
from . import issue_sending

MOVED = "They are reached in another way now."
CHANNELS = {Way.EMAIL.value: Channel.EMAIL, Way.POST.value: Channel.LETTER, Way.PHONE.value: Channel.CALL}


def follow_reach(subscriber: Subscriber, *, by: Actor) -> int:
    """Send copies that wait to the address of today. One whose way is another goes by that way, and counts there.

    Gives how many. Copies of an issue whose sending was stopped stay where they are: none of them goes.
    """
    with transaction.atomic():
        fresh = Subscriber.objects.select_related("member").get(pk=subscriber.pk)
        moved = _others(fresh)
        for issue in _under_way(fresh):
            moved += _follow(issue, sending.copy_for(issue, fresh), fresh, by)
        if moved:
            record("outreach.copies_follow", fresh, by=by, count=moved)
        return moved


def _others(subscriber: Subscriber) -> int:
    """What else was written to them about their newsletter, by email."""
    reach = reaching.of(subscriber)
    if reach is None or reach.way != Way.EMAIL:
        return outbox.hold_for(subscriber)
    outbox.release_for(subscriber)
    waiting = outbox.unsent_to(subscriber).exclude(to=reach.to)
    return sum(outbox.readdress(one, {"to": reach.to, "to_name": reach.name[:200]}) for one in waiting)


def _under_way(subscriber: Subscriber) -> Iterable[Issue]:
    mine = Issue.objects.archived().filter(mailing__stopped_at=None).select_related("mailing")
    mailed = Message.objects.filter(key=str(subscriber.pk), sent_at=None, mailing__issue__isnull=False)
    by_hand = HandCopy.objects.filter(subscriber=subscriber, message__sent_at=None)
    return mine.filter(
        pk__in=[*mailed.values_list("mailing__issue", flat=True), *by_hand.values_list("issue", flat=True)]
    )


def _follow(issue: Issue, copy: Copy | None, subscriber: Subscriber, by: Actor) -> int:
    mailed = Message.objects.filter(mailing=issue.mailing, key=str(subscriber.pk), sent_at=None).first()
    row = HandCopy.objects.filter(issue=issue, subscriber=subscriber, message__sent_at=None).first()
    held = [one for one in (mailed, row.message if row else None) if one is not None]
    open_ones = [one for one in held if one.withheld_at is None and one.missed_at is None]
    if copy is None:
        ledger.withhold(dict.fromkeys((one.pk for one in open_ones), issue_sending.NO_LONGER))
        return len(open_ones)
    now = CHANNELS[copy.reach.way]
    if not open_ones:
        return 0
    (current,) = open_ones[:1]
    if Channel.EMAIL in (now, current.channel) and now != current.channel:
        ledger.withhold({current.pk: MOVED})
        _by_another_way(issue, copy, row, by)
        return 1
    if (current.channel, current.to) == (now, copy.reach.to):
        return 0
    changes = {"to": copy.reach.to, "to_name": copy.reach.name[:200], "channel": now}
    if now != current.channel:
        changes["text"] = issue_sending.words(issue, copy)[1]
    return int(outbox.readdress(current, changes))


def _by_another_way(issue: Issue, copy: Copy, row: HandCopy | None, by: Actor) -> None:
    if copy.reach.way == Way.EMAIL:
        assert issue.mailing is not None
        outbox.add_late(issue.mailing, mail.to(issue, copy), mail.version(issue, copy), by=by)
        return
    if row is not None:
        row.message.delete()  # and with it its copy: one by hand for each reader
    issue_sending.by_hand(issue, copy, by)
