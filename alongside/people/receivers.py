"""News that the hall hears: allauth proved an email address."""

from typing import Any

from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from alongside.foundation import actors

from . import actions as people


@receiver(email_confirmed)
def keep_confirmed_email(email_address: Any, **kwargs: Any) -> None:
    """A code proved an address: it becomes the member's."""
    account = email_address.user
    people.confirm_email(account, email=email_address.email, by=actors.of(account))
