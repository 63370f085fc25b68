"""What people asked about their own data."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from ..models import Member
from ..models.rights_requests import KEPT_DAYS, RightsRequest
from . import members


def due(asked_on: date) -> date:
    """One month later, as UK GDPR article 12(3) has it; the last day of a shorter month."""
    year, month = asked_on.year + asked_on.month // 12, asked_on.month % 12 + 1
    return date(year, month, min(asked_on.day, calendar.monthrange(year, month)[1]))


def of(member: Member) -> QuerySet[RightsRequest]:
    """What a member asked, newest first."""
    return RightsRequest.objects.filter(member=member)


def is_written_to(row: RightsRequest) -> bool:
    """Whether the answer goes to whoever asked: a member who may be reached. Others are told by hand, or not at all."""
    return row.member is not None and members.may_be_reached(row.member)


def everything() -> QuerySet[RightsRequest]:
    """What anybody asked: those that wait for an answer first, the first that is due first."""
    rows = RightsRequest.objects.select_related("member")
    return rows.order_by("answered_at", "due_on", "pk")


def too_old(now: datetime) -> QuerySet[RightsRequest]:
    """Requests that were answered longer ago than their words are kept, and still have them."""
    old = RightsRequest.objects.filter(answered_at__lt=now - timedelta(days=KEPT_DAYS))
    return old.exclude(Q(called="", contact="", words="", answer=""))
