"""Who may, and what is promised: predicates and numbers of the till."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.doors import COORDINATORS, Role
from alongside.people.models import AgeGuard, Member
from alongside.people.queries import members

from .models import Choosing, Offer, RateCard

TILL = COORDINATORS | {Role.FINANCE}
"""Those who check what is owed and record for others."""
FINANCE = frozenset({Role.FINANCE})
"""Those who hold bank details for a moment: they take the file and say what was paid."""

CHECKED_WITHIN = timedelta(days=7)
WITH_FINANCE_WITHIN = timedelta(days=14)
PAID_WITHIN = timedelta(days=28)
"""What a centre aims at, counted from the day somebody took part. People see these days."""
DETAILS_ARE_KEPT = timedelta(days=30)
RECEIPTS_ARE_KEPT = timedelta(days=365)


def is_theirs(member: Member, by: Actor) -> bool:
    """Whether whoever acts is the person who would be paid."""
    return member.account_id is not None and by.key == f"account:{member.account_id}"


def may_choose(member: Member) -> bool:
    """Whether a member may say how they are paid: under 16 only once a guardian agreed."""
    return members.may_be_reached(member)


def vouchers_first(member: Member) -> bool:
    """Whether vouchers come first: for everybody who is not known to be 18."""
    return member.age_guard in (AgeGuard.UNDER_16, AgeGuard.SIXTEEN)


def pence_of(offer: Offer, kind: str, part: int | None) -> int | None:
    """What a choice is worth; None where the part is not between nothing and all of it."""
    if kind == Choosing.NONE:
        return 0
    if kind == Choosing.PART:
        return part if part is not None and 0 < part < offer.pence else None
    return offer.pence


def is_confirmed(card: RateCard) -> bool:
    """Whether somebody confirmed a rate card for this centre: only then can an offer be made with it."""
    return card.confirmed_at is not None


def day_of(moment: datetime) -> date:
    """The day of a moment where the centre is."""
    return timezone.localtime(moment).date()


def days_since(day: date) -> int:
    """Days from a day until today."""
    return (clock.today() - day).days
