"""How many get the newsletter: a total over the ledger, and nothing about anybody."""

from __future__ import annotations

from ..models import Basis, Purpose
from .recipients import recipients


def newsletter_count() -> int:
    """How many get the newsletter today, by whichever way and on whichever basis. Nobody is in two bases at once."""
    return sum(recipients(Purpose.NEWSLETTER, basis).count() for basis in Basis.values)
