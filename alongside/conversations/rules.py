"""Who may: predicates, true or false."""

from __future__ import annotations

from alongside.foundation import doors
from alongside.people.models import Member
from alongside.people.queries import members

from .models import Conversation


def runs(roles: frozenset[doors.Role]) -> bool:
    """Whether somebody with these roles looks after conversations."""
    return bool(roles & doors.COORDINATORS)


def may_read(roles: frozenset[doors.Role], conversation: Conversation) -> bool:
    """Whether somebody with these roles may read a conversation: a draft only with those who look after it."""
    return conversation.is_published or runs(roles) or doors.Role.AUDITOR in roles


def may_take_part(member: Member) -> bool:
    """Whether a member may say something and vote: under 16 only once a parent or guardian agreed."""
    return members.may_be_reached(member)
