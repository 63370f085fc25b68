"""Who may set up this house: whoever holds the key that the terminal printed, while there is no centre."""

import hashlib
import hmac

from django.conf import settings

from alongside.foundation.models import Centre


def set_up_key() -> str:
    """The key in the set-up address; the same for one secret key, and useless once a centre is here."""
    return hmac.new(settings.SECRET_KEY.encode(), b"set up the centre", hashlib.sha256).hexdigest()[:32]


def may_set_up(key: str) -> bool:
    """Whether this key opens the set-up now."""
    return hmac.compare_digest(key.encode(), set_up_key().encode()) and Centre.current() is None
