"""Who would like to, who has a place, who is next, and what somebody can do now."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.components import Kind
from alongside.people.models import Member
from alongside.people.queries import asks, members

from ..models import Interest, Invitation, Method, Opportunity, Place

Text = str | Promise
ANSWER_DAYS = 7
"""Days that somebody has to say yes or no to a place."""


def answer_by() -> date:
    """The day by which a place that is offered today should be answered."""
    return clock.today() + timedelta(days=ANSWER_DAYS)


def interest_of(opportunity: Opportunity, member: Member | None) -> Interest | None:
    """The standing interest of a member."""
    if member is None:
        return None
    return opportunity.interests.filter(member=member, withdrawn_at=None).select_related("place").first()


def reserve(opportunity: Opportunity) -> QuerySet[Interest]:
    """Who waits for a place, in order: the day they told us, then the order in which it was written down.

    Whoever phoned on Monday and was keyed in on Tuesday stands before those of Tuesday.
    """
    return opportunity.interests.without_place().filter(member__leaving=None).select_related("member")


def reserve_number(interest: Interest) -> int | None:
    """Somebody's place on the reserve list, from 1; None where they are not on it."""
    order = list(reserve(interest.opportunity).values_list("pk", flat=True))
    return order.index(interest.pk) + 1 if interest.pk in order else None


def interests_of(member: Member) -> QuerySet[Interest]:
    """Everything that a member was interested in, newest first."""
    found = Interest.objects.filter(member=member, opportunity__publication__isnull=False)
    return found.select_related(
        "opportunity", "opportunity__publication", "opportunity__closing", "opportunity__filling",
        "opportunity__taking", "place", "candidate", "candidate__pool", "candidate__pool__draw",
    ).order_by("-pk")  # fmt: skip


def invitations_waiting(member: Member) -> QuerySet[Invitation]:
    """Invitations to something that is open, which the member has not answered."""
    mine = Invitation.objects.filter(
        member=member, declined_at=None, opportunity__in=Opportunity.objects.still_open()
    )
    answered = Interest.objects.filter(member=member).values("opportunity")
    return mine.exclude(opportunity__in=answered).select_related("opportunity")


def places_waiting(member: Member) -> QuerySet[Place]:
    """Places that wait for the member's yes or no."""
    return Place.objects.waiting().filter(interest__member=member).select_related("opportunity", "interest")


@dataclass(frozen=True)
class Standing:
    """Where one interest stands, in words."""

    code: str
    words: Text
    kind: Kind


STANDINGS: dict[str, Standing] = {
    standing.code: standing
    for standing in (
        Standing("withdrawn", _("Taken back"), "neutral"),
        Standing("offered", _("A place waits for a yes or no"), "attention"),
        Standing("accepted", _("Has a place"), "good"),
        Standing("took_part", _("Took part"), "good"),
        Standing("ended", _("Place given up"), "neutral"),
        Standing("over", _("Taken back by us"), "stopped"),
        Standing("not_chosen", _("Not chosen"), "neutral"),
        Standing("reserve", _("On the reserve list"), "waiting"),
        Standing("waiting", _("Waiting for the choice"), "waiting"),
    )
}


def standing(interest: Interest) -> Standing:
    """Where an interest stands. Ask for `place` and the states of its opportunity with it."""
    return STANDINGS[_code(interest)]


def _code(interest: Interest) -> str:
    if interest.withdrawn_at:
        return "withdrawn"
    place = getattr(interest, "place", None)
    if place is not None:
        return _place_code(place)
    if hasattr(interest.opportunity, "taking"):
        return "over"
    if interest.answered_at and interest.opportunity.method == Method.AGREED:
        return "not_chosen"
    drawn = interest.answered_at and interest.opportunity.method == Method.LOTTERY
    return "reserve" if drawn or interest.opportunity.method == Method.FIRST_COME else "waiting"


def _place_code(place: Place) -> str:
    if place.ended_at:
        return "ended"
    if place.took_part_on:
        return "took_part"
    return "accepted" if place.accepted_at else "offered"


def moves(interest: Interest) -> list[str]:
    """What the person can do with it now: withdraw, accept, decline, drop_out."""
    code = _code(interest)
    if code == "offered":
        return ["accept", "decline"]
    if code == "accepted":
        return ["drop_out"]
    return ["withdraw"] if code in ("reserve", "waiting") else []


def for_inviting(
    opportunity: Opportunity, *, words: str = "", brings: str = ""
) -> QuerySet[Member]:  # fmt: skip
    """Members who could be invited: here, found by name, reference, interests or what they bring, not asked before."""
    found = Member.objects.here()
    for word in words.split()[:8]:
        found = found.filter(
            Q(interests__icontains=word)
            | Q(brings_in_own_words__icontains=word)
            | Q(called__icontains=word)
            | Q(full_name__icontains=word)
            | Q(reference__icontains=word)
            | members.known_as(word)
        )
    if brings:
        found = found.filter(pk__in=Member.objects.filter(brings__kind=brings).values("pk"))
    known = Invitation.objects.filter(opportunity=opportunity).values("member")
    told = Interest.objects.filter(opportunity=opportunity).values("member")
    return (
        found.exclude(pk__in=known).exclude(pk__in=told).order_by("called", "pk").prefetch_related("brings")
    )


def in_fair_order(opportunity: Opportunity, found: QuerySet[Member]) -> list[int]:
    """The keys of members in the order in which to ask: who was asked least in 30 days first, then by chance.

    The chance is the opportunity's own and stays the same, so that nobody comes first everywhere. Two queries.
    """
    keys = list(found.order_by().values_list("pk", flat=True))
    asked = asks.lately(keys)
    return sorted(keys, key=lambda key: (asked[key], _lot(opportunity, key)))


def _lot(opportunity: Opportunity, key: int) -> bytes:
    return hashlib.sha256(f"{opportunity.pk}:{key}".encode()).digest()
