"""News of the noticeboard. Sent inside the transaction of the action."""

from django.dispatch import Signal

place_accepted = Signal()
"""Somebody took a place up: `opportunity`, `member`, `place`, `by`. A panel or a helper's role can be filled so."""
place_given_up = Signal()
"""Somebody gave an accepted place back: `opportunity`, `member`, `place`, `by`."""
