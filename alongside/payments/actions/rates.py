"""Rate cards: added by somebody, confirmed by somebody, never altered once they count."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, money
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Rate, RateCard, Unit

EXAMPLE_SOURCE = (
    "Trade press quoting the NIHR on the rates from 16 December 2025; the steps between were worked out. "
    "Confirm before use: www.nihr.ac.uk."
)
EXAMPLES: tuple[tuple[str, date, dict[Unit, int]], ...] = (
    ("Example: NIHR rates before 16 December 2025", date(2009, 1, 1), {
        Unit.HALF_HOUR: 1250, Unit.HOUR: 2500, Unit.TWO_HOURS: 5000, Unit.HALF_DAY: 7500, Unit.DAY: 15000,
        Unit.DAY_AND_PREPARATION: 30000, Unit.TOP_ROLE: 45000,
    }),
    ("Example: NIHR rates from 16 December 2025", date(2025, 12, 16), {
        Unit.HALF_HOUR: 1380, Unit.HOUR: 2750, Unit.TWO_HOURS: 5500, Unit.HALF_DAY: 8250, Unit.DAY: 16500,
        Unit.DAY_AND_PREPARATION: 33000, Unit.TOP_ROLE: 49500,
    }),
)  # fmt: skip
"""The rates of the National Institute for Health and Care Research, a benchmark and no rule."""


class CannotChangeRates(Exception):
    """Nothing was changed; the message is a sentence for the page."""


def add_rate_card(
    *, name: str, starts_on: date, rates: Mapping[str, int], by: Actor, source: str = ""
) -> RateCard:
    """Add a card with its rates in pence. It counts only once somebody confirmed it.

    Raises CannotChangeRates without a rate, or for a rate that is not between 1p and £10,000.
    """
    if not rates or any(not 0 < pence <= money.MOST for pence in rates.values()):
        raise CannotChangeRates(_("Write at least one rate, each between 1p and £10,000."))
    with transaction.atomic():
        card = RateCard.objects.create(name=name.strip(), starts_on=starts_on, source=source.strip())
        Rate.objects.bulk_create(
            Rate(card=card, unit=unit, pence=pence) for unit, pence in rates.items() if unit in Unit.values
        )
        record("payments.rate_card_added", card, by=by, starts_on=starts_on.isoformat(), rates=dict(rates))
        return card


def add_example_cards(*, by: Actor) -> list[RateCard]:
    """Add the two example cards, unconfirmed; those that are here already are left alone."""
    with transaction.atomic():
        known = set(RateCard.objects.values_list("name", flat=True))
        return [
            add_rate_card(
                name=name, starts_on=starts_on, source=EXAMPLE_SOURCE, by=by,
                rates={str(unit): pence for unit, pence in rates.items()},
            )
            for name, starts_on, rates in EXAMPLES
            if name not in known
        ]  # fmt: skip


def confirm_rate_card(card: RateCard, *, by: Actor) -> None:
    """Somebody read the card, checked where it comes from, and says that this centre pays it."""
    with transaction.atomic():
        locked = RateCard.objects.select_for_update().get(pk=card.pk)
        if locked.confirmed_at is not None:
            raise CannotChangeRates(_("This rate card was confirmed already."))
        locked.confirmed_at, locked.confirmed_by = clock.now(), by.key
        locked.save(update_fields=["confirmed_at", "confirmed_by"])
        record("payments.rate_card_confirmed", card, by=by)
    card.refresh_from_db()


def discard_rate_card(card: RateCard, *, by: Actor) -> None:
    """Throw away a card that nobody confirmed. A confirmed one stays: offers were made with it."""
    with transaction.atomic():
        locked = RateCard.objects.select_for_update().get(pk=card.pk)
        if locked.confirmed_at is not None:
            raise CannotChangeRates(_("A confirmed card stays on record. Add a new one instead."))
        record("payments.rate_card_discarded", card, by=by)
        locked.delete()
