"""News of the hall. Sent inside the transaction of the action, with `member` or `consent` and `by`."""

from django.dispatch import Signal

member_joined = Signal()
member_left = Signal()
consent_given = Signal()
consent_withdrawn = Signal()
reach_changed = Signal()
