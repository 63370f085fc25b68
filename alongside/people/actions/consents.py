"""Living consents: give, change, withdraw."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import signals
from ..models import Attribution, Consent, Member, Mode
from ..queries import members


class CannotConsent(PermissionDenied):
    """A consent cannot be given now; the message is a sentence for the page."""


def give_consent(
    member: Member,
    *,
    purpose: str,
    wording: str,
    by: Actor,
    channels: Collection[str] = (),
    attribution: str = Attribution.ROLE,
    attribution_text: str = "",
    how: str = Mode.WEB,
    given_on: date | None = None,
    expires_on: date | None = None,
) -> Consent:
    """Write down a consent in the exact words that were agreed to.

    `attribution_text` is the role to print. Raises CannotConsent for somebody under 16 whose guardian has not
    agreed, and for somebody who left.
    """
    if not members.may_be_reached(member):
        raise CannotConsent(members.GUARDIAN_FIRST)
    with transaction.atomic():
        consent = Consent.objects.create(
            member=member, purpose=purpose, channels=sorted(channels), attribution=attribution,
            attribution_text=attribution_text, wording=wording, how=how, recorded_by=by.key,
            given_on=given_on or clock.today(), expires_on=expires_on,
        )  # fmt: skip
        record("people.consent_given", consent, by=by, purpose=str(purpose), how=str(how))
        signals.consent_given.send(sender=Consent, consent=consent, by=by)
        return consent


def change_attribution(consent: Consent, *, attribution: str, by: Actor) -> None:
    """Change how the giver is named; it counts from the next page that is shown."""
    with transaction.atomic():
        consent.attribution = attribution
        consent.save(update_fields=["attribution"])
        record("people.consent_attribution_changed", consent, by=by, attribution=str(attribution))


def withdraw_consent(consent: Consent, *, by: Actor) -> None:
    """Take a consent back; from now on nothing that it covers is shown. Withdrawing twice changes nothing."""
    with transaction.atomic():
        held = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
        if not held.update(withdrawn_at=clock.now(), withdrawn_by=by.key):
            return
        consent.refresh_from_db(fields=["withdrawn_at", "withdrawn_by"])
        record("people.consent_withdrawn", consent, by=by, purpose=consent.purpose)
        signals.consent_withdrawn.send(sender=Consent, consent=consent, by=by)
