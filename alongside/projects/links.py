"""Links that let somebody answer once, without an account: random, kept only as a keyed hash, over after a time."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

SALT = "projects.one_time_link"
LASTS = timedelta(days=60)


def new_token() -> str:
    """What stands in a link: 192 random bits in 32 signs."""
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    """How a token is kept and found again: HMAC-SHA-256 with the key of the house, 64 signs."""
    return salted_hmac(SALT, token, algorithm="sha256").hexdigest()
