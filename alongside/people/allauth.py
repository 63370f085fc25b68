"""How django-allauth fits this house."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Joining happens in our own journey; mail goes through the outbox."""


class MFAAdapter(DefaultMFAAdapter):
    """For members a passkey is another way in, not a second hurdle."""
