"""News of the round table. Sent inside the transaction of the action."""

from django.dispatch import Signal

theme_answered = Signal()
"""A theme got a response: `theme`, `response`, `told` (a set of the members told already; add to it), `by`.

A room above answers what it keeps and what was gathered into the theme (`Gathered`).
"""

decision_news = Signal()
"""A decision was put on record, or looked at again: `decision`, `what` ("recorded" or "changed"), `by`."""
