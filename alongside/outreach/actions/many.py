"""Many at once, for a centre of thousands that is made for a measurement: the same rows as `follow_consent` writes.

A test makes the same centre both ways and compares every table, so that these cannot come to differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Attribution, Consent, Member, new_reference
from alongside.people.models import Purpose as Agreed

from ..models import Basis, ConsentEvent, Purpose, Subscriber, Suppression
from . import ledger

AT_ONCE = 500


def agree_many(members: Sequence[Member], *, wording: str, by: Actor) -> None:
    """Members agree to the newsletter among their consents, each as `people.give_consent` would write it down.

    Raises ValueError where one of them has a place on the list already, or anybody is not to be written to; and
    IntegrityError for a reference that was drawn twice.
    """
    addresses = [member.email for member in members if member.email]
    known = Q(member__in=members) | Q(email__in=addresses)
    if Subscriber.objects.filter(known).exists() or Suppression.objects.exists():
        raise ValueError("Whoever may be on the list, or kept off it, agrees one by one.")
    with transaction.atomic():
        rows = [
            Subscriber(
                member=member, language=member.language, reference=new_reference(), confirmed_at=clock.now()
            )
            for member in members
        ]
        Subscriber.objects.bulk_create(rows, batch_size=AT_ONCE)
        consents = people.consent_many(
            members, purpose=Agreed.NEWSLETTER, attribution=Attribution.NONE, wording=wording, by=by
        )
        lines = [_told(row, consent, by) for row, consent in zip(rows, consents, strict=True)]
        ConsentEvent.objects.bulk_create(lines, batch_size=AT_ONCE)


def _told(row: Subscriber, consent: Consent, by: Actor) -> ConsentEvent:
    purpose, basis, how = Purpose.NEWSLETTER, Basis.CONSENT, consent.how
    record("outreach.member_on_the_list", row, by=by)
    record("outreach.granted", row, by=by, purpose=str(purpose), basis=str(basis), how=str(how))
    return ConsentEvent(
        subscriber=row, purpose=purpose, basis=basis, granted=True, wording=consent.wording.strip(), how=how,
        at=ledger.moment_of(consent.given_on), recorded_by=by.key, note="",
    )  # fmt: skip
