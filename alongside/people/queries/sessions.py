"""Where somebody is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from alongside.foundation import clock

from ..models import SignedIn

LAST_SEEN = "last_seen"
"""Where a session holds when it was last used, in seconds since 1970; see `middleware`."""
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Macintosh": "Mac",
    "CrOS": "Chromebook", "Linux": "Linux",
}  # fmt: skip
BROWSERS = {
    "Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox/": "Firefox", "FxiOS": "Firefox",
    "CriOS": "Chrome", "Chrome/": "Chrome", "Safari/": "Safari",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One browser in which an account is signed in."""

    number: int
    device: str
    began_at: datetime
    last_used_at: datetime
    is_here: bool


def places(account_id: int, *, here: str | None = None) -> list[Place]:
    """Every session of an account that is not over, the last used first; `here` is the key of this one."""
    found = [
        Place(row.pk, row.device, row.created_at, _last_used(row), row.session_id == here)
        for row in of_account(account_id)
    ]
    return sorted(found, key=lambda place: (not place.is_here, -place.last_used_at.timestamp()))


def of_account(account_id: int) -> QuerySet[SignedIn]:
    """The rows of its sessions that are not over."""
    return SignedIn.objects.filter(
        account_id=account_id, session__expire_date__gt=clock.now()
    ).select_related("session")


def has_others(account_id: int, *, here: str | None) -> bool:
    """Whether an account is signed in elsewhere too."""
    return of_account(account_id).exclude(session_id=here).exists()


def keys_of(account_id: int) -> list[str]:
    """The keys of every session of an account, those from before the house wrote down whose they are too: reads all."""
    return [
        row.session_key
        for row in Session.objects.iterator()
        if row.get_decoded().get(SESSION_KEY) == str(account_id)
    ]


def device_of(user_agent: str) -> str:
    """What a browser says of itself, in two names such as "Firefox, Windows"; "" when it says nothing we know."""
    named = (
        next((name for sign, name in known.items() if sign in user_agent), "")
        for known in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, named))


def _last_used(row: SignedIn) -> datetime:
    held: dict[str, Any] = row.session.get_decoded()
    return datetime.fromtimestamp(held[LAST_SEEN], UTC) if LAST_SEEN in held else row.created_at
