"""What the house knows by itself, read and never typed: to how many each newsletter went, and who came to sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from alongside.foundation import figures
from alongside.foundation.models import Channel, Message
from alongside.foundation.record import key_of
from alongside.methods import disclosure

from ..models import HandOut, Issue
from . import adding

BY_HAND = [Channel.LETTER, Channel.CALL]
ATTENDANCE = "gatherings.attendance"


@dataclass(frozen=True)
class Sent:
    """One newsletter that was sent: to how many, by email, by post, by phone and handed out, all together."""

    issue: Issue
    on: date
    recipients: int

    @property
    def shown(self) -> str:
        """How many, as a total; "" below 8, so that nobody can be known from it."""
        return adding.grouped(self.recipients) if self.recipients >= disclosure.SMALLEST_COUNT else ""


@figures.counted
def newsletters() -> list[Sent]:
    """Every newsletter whose sending began, newest first. Four queries, however many there are."""
    issues = list(Issue.objects.archived())
    mailed = Message.objects.filter(
        channel=Channel.EMAIL, mailing__in=[one.mailing_id for one in issues]
    ).exclude(sent_at=None)
    by_mail = _counted(mailed.order_by().values_list("mailing").annotate(number=Count("*")))
    copies = Message.objects.filter(about__in=map(key_of, issues), channel__in=BY_HAND).exclude(sent_at=None)
    by_hand = _counted(copies.order_by().values_list("about").annotate(number=Count("*")))
    given = HandOut.objects.filter(issue__in=issues, removed_at=None)
    handed = _counted(given.order_by().values_list("issue").annotate(number=Sum("count")))
    return [
        Sent(
            one, timezone.localtime(one.started_at).date(),
            by_mail.get(one.mailing_id, 0) + by_hand.get(key_of(one), 0) + handed.get(one.pk, 0),
        )
        for one in issues
    ]  # fmt: skip


def who_came() -> figures.Figure:
    """How often somebody came to our sessions, as the room of the sessions publishes it."""
    return figures.read([ATTENDANCE])[ATTENDANCE]


def _counted(rows: Iterable[tuple[Any, Any]]) -> dict[Any, int]:
    return {key: int(number or 0) for key, number in rows}
