"""Envelope senders that name their message, so that what comes back is known by its address alone (VERP).

`bounces+<token>@domain`: the token is the message's id and a keyed hash of it, in small letters and digits,
because mail servers may change the case. A token that we did not make names no message.
"""

import base64
import binascii
import hmac
from email.utils import parseaddr
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

BOX = "bounces"
SALT = "foundation.sending.verp"
SEAL = 9  # bytes of the keyed hash: 72 bits


def address_for(message_id: UUID) -> str:
    """The envelope sender of a message. 50 characters before the @, of the 64 that RFC 5321 allows."""
    sealed = message_id.bytes + _seal(message_id.bytes)
    return f"{BOX}+{base64.b32encode(sealed).decode().rstrip('=').lower()}@{domain()}"


def message_of(address: str) -> UUID | None:
    """The message that an address names; None for one that we did not make."""
    local = address.strip().strip("<>").rpartition("@")[0].lower()
    box, plus, token = local.partition("+")
    if box != BOX or not plus or not token.isascii():
        return None
    try:
        sealed = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return None
    found, seal = sealed[:16], sealed[16:]
    return UUID(bytes=found) if hmac.compare_digest(seal, _seal(found)) else None


def domain() -> str:
    """Where bounces go: the setting, or else the domain of the sender."""
    return settings.BOUNCE_DOMAIN or _domain_of(settings.DEFAULT_FROM_EMAIL)


@lru_cache(maxsize=4)
def _domain_of(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2]


def _seal(message_id: bytes) -> bytes:
    seal = _keyed(settings.SECRET_KEY).copy()
    seal.update(message_id)
    return seal.digest()[:SEAL]


@lru_cache(maxsize=4)
def _keyed(secret: str) -> hmac.HMAC:
    """The keyed hash, begun once: making the key costs more than using it."""
    key = salted_hmac(SALT, "key", secret=secret, algorithm="sha256").digest()
    return hmac.new(key, digestmod="sha256")
