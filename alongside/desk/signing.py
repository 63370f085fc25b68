"""How a webhook is signed, after Standard Webhooks (https://www.standardwebhooks.com/): plain data in, plain data out.

The signature is the HMAC with SHA-256 of "id.timestamp.body", in base64, after "v1,". Whoever gets it works it out
again with the secret, and refuses what is older than five minutes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable

BEGINS = "whsec_"


def secret_of(key: str, salt: str) -> bytes:
    """The secret that belongs to a salt: 32 bytes. Nobody works it out without the key of the house."""
    return hmac.new(key.encode(), f"webhook {salt}".encode(), hashlib.sha256).digest()


def shown(secret: bytes) -> str:
    """A secret as it is handed over."""
    return BEGINS + base64.b64encode(secret).decode()


def headers(key: str, moment: int, body: bytes, secrets: Iterable[bytes]) -> dict[str, str]:
    """The headers of one sending: which it is, its moment in seconds since 1970, a signature for each secret."""
    signed = f"{key}.{moment}.".encode() + body
    signatures = (hmac.new(secret, signed, hashlib.sha256).digest() for secret in secrets)
    return {
        "Content-Type": "application/json",
        "webhook-id": key,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(one).decode()}" for one in signatures),
    }
