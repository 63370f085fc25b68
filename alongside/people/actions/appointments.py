"""Roles are given and ended: each on record, and never so that nobody is left to look after the centre."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, clock
from alongside.foundation.actors import Actor
from alongside.foundation.doors import Role
from alongside.foundation.record import record

from .. import rules
from ..models import Account, Appointment, Member
from ..queries import members
from . import tokens

GIVEN = (
    Role.FACILITATOR, Role.ACCESS, Role.COORDINATOR, Role.FINANCE, Role.AUDITOR, Role.ADMINISTRATOR,
)  # fmt: skip
NEVER_EMPTY = (Role.COORDINATOR, Role.ADMINISTRATOR)


class CannotAppoint(Exception):
    """A role cannot be given or ended; the message is a sentence for the page."""


def appoint(
    member: Member, *, role: str, by: Actor, context: str = "", since: date | None = None
) -> Appointment:
    """Give a member a role from a day on (today unless told). Giving it twice changes nothing.

    Raises CannotAppoint when the role is not one to give, the member left, a guardian has not agreed,
    or it takes an administrator.
    """
    _check(member, role, by)
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        held = Appointment.objects.filter(member=member, role=role, context=context, until=None).first()
        if held:
            return held
        appointment = Appointment.objects.create(
            member=member, role=role, context=context, since=since or clock.today()
        )
        record("people.appointed", member, by=by, role=str(role), context=context, appointment=appointment.pk)
        return appointment


def end_appointment(appointment: Appointment, *, by: Actor) -> None:
    """End a role today. Ending it twice changes nothing.

    Raises CannotAppoint for the last coordinator or administrator, and when only an administrator may end it.
    """
    _check_rank(appointment.role, by)
    with transaction.atomic():
        others = Appointment.objects.select_for_update().filter(role=appointment.role, until=None)
        held = {row.pk: row for row in others.order_by("pk")}
        if appointment.pk not in held:
            return
        if appointment.context == "" and _is_last(appointment, list(held.values())):
            raise CannotAppoint(
                _("This is the last person with this role. Give the role to somebody else first.")
            )
        appointment.until = clock.today()
        appointment.save(update_fields=["until"])
        record("people.appointment_ended", appointment.member, by=by, role=appointment.role,
               context=appointment.context, appointment=appointment.pk)  # fmt: skip
        tokens.end_tokens_without_role(appointment.member, by=by)


def _check(member: Member, role: str, by: Actor) -> None:
    if role not in GIVEN:
        raise CannotAppoint(_("Choose one of the roles on this page."))
    if member.has_left:
        raise CannotAppoint(_("This person has left, so they cannot be given a role."))
    if not members.may_be_reached(member):
        raise CannotAppoint(members.GUARDIAN_FIRST)
    _check_rank(role, by)


def _check_rank(role: str, by: Actor) -> None:
    """A coordinator must not make themselves, or somebody else, an administrator."""
    if role == Role.ADMINISTRATOR and by != actors.SYSTEM and Role.ADMINISTRATOR not in _roles_behind(by):
        raise CannotAppoint(_("Only an administrator can give or end this role. Ask one of them."))


def _roles_behind(by: Actor) -> frozenset[Role]:
    kind, _colon, number = by.key.partition(":")
    account = (
        Account.objects.filter(pk=int(number)).first() if kind == "account" and number.isdigit() else None
    )
    return rules.roles_of(account) if account else frozenset()


def _is_last(appointment: Appointment, held: list[Appointment]) -> bool:
    here = Member.objects.here().filter(pk__in=[row.member_id for row in held]).values_list("pk", flat=True)
    others = [
        row for row in held if row.member_id in set(here) - {appointment.member_id} and row.context == ""
    ]
    return appointment.role in NEVER_EMPTY and not others


def is_last_in_a_role(member: Member) -> bool:
    """Whether a member holds a role that would be empty without them. Locks the role until the transaction
    ends.
    """
    held = list(
        Appointment.objects.select_for_update().filter(role__in=NEVER_EMPTY, until=None).order_by("pk")
    )
    mine = [row for row in held if row.member_id == member.pk and row.context == ""]
    return any(_is_last(row, [other for other in held if other.role == row.role]) for row in mine)
