"""Asking another site for something, without being led where the centre's own server must not go.

Only https, only hosts that the caller names, only addresses on the public internet, and only within a size and a
time. A name is looked up once, every address it gives is judged, and the connection is made to an address that was
judged: a name that answers differently a moment later changes nothing. Every redirect is judged again. No cookies, no
passwords, no proxies. What comes back is bytes: whoever asked decides what they mean, and shows them as text only.
"""

from .asking import Fetched, Resolve, check, get, post
from .judging import CannotFetch, host_of, is_public

__all__ = ["CannotFetch", "Fetched", "Resolve", "check", "get", "host_of", "is_public", "post"]
