"""“May we quote you?”: words, and the living consent that lets them be shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Attribution, Consent, Member, Purpose

from ..models import Session, SessionQuote
from ..queries import quotes


@dataclass(frozen=True)
class MayQuote:
    """What somebody lets us quote, where, and how they are named. `wording` is the sentence they agreed to."""

    text: str
    wording: str
    channels: Collection[str] = field(default_factory=list)
    attribution: str = Attribution.NONE
    role_text: str = ""


def let_quote(
    session: Session, member: Member, *, may: MayQuote, by: Actor, told: people.Told | None = None
) -> SessionQuote:
    """Keep words that a member lets us quote, under a living consent in exact words.

    One quote of a member stands for a session: other words, places or names end the earlier consent first.
    Raises `people.CannotConsent` where a guardian must agree first.
    """
    with transaction.atomic():
        standing = quotes.standing_of(session, member)
        if standing and _same(standing, may):
            return standing
        if standing:
            people.withdraw_consent(standing.consent, by=by)
        consent = _consent(member, may, by, told)
        quote = SessionQuote.objects.create(
            session=session, text=may.text.strip(), language=session.language, consent=consent
        )
        record("gatherings.quote_given", quote, by=by, session=session.pk, consent=consent.pk)
        return quote


def take_quote_back(session: Session, member: Member, *, by: Actor) -> None:
    """End the consent behind what a member let us quote of a session; it hides everywhere at once."""
    standing = quotes.standing_of(session, member)
    if standing:
        people.withdraw_consent(standing.consent, by=by)


def _same(quote: SessionQuote, may: MayQuote) -> bool:
    consent = quote.consent
    now = (quote.text, sorted(consent.channels), consent.attribution, consent.attribution_text)
    return now == (may.text.strip(), sorted(may.channels), may.attribution, may.role_text)


def _consent(member: Member, may: MayQuote, by: Actor, told: people.Told | None) -> Consent:
    if told is None:
        return people.give_consent(
            member, purpose=Purpose.QUOTE, wording=may.wording, channels=may.channels, by=by,
            attribution=may.attribution, attribution_text=may.role_text,
        )  # fmt: skip
    return people.record_consent_for(
        member, told=told, by=by, wording=may.wording, purpose=Purpose.QUOTE, channels=may.channels,
        attribution=may.attribution, attribution_text=may.role_text,
    )  # fmt: skip
