"""News of sessions. Sent inside the transaction of the action."""

from django.dispatch import Signal

session_news = Signal()
"""Something happened to a session: `session`, `what` ("published", "changed", "cancelled", "completed"), `by`.

A draft has news too; whoever hears it asks whether everybody may read the session.
"""
