"""Entries that are likely the same person: reached at the same place, however it was written."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from ..models import Member

MOST = 10
DIGITS = 10


def plain_phone(phone: str) -> str:
    """The last ten digits of a phone number, however it is written; "" where it has fewer than seven."""
    digits = re.sub(r"\D", "", phone)[-DIGITS:]
    return digits if len(digits) >= 7 else ""


def plain_address(address: str) -> str:
    """A postal address without case, spaces and commas: the same street reads the same."""
    return "".join(sign for sign in address.casefold() if sign.isalnum())


def same_place(phone: str, address: str, other_phone: str, other_address: str) -> bool:
    """Whether two are reached by one phone number or at one address."""
    by_phone, by_post = plain_phone(phone), plain_address(address)
    return (by_phone != "" and by_phone == plain_phone(other_phone)) or (
        by_post != "" and by_post == plain_address(other_address)
    )


def near(phone: str, address: str) -> Q:
    """What the database can say of it: the number ends alike, or the address begins alike. To be looked at closer."""
    found = Q(pk__in=[])
    if number := plain_phone(phone):
        found |= Q(phone__regex=r"\D*".join(number[-4:]) + r"\D*$")
    if words := re.findall(r"\w+", address):
        found |= Q(
            address__icontains=words[0], address__iregex=r"\W+".join(re.escape(word) for word in words[:2])
        )
    return found


def members_like(*, email: str = "", phone: str = "", address: str = "", called: str = "") -> list[Member]:
    """Members who are here and reached at one of these places, or called just so; ten at most. One query."""
    here: QuerySet[Member] = Member.objects.here()
    wanted = near(phone, address)
    if email.strip():
        wanted |= Q(email__iexact=email.strip())
    if called.strip():
        wanted |= Q(called__iexact=called.strip()) | Q(full_name__iexact=called.strip())
    found = here.filter(wanted).order_by("pk")[: MOST * 10]
    return [one for one in found if _is_like(one, email, phone, address, called)][:MOST]


def likely_same(member: Member) -> list[Member]:
    """Other entries that may be this member. One query."""
    names = {name: getattr(member, name) for name in ("email", "phone", "address")}
    return [
        one for one in members_like(called=member.full_name or member.called, **names) if one.pk != member.pk
    ]


def _is_like(one: Member, email: str, phone: str, address: str, called: str) -> bool:
    names = {one.called.casefold(), one.full_name.casefold()} - {""}
    mail = email.strip().casefold()
    return (
        same_place(one.phone, one.address, phone, address)
        or bool(mail and one.email.casefold() == mail)
        or called.strip().casefold() in names
    )
