"""Who may: predicates over accounts and members, true or false."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from alongside.foundation import clock
from alongside.foundation.doors import Role

from .models import Appointment, Member

Somebody = AbstractBaseUser | AnonymousUser

GUARDED = frozenset({Role.ACCESS, Role.COORDINATOR, Role.FINANCE, Role.ADMINISTRATOR})
"""Roles that count only once a passkey was shown, where the centre asks for one."""


def member_of(account: Somebody) -> Member | None:
    """The member behind an account, unless they left."""
    if not account.is_authenticated:
        return None
    return Member.objects.here().filter(account_id=account.pk).first()


def roles_of(account: Somebody) -> frozenset[Role]:
    """Every role that an account holds today. Appointments in a context of their own do not count here."""
    member = member_of(account)
    return roles_of_member(member) if member else _without_member(account)


def roles_of_member(member: Member) -> frozenset[Role]:
    """Every role that a member holds today."""
    held = Appointment.objects.filter(member=member, context="").held_on(clock.today())
    return frozenset({Role.MEMBER, *(Role(role) for role in held.values_list("role", flat=True))})


def _without_member(account: Somebody) -> frozenset[Role]:
    return frozenset({Role.MEMBER if account.is_authenticated else Role.VISITOR})
