"""What two entries of one person agreed to: a no of either is a no, and of two consents the narrower one stands."""

from __future__ import annotations

from collections.abc import Mapping

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Attribution, Consent, Member, Purpose
from . import consents

OF_ONE_THING = (Purpose.QUOTE, Purpose.CREDIT)
"""Each of these is about words or work of its own: all of them go on as they are."""
LESS = [
    Attribution.NONE.value,
    Attribution.ROLE.value,
    Attribution.FIRST_NAME.value,
    Attribution.FULL_NAME.value,
]
"""From what tells least about a person to what tells most."""


def said_by(*entries: Member) -> dict[str, list[str]]:
    """For each purpose what each entry says now: "yes", "no" where it was taken back, "" where it was never asked."""
    return {
        purpose: [_said(member, purpose) for member in entries]
        for purpose in Purpose.values
        if _is_general(purpose)
    }


def narrow(member: Member, said: Mapping[str, list[str]], *, by: Actor) -> None:
    """Both entries' consents are with one member now: leave of each purpose what both of them had agreed to."""
    for purpose, answers in said.items():
        living = list(Consent.objects.filter(member=member, purpose=purpose, withdrawn_at=None))
        if "yes" not in answers:
            continue
        stays = None if "no" in answers else _narrowest(living)
        for consent in living:
            if stays is None:
                consents.withdraw_consent(consent, by=by)
            elif consent != stays:
                _end(consent, stays, by)


def _is_general(purpose: str) -> bool:
    return purpose not in OF_ONE_THING


def _said(member: Member, purpose: str) -> str:
    rows = Consent.objects.filter(member=member, purpose=purpose)
    if rows.in_force(clock.today()).exists():
        return "yes"
    return "no" if rows.exclude(withdrawn_at=None).exists() else ""


def _narrowest(living: list[Consent]) -> Consent | None:
    """The newest one that tells nothing, and nowhere, that another does not; None where each of them goes further."""

    def is_within(one: Consent, other: Consent) -> bool:
        return set(one.channels) <= set(other.channels) and LESS.index(one.attribution) <= LESS.index(
            other.attribution
        )

    return next((one for one in living if all(is_within(one, other) for other in living)), None)


def _end(consent: Consent, because: Consent, by: Actor) -> None:
    """It ends without a word to the rooms: the person still agrees, in the words of the other one."""
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=clock.now(), withdrawn_by=by.key)
    record("people.consent_merged", consent, by=by, stands=because.pk)
