"""Finding opportunities, their offers, and how many places are left."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from alongside.foundation.record import key_of
from alongside.payments.models import Offer

from ..models import Opportunity, Where

SHORT, MIDDLE = 30, 120
LOTTERIES = 20
"""How many past lotteries the public list leads to."""


def open_now(*, time: str = "", where: str = "") -> QuerySet[Opportunity]:
    """What people can offer to do today, soonest first. `time` is short, middle or long."""
    found = Opportunity.objects.still_open().with_states()
    if time == "short":
        found = found.filter(minutes__lte=SHORT)
    elif time == "middle":
        found = found.filter(minutes__gt=SHORT, minutes__lte=MIDDLE)
    elif time == "long":
        found = found.filter(minutes__gt=MIDDLE)
    if where == Where.ONLINE:
        found = found.filter(where__in=[Where.ONLINE, Where.EITHER])
    elif where == Where.IN_PERSON:
        found = found.filter(where__in=[Where.IN_PERSON, Where.EITHER])
    elif where == Where.HOME:
        found = found.filter(where=Where.HOME)
    return found.order_by("closes_on", "pk")


def lotteries() -> QuerySet[Opportunity]:
    """The latest whose pool was closed, newest first: anybody can check them, also long after their last day."""
    return Opportunity.objects.filter(pool__isnull=False).order_by("-pool__created_at", "-pk")[:LOTTERIES]


def for_staff() -> QuerySet[Opportunity]:
    """Every opportunity, newest first, with how many people are interested and hold a place."""
    interested = Count("interests", filter=Q(interests__withdrawn_at=None), distinct=True)
    held = Count("places_given", filter=Q(places_given__ended_at=None), distinct=True)
    return Opportunity.objects.with_states().annotate(interested=interested, held=held).order_by("-pk")


def offers_of(opportunities: Iterable[Opportunity]) -> dict[int, Offer]:
    """What is paid for each of these today, by opportunity. One query."""
    keys = {key_of(opportunity): opportunity.pk for opportunity in opportunities}
    found = Offer.objects.filter(about__in=keys, ended_at=None).select_related("rate")
    return {keys[offer.about]: offer for offer in found}


def offer_of(opportunity: Opportunity) -> Offer | None:
    """What is paid for it today."""
    return offers_of([opportunity]).get(opportunity.pk)


def places_left(opportunity: Opportunity) -> int | None:
    """How many places nobody holds; None where everybody who wants to can come."""
    if opportunity.places is None:
        return None
    return max(0, opportunity.places - opportunity.places_given.filter(ended_at=None).count())
