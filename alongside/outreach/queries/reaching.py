"""Where a subscriber is reached today. A member's way and address are those of the member, and follow them."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.people.models import AgeGuard, Guardian, Member, ReachBy, Supporter

from ..models import Subscriber, Way


@dataclass(frozen=True)
class Reach:
    """One way to somebody: `to` is an email address, a phone number or a postal address.

    `reader` is the member for whom it is, where a supporter or guardian gets it; "" else.
    """

    way: str
    to: str
    name: str
    reader: str = ""


def of(subscriber: Subscriber) -> Reach | None:
    """Where this subscriber is reached, or None where they cannot be: erased, left, or no guardian agreed yet.

    Reads nothing more after `queries.recipients.recipients`, which fetches members with their helpers.
    """
    if subscriber.erased_at is not None:
        return None
    found = _of_member(subscriber.member) if subscriber.member else _own(subscriber)
    return found if found and found.to else None


def _own(subscriber: Subscriber) -> Reach:
    places = {
        Way.EMAIL.value: subscriber.email,
        Way.POST.value: subscriber.address,
        Way.PHONE.value: subscriber.phone,
    }
    return Reach(subscriber.way, places[subscriber.way], subscriber.called)


def _of_member(member: Member) -> Reach | None:
    if member.age_guard == AgeGuard.UNDER_16:
        guardian: Guardian | None = getattr(member, "guardian", None)
        return _of_helper(guardian, member) if guardian and guardian.agreed_at else None
    if member.reach_by == ReachBy.SUPPORTER:
        supporter: Supporter | None = getattr(member, "supporter", None)
        return _of_helper(supporter, member) if supporter else None
    name = member.called
    if member.reach_by == ReachBy.POST:
        return Reach(Way.POST, member.address, member.full_name or name)
    if member.reach_by == ReachBy.PHONE:
        return Reach(Way.PHONE, member.phone, name)
    return Reach(Way.EMAIL, member.email, name)


def _of_helper(helper: Guardian | Supporter, member: Member) -> Reach:
    if helper.email:
        return Reach(Way.EMAIL, helper.email, helper.name, member.called)
    if helper.phone:
        return Reach(Way.PHONE, helper.phone, helper.name, member.called)
    address = helper.address if isinstance(helper, Supporter) else ""
    return Reach(Way.POST, address, helper.name, member.called)
