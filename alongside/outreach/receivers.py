"""News that this room hears: a member's consent to the newsletter, given or taken back anywhere."""

from typing import Any

from django.dispatch import receiver

from alongside.foundation.actors import Actor
from alongside.people import signals
from alongside.people.models import Consent, Member, Purpose

from . import actions as outreach
from .models import Subscriber


@receiver(signals.consent_given)
def write_down_consent(consent: Consent, by: Actor, **kwargs: Any) -> None:
    """A member agreed to the newsletter: the ledger says so."""
    if consent.purpose == Purpose.NEWSLETTER:
        outreach.follow_consent(consent, by=by)


@receiver(signals.consent_withdrawn)
def write_down_withdrawal(consent: Consent, by: Actor, **kwargs: Any) -> None:
    """A member took the newsletter back: the ledger says so."""
    if consent.purpose == Purpose.NEWSLETTER:
        outreach.follow_withdrawal(consent, by=by)


@receiver(signals.reach_changed)
def follow_member(member: Member, by: Actor, **kwargs: Any) -> None:
    """A member is reached elsewhere now: so are copies of the newsletter that have not gone yet."""
    for subscriber in Subscriber.objects.here().filter(member=member):
        outreach.follow_reach(subscriber, by=by)
