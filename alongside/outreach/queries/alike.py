"""Readers by post and phone who are on the list already, or members: a second sheet of the same person finds them."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.people.models import Member
from alongside.people.queries import alike

from ..models import Subscriber

MOST = 5


@dataclass(frozen=True)
class Known:
    """Somebody who is reached at this place. `key` names them in a form."""

    key: str
    label: str
    subscriber: Subscriber | None = None
    member: Member | None = None


def known_at(*, phone: str = "", address: str = "") -> list[Known]:
    """Members and readers who are reached there, however it is written; five at most. Two queries."""
    if not alike.plain_phone(phone) and not alike.plain_address(address):
        return []
    members = alike.members_like(phone=phone, address=address)
    here = (
        Subscriber.objects.here().filter(alike.near(phone, address), member=None).order_by("pk")[: MOST * 10]
    )
    readers = [one for one in here if alike.same_place(one.phone, one.address, phone, address)]
    found = [Known(f"m-{one.reference}", _label(one.called, one), member=one) for one in members]
    found += [Known(f"s-{one.reference}", _label(one.called, one), subscriber=one) for one in readers]
    return found[:MOST]


def _label(called: str, one: Member | Subscriber) -> str:
    place = one.phone or ", ".join(one.address.splitlines())
    return ", ".join(part for part in (called, place, one.reference) if part)
