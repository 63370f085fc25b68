"""Who may: predicates, true or false."""

from collections.abc import Iterable

from django.http import HttpRequest

from alongside.foundation import doors
from alongside.foundation.doors import Role
from alongside.people import rules as people
from alongside.people.models import Member

from .models import HelperRole, Session
from .queries import sessions

Helping = Iterable[tuple[str, int]]
"""Roles of help with the ids of members, as `sessions.helping` gives them."""

RUNNING = doors.COORDINATORS | {Role.FACILITATOR}
"""Roles that run every session; helpers run their own."""


def runs(who: HttpRequest | frozenset[Role], member: Member | None, session: Session) -> bool:
    """Whether somebody runs a session: by their role, or because they help with it."""
    roles = who if isinstance(who, frozenset) else doors.roles_of(who)
    return bool(roles & RUNNING) or (member is not None and sessions.helps(session, member.pk))


def runs_with(who: HttpRequest | frozenset[Role], member: Member | None, helping: Helping) -> bool:
    """The same, where it is known already who helps with the session."""
    roles = who if isinstance(who, frozenset) else doors.roles_of(who)
    return bool(roles & RUNNING) or (member is not None and any(member.pk == one for _role, one in helping))


def plans(who: HttpRequest | frozenset[Role]) -> bool:
    """Whether somebody plans sessions, gives numbers and says what is paid."""
    roles = who if isinstance(who, frozenset) else doors.roles_of(who)
    return bool(roles & doors.COORDINATORS)


def sees_needs(who: HttpRequest | frozenset[Role], member: Member | None, session: Session) -> bool:
    """Whether somebody may see who needs what at a session: the access role, or its access support."""
    roles = who if isinstance(who, frozenset) else doors.roles_of(who)
    return bool(roles & doors.ACCESS) or (
        member is not None and sessions.helps(session, member.pk, HelperRole.ACCESS_SUPPORT)
    )


def may_own_needs(member: Member, session: Session) -> bool:
    """Whether somebody can take on a need at a session."""
    return not member.has_left and sees_needs(people.roles_of_member(member), member, session)
