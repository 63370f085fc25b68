"""News about messages that left the house."""

from django.dispatch import Signal

mail_came_back = Signal()
"""An email was refused or came back. Sent with `message` (Message), `status` ("5.1.1", RFC 3463), `action`
("failed", "delayed", RFC 3464) and `diagnostic` (what the other server said).
"""

mail_was_unwanted = Signal()
"""Somebody told their mail provider that an email was unwanted (RFC 5965). Sent with `message`."""
