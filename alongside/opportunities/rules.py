"""Who may: predicates, true or false."""

from alongside.foundation import doors
from alongside.people.models import AgeGuard, Member
from alongside.people.queries import members

from .models import Method, Opportunity


def runs(roles: frozenset[doors.Role]) -> bool:
    """Whether somebody with these roles looks after opportunities."""
    return bool(roles & doors.COORDINATORS)


def may_read(roles: frozenset[doors.Role], opportunity: Opportunity) -> bool:
    """Whether somebody with these roles may read an opportunity: a draft only with those who look after it."""
    return opportunity.is_published or runs(roles) or doors.Role.AUDITOR in roles


def may_take_part(member: Member) -> bool:
    """Whether a member may express an interest: under 16 only once a parent or guardian agreed."""
    return members.may_be_reached(member)


def waits_for_guardian(member: Member) -> bool:
    """Whether it is a guardian's yes that is missing."""
    return member.age_guard == AgeGuard.UNDER_16 and not may_take_part(member)


def may_have_more_time(opportunity: Opportunity) -> bool:
    """Whether the last day can still move: while it is open, and for a lottery until its pool is closed."""
    if opportunity.is_open:
        return True
    waits = opportunity.is_published and not opportunity.is_over and not hasattr(opportunity, "pool")
    return waits and opportunity.method == Method.LOTTERY


def has_chosen(opportunity: Opportunity) -> bool:
    """Whether people were chosen, or the pool from which they are drawn is closed: the method stays as it is."""
    return opportunity.is_over or opportunity.places_given.exists() or hasattr(opportunity, "pool")
