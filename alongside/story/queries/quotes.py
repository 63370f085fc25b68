"""Whose words may be shown today, and which printed editions carry words that may not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from alongside.foundation import clock
from alongside.gatherings.models import SessionQuote
from alongside.gatherings.queries import quotes as session_quotes
from alongside.people.models import Consent, ConsentChannel, Purpose
from alongside.people.queries import consents

from ..models import Edition, Quote, SpeakerAnswer
from .plain import Content, item

SOON = timedelta(days=90)
CHANNELS = (ConsentChannel.WEB, ConsentChannel.PRINT)


def showable() -> list[dict[str, Any]]:
    """Quotes whose consent lives for the website or for print, with the name that their speaker chose."""
    quotes = list(Quote.objects.on_page())
    found = []
    allowed = {
        channel: consents.showable([quote.consent_id for quote in quotes], channel) for channel in CHANNELS
    }
    for quote in quotes:
        channels = [channel.value for channel in CHANNELS if quote.consent_id in allowed[channel]]
        if channels and quote.text:
            said = {"text": quote.text, "about": quote.about, "channels": channels}
            found.append(
                item(quote) | said | {"attribution": allowed[ConsentChannel(channels[0])][quote.consent_id]}
            )
    return found


def amended_quotes(frozen: Content, channel: str) -> dict[int, str | None]:
    """Quotes of frozen content that read differently today; empty when all may stay as it was frozen.

    None for a quote that may not be shown on this channel any more, else the name that its speaker has now.
    """
    named = {quote["id"]: quote["attribution"] for quote in frozen["quotes"] if channel in quote["channels"]}
    if not named:
        return {}
    consent_of = _consents(named)
    allowed = consents.showable(consent_of.values(), channel)
    today = {quote_id: allowed.get(consent_of.get(quote_id, 0)) for quote_id in named}
    return {quote_id: name for quote_id, name in today.items() if name != named[quote_id]}


def _consents(ids: Collection[int]) -> dict[int, int]:
    """The consent behind each quote; none for one whose speaker last said that the words are not right."""
    answers = SpeakerAnswer.objects.filter(quote__in=ids, answered_at__isnull=False)
    last = dict(answers.order_by("answered_at", "pk").values_list("quote_id", "agreed"))
    found = Quote.objects.filter(pk__in=ids).values_list("pk", "consent_id")
    return {quote: consent for quote, consent in found if last.get(quote) is not False}


def still_carrying() -> list[tuple[Edition, int]]:
    """Editions that were printed with quotes that may no longer be shown in print; and how many quotes."""
    editions = list(Edition.objects.all())
    frozen = {
        quote["id"]
        for edition in editions
        for quote in edition.content["quotes"]
        if "print" in quote["channels"]
    }
    consent_of = _consents(frozen)
    allowed = consents.showable(consent_of.values(), ConsentChannel.PRINT)
    gone = {quote_id for quote_id in frozen if consent_of.get(quote_id) not in allowed}
    counts = [
        (
            edition,
            sum(quote["id"] in gone and "print" in quote["channels"] for quote in edition.content["quotes"]),
        )
        for edition in editions
    ]
    return [(edition, count) for edition, count in counts if count]


def quotes_to_arrange() -> list[tuple[Quote, dict[str, str]]]:
    """Every quote on the page with the channels on which it may be shown today, and the name shown there."""
    quotes = list(Quote.objects.on_page().select_related("consent"))
    ids = [quote.consent_id for quote in quotes]
    allowed = {channel: consents.showable(ids, channel) for channel in CHANNELS}
    return [
        (quote, {str(channel.value): allowed[channel][quote.consent_id] for channel in CHANNELS
                 if quote.consent_id in allowed[channel]})
        for quote in quotes
    ]  # fmt: skip


def session_quotes_to_add() -> list[tuple[SessionQuote, str]]:
    """Words from sessions that may be quoted today and are not in the story yet, each with who is named."""
    offered = session_quotes.to_offer()
    ours = set(
        Quote.objects.filter(consent__in=[row.consent_id for row, _by in offered]).values_list(
            "consent_id", flat=True
        )
    )
    return [(row, by) for row, by in offered if row.consent_id not in ours]


def quotes_expiring_soon() -> list[Quote]:
    """Quotes on the page whose consent ends within 90 days, soonest first."""
    today = clock.today()
    ends = Quote.objects.on_page().filter(
        consent__expires_on__gt=today, consent__expires_on__lte=today + SOON, consent__withdrawn_at=None
    )
    return list(ends.select_related("consent").order_by("consent__expires_on", "pk"))


def consents_for_quotes() -> QuerySet[Consent]:
    """Living consents to quote somebody, on the website or in print."""
    living = Consent.objects.in_force(clock.today()).filter(purpose=Purpose.QUOTE)
    return living.select_related("member").order_by("member__called", "pk")
