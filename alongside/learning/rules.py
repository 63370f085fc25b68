"""Who may: predicates, true or false."""

from django.http import HttpRequest

from alongside.foundation import doors
from alongside.foundation.doors import Role
from alongside.people.models import Member

from .models import LearningItem

Who = HttpRequest | frozenset[Role]


def _roles(who: Who) -> frozenset[Role]:
    return who if isinstance(who, frozenset) else doors.roles_of(who)


def runs(who: Who) -> bool:
    """Whether somebody looks at learning items, decides design changes and arranges training."""
    return bool(_roles(who) & doors.COORDINATORS)


def looks(who: Who) -> bool:
    """Whether somebody may see what is not public yet: those who run the room, and auditors."""
    return runs(who) or Role.AUDITOR in _roles(who)


def reads(who: Who, member: Member | None, item: LearningItem) -> bool:
    """Whether somebody may read an item: everybody once it is public; before, its author and those who look."""
    public = item.checked_at and not item.withdrawn_at and not item.held_back_at
    return bool(public) or looks(who) or (member is not None and item.member_id == member.pk)
