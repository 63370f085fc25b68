"""Giving places: to whoever comes first, to whoever was chosen, and to whoever comes next."""

from django.db import transaction
from django.utils import translation

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails, rules, signals
from ..models import Filling, Interest, Method, Opportunity, Place, Volunteered
from ..queries import listing, outcomes, people
from . import replacing


def give(interest: Interest, *, reason: str, by: Actor, accepted: bool = False, tell: bool = True) -> Place:
    """Give somebody a place. Where they asked for it and it is free, it is theirs at once (`accepted`)."""
    with transaction.atomic():
        place = Place.objects.create(
            interest=interest, opportunity=interest.opportunity, reason=reason, answer_by=people.answer_by(),
            accepted_at=clock.now() if accepted else None,
        )  # fmt: skip
        record(
            "opportunities.place_given", place, by=by, opportunity=interest.opportunity_id, accepted=accepted
        )
        if accepted:
            signals.place_accepted.send(
                sender=Place, opportunity=interest.opportunity, member=interest.member, place=place, by=by
            )
        elif tell:
            emails.place_offered(place, by=by)
        return place


def fill(opportunity: Opportunity, *, by: Actor) -> list[Place]:
    """Give free places to whoever comes next by the stated method; nobody where people choose themselves."""
    if hasattr(opportunity, "taking"):
        return []
    if opportunity.method == Method.LOTTERY:
        chosen = replacing.next_in_lottery(opportunity)
    elif opportunity.method == Method.FIRST_COME:
        chosen = _next_in_reserve(opportunity)
    else:
        chosen = []
    return [give(interest, reason=_why(interest), by=by) for interest in chosen]


def _next_in_reserve(opportunity: Opportunity) -> list[Interest]:
    left = listing.places_left(opportunity)
    waiting = [interest for interest in people.reserve(opportunity) if rules.may_take_part(interest.member)]
    return waiting if left is None else waiting[:left]


def _why(interest: Interest) -> str:
    with translation.override(interest.member.language):
        return outcomes.next_words(interest.opportunity.method)


def settle(opportunity: Opportunity, *, by: Actor) -> None:
    """Once it is closed and every place was accepted, it is filled: that is on record without anybody's doing."""
    if opportunity.is_open or opportunity.is_over or opportunity.places is None:
        return
    if opportunity.places_given.held().exclude(accepted_at=None).count() >= opportunity.places:
        finish(opportunity, by=by)


def finish(opportunity: Opportunity, *, by: Actor) -> None:
    """Write down that it is filled, and tell whoever still waits on the reserve list."""
    Filling.objects.create(opportunity=opportunity, by=by.key)
    record("opportunities.filled", opportunity, by=by)
    if not hasattr(opportunity, "pool"):
        Volunteered.objects.filter(interest__opportunity=opportunity).delete()
    if opportunity.method != Method.FIRST_COME:
        return
    for number, interest in enumerate(people.reserve(opportunity), start=1):
        if interest.answered_at is None:
            Interest.objects.filter(pk=interest.pk).update(answered_at=clock.now())
            emails.reserve_at_the_end(interest, number=number, by=by)
