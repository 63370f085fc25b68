"""What the room has kept for as long as it may."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from ..models import MailReturn, Opened, SignUp, SubscriberList
from ..models.returns import KEPT_DAYS


def sign_ups(now: datetime) -> QuerySet[SignUp]:
    """Addresses that somebody typed long ago: their owners confirmed, or never will."""
    return SignUp.objects.filter(asked_at__lt=now - timedelta(days=SignUp.KEEP_DAYS))


def lists(now: datetime) -> QuerySet[SubscriberList]:
    """Lists that wait for longer than they are kept."""
    days = SubscriberList.privacy["rows"].keep_days or 0
    waiting = SubscriberList.objects.filter(applied_at=None, discarded_at=None)
    return waiting.filter(created_at__lt=now - timedelta(days=days))


def returns(now: datetime) -> QuerySet[MailReturn]:
    """Mail that came back longer ago than anybody needs it."""
    return MailReturn.objects.filter(arrived_at__lt=now - timedelta(days=KEPT_DAYS))


def opened(now: datetime) -> QuerySet[Opened]:
    """What members opened longer ago than any round-up looks back."""
    return Opened.objects.filter(at__lt=now - timedelta(days=Opened.KEEP_DAYS))
