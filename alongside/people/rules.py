"""Who may: predicates over accounts and members, true or false."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, FilteredRelation, Q

from alongside.foundation import clock
from alongside.foundation.doors import COORDINATORS, Role

from .models import Appointment, Member, MemberQuerySet

Somebody = AbstractBaseUser | AnonymousUser

GUARDED = frozenset({Role.ACCESS, Role.COORDINATOR, Role.FINANCE, Role.ADMINISTRATOR})
"""Roles that count only once a passkey was shown, where the centre asks for one."""
HOLDERS = COORDINATORS
"""Roles whose members may make tokens for their tools. A token ends with the last of them."""


def member_of(account: Somebody) -> Member | None:
    """The member behind an account, unless they left."""
    if not account.is_authenticated:
        return None
    return _of(account).first()


def who(account: Somebody) -> tuple[Member | None, frozenset[Role]]:
    """The member behind an account and every role that they hold today: the two below, in one query."""
    if not account.is_authenticated:
        return None, _without_member(account)
    today = clock.today()
    not_over = Q(appointments__until=None) | Q(appointments__until__gt=today)
    in_force = Q(not_over, appointments__context="", appointments__since__lte=today)
    held = FilteredRelation("appointments", condition=in_force)
    rows: list[Any] = list(_of(account).annotate(held=held, role_held=F("held__role")))
    if not rows:
        return None, _without_member(account)
    return rows[0], frozenset({Role.MEMBER, *(Role(row.role_held) for row in rows if row.role_held)})


def roles_of(account: Somebody) -> frozenset[Role]:
    """Every role that an account holds today. Appointments in a context of their own do not count here."""
    member = member_of(account)
    return roles_of_member(member) if member else _without_member(account)


def roles_of_member(member: Member) -> frozenset[Role]:
    """Every role that a member holds today."""
    held = Appointment.objects.filter(member=member, context="").held_on(clock.today())
    return frozenset({Role.MEMBER, *(Role(role) for role in held.values_list("role", flat=True))})


def _of(account: Somebody) -> MemberQuerySet:
    """As `here`, in words that are quicker to put together: every request asks it, and of one row any plan is good."""
    return Member.objects.filter(account=account.pk, leaving=None)


def _without_member(account: Somebody) -> frozenset[Role]:
    return frozenset({Role.MEMBER if account.is_authenticated else Role.VISITOR})
