"""The room's own key: it seals answers while they wait, and makes tokens that say nothing about whose they are.

The key is `MONITORING_KEY`, apart from the secret key of the house: who has the databases and the secret key but not
this one reads no answer and cannot tell whose a row is. Every use has a key of its own, derived with HMAC-SHA256.
"""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

PADDED_TO = 4096
"""Bytes. Without padding, the length of a sealed answer would tell a long answer from a short one."""


class NotSignedIn(Exception):
    """A token can only be made while the person whose it is is signed in."""


def person(account: AbstractBaseUser) -> str:
    """What tokens are made from: the key of an account, as text."""
    return str(account.pk)


def person_here(request: HttpRequest) -> str:
    """The same for whoever is signed in. Raises NotSignedIn for a visitor."""
    if not isinstance(request.user, AbstractBaseUser):
        raise NotSignedIn("Sign in first.")
    return person(request.user)


def answers_token(token_source: str) -> str:
    """The token under which somebody's answers wait."""
    return _token(b"answers", token_source)


def turn_token(token_source: str) -> str:
    """The token that remembers whether somebody was asked. It cannot be matched to the other one without the key."""
    return _token(b"turn", token_source)


def seal(data: Any) -> str:
    """Encrypt JSON-able data. Sealed twice it differs; its length tells nothing.

    Fernet writes the time in the clear, and the time of answering would help to tell whose an answer is: it is nought.
    """
    plain = json.dumps(data, ensure_ascii=True).encode()
    padded = plain + b" " * (-len(plain) % PADDED_TO)
    return _fernet().encrypt_at_time(padded, 0).decode()


def unseal(sealed: str) -> Any:
    """What `seal` was given. Raises InvalidToken when it was sealed with another key, or altered."""
    return json.loads(_fernet().decrypt(sealed.encode()))


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(b"seal")))


def _token(purpose: bytes, token_source: str) -> str:
    return hmac.new(_derived(b"token:" + purpose), token_source.encode(), hashlib.sha256).hexdigest()


def _derived(purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose."""
    own = base64.urlsafe_b64decode(settings.MONITORING_KEY)
    return hmac.new(own, b"alongside.monitoring:" + purpose, hashlib.sha256).digest()


__all__ = [
    "InvalidToken",
    "NotSignedIn",
    "answers_token",
    "person",
    "person_here",
    "seal",
    "turn_token",
    "unseal",
]
