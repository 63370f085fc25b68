"""Who may: predicates, true or false."""

from django.http import HttpRequest

from alongside.foundation import doors
from alongside.foundation.doors import Role
from alongside.people.models import Member

from .models import Session
from .queries import sessions

RUNNING = doors.COORDINATORS | {Role.FACILITATOR}
"""Roles that run every session; helpers run their own."""


def runs(who: HttpRequest | frozenset[Role], member: Member | None, session: Session) -> bool:
    """Whether somebody runs a session: by their role, or because they help with it."""
    roles = who if isinstance(who, frozenset) else doors.roles_of(who)
    return bool(roles & RUNNING) or (member is not None and sessions.helps(session, member.pk))


def plans(who: HttpRequest | frozenset[Role]) -> bool:
    """Whether somebody plans sessions, gives numbers and says what is paid."""
    roles = who if isinstance(who, frozenset) else doors.roles_of(who)
    return bool(roles & doors.COORDINATORS)
