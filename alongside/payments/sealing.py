"""Bank details are sealed with a key of their own, made from the secret key of the house.

HKDF (RFC 5869) with SHA-256 and a fixed label: who knows this key does not know the secret key, nor any
other key made from it. A new secret key makes old details unreadable; people are then asked once more.
"""

import base64
import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LABEL = b"alongside.payments:bank-details:1"


@dataclass(frozen=True)
class BankDetails:
    """Where money goes. `sort_code` has six digits, `account_number` eight."""

    name: str
    sort_code: str
    account_number: str

    @property
    def masked(self) -> str:
        """What may be shown again: the last two digits."""
        return f"••••••{self.account_number[-2:]}"


def seal(details: BankDetails) -> str:
    """Encrypt bank details. Sealed twice they differ."""
    return _fernet().encrypt(json.dumps(asdict(details)).encode()).decode()


def unseal(sealed: str) -> BankDetails | None:
    """What was sealed; None when the key is another one now, or somebody altered it."""
    try:
        return BankDetails(**json.loads(_fernet().decrypt(sealed.encode())))
    except (InvalidToken, ValueError, TypeError):
        return None


def _fernet() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=LABEL).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
