"""Finding tokens: by their secret, and those of a member."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from django.db.models import QuerySet

from alongside.foundation import clock

from ..models import Member, Token

LONGEST = timedelta(days=365)
BEGINS = "alongside_"
"""How every secret begins, so that a scanner of published code knows one when it sees one."""


def hash_of(secret: str) -> str:
    """The hash under which a secret is kept. It has 256 bits of chance, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def with_secret(secret: str) -> Token | None:
    """The token that stands today and has this secret, with its member. One query."""
    standing = Token.objects.standing(clock.today()).select_related(
        "member", "member__account", "member__leaving"
    )
    return standing.filter(token_hash=hash_of(secret)).first()


def of_member(member: Member) -> QuerySet[Token]:
    """Every token of a member, also those that are over, the newest first."""
    return Token.objects.filter(member=member)


def last_day() -> date:
    """The last day that a token made today can have."""
    return clock.today() + LONGEST
