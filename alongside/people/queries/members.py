"""Questions about members."""

import re

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ..models import AgeGuard, ErasedAddress, Guardian, Member, MemberQuerySet, MergedEntry

PHONE = re.compile(r"(?:tel[:.]?)?([-+()./\d]+)(?:(?:ext|x)[.:]?\d+)?")
REFERENCE_SIGNS = 8
GUARDIAN_FIRST = _("Their parent or guardian must agree first. Ask them, then come back to this page.")


def address_hash(address: str) -> str:
    """The keyed hash under which an erased email address, phone number or postal address is remembered.

    A phone number counts by its last ten digits, however it is written.
    """
    plain = "".join(address.lower().split())
    if phone := PHONE.fullmatch(plain):
        plain = re.sub(r"\D", "", phone[1])[-10:]
    return salted_hmac("people.erased_address", plain, algorithm="sha256").hexdigest()


def was_erased(*addresses: str) -> bool:
    """Whether somebody who left had one of these addresses: an import must not bring them back."""
    hashes = [address_hash(address) for address in addresses if address.strip()]
    return ErasedAddress.objects.filter(address_hash__in=hashes).exists()


def as_reference(typed: str) -> str:
    """A reference as it was typed, read out or copied: "k7fd 3mxa" is K7FD-3MXA. "" where it cannot be one."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return f"{plain[:4]}-{plain[4:]}" if len(plain) == REFERENCE_SIGNS else ""


def exactly(words: str) -> Q:
    """Members who have this reference, however it was typed, or exactly this name."""
    wanted = " ".join(words.split())
    return known_as(wanted) | Q(called__iexact=wanted) | Q(full_name__iexact=wanted)


def known_as(typed: str, at: str = "") -> Q:
    """Who stands under this reference, however it was typed: its own, or that of an entry put together with theirs.

    So what is on old letters and cards still finds the person. `at` leads to the member, such as "member__".
    """
    reference = as_reference(typed)
    if not reference:
        return Q(pk__in=[])
    merged = MergedEntry.objects.filter(member__reference=reference).values("into__reference")
    return Q(**{f"{at}reference": Coalesce(Subquery(merged), Value(reference))})


def by_reference(typed: str) -> MemberQuerySet:
    """The member who is here under this reference, as `known_as` says: one or nobody."""
    return Member.objects.here().filter(known_as(typed))


def named(words: str) -> list[Member]:
    """Members who are here with this reference or name, two at most: enough to know whether only one has it."""
    return list(Member.objects.here().filter(exactly(words)).order_by("pk")[:2])


def has_claimed(member: Member) -> bool:
    """Whether the member has signed in themselves, so that the record is theirs to keep."""
    return member.account is not None and member.account.last_login is not None


def may_be_reached(member: Member) -> bool:
    """Whether we may write to a member: not after leaving, and under 16 only once a guardian agreed."""
    if member.has_left:
        return False
    if member.age_guard != AgeGuard.UNDER_16:
        return True
    return Guardian.objects.filter(member=member).exclude(agreed_at=None).exists()
