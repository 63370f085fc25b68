"""What the tests about access needs share."""

from typing import Any

from alongside.foundation import actors, clock
from alongside.foundation.doors import Role
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Adjustment, HelperRole, Registration, Session
from alongside.people import actions as people
from alongside.people.models import Member

BY = actors.SYSTEM


def registered(session: Session, member: Member, **more: Any) -> Registration:
    """A place, as the action of registering writes it."""
    more.setdefault("placed_at", clock.now())
    return Registration.objects.create(session=session, member=member, coming="in_person", **more)


def needs(registration: Registration, kind: str = "bsl", detail: str = "") -> Adjustment:
    """The person asks for something at this session."""
    new = gatherings.NewNeed(kind, detail)
    (made,) = gatherings.share_needs(registration, new_needs=[new], by=BY)
    return made


def with_role(member: Member, role: Role) -> Member:
    """A member with a role."""
    people.appoint(member, role=role, by=BY)
    return member


def access_support(session: Session, member: Member) -> Member:
    """A member who gives access support at a session."""
    gatherings.add_helper(session, member=member, role=HelperRole.ACCESS_SUPPORT, by=BY)
    return member
