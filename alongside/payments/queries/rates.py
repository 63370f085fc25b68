"""Which rates count on which day."""

from datetime import date

from alongside.foundation import clock

from ..models import Rate, RateCard


def card_on(day: date) -> RateCard | None:
    """The confirmed card that counts on a day: the one that started last."""
    cards = RateCard.objects.exclude(confirmed_at=None).filter(starts_on__lte=day)
    return cards.order_by("-starts_on", "-confirmed_at").prefetch_related("rates").first()


def next_card() -> RateCard | None:
    """The confirmed card that counts after today's, if one is known."""
    cards = RateCard.objects.exclude(confirmed_at=None).filter(starts_on__gt=clock.today())
    return cards.order_by("starts_on").prefetch_related("rates").first()


def rate_today(unit: str) -> Rate | None:
    """Today's rate for a length of time, from the card that counts."""
    card = card_on(clock.today())
    return Rate.objects.filter(card=card, unit=unit).select_related("card").first() if card else None


def rates_today() -> list[Rate]:
    """Every rate of today's card, from the smallest."""
    card = card_on(clock.today())
    return list(card.rates.all()) if card else []
