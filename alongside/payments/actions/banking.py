"""How somebody is paid: kept only while there is something to pay, sealed, and gone once finance has it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode
from alongside.people.queries.members import GUARDIAN_FIRST

from .. import rules, sealing
from ..models import PayTo, Way
from ..queries import old, owed
from .telling import record_told


class CannotKeepDetails(Exception):
    """Nothing was kept; the message is a sentence for the page."""


def say_how_to_pay(
    member: Member,
    *,
    way: str,
    by: Actor,
    details: sealing.BankDetails | None = None,
    told: people.Told | None = None,
) -> PayTo:
    """Keep how a member wants to be paid next. The record says the way and never the numbers.

    Raises CannotKeepDetails when nothing is to be paid, and for a bank account without its numbers.
    """
    if not rules.may_choose(member):
        raise CannotKeepDetails(GUARDIAN_FIRST)
    if not owed.something_to_pay(member):
        raise CannotKeepDetails(_("Nothing is waiting to be paid, so we do not keep bank details."))
    if way not in Way.values or (way == Way.BANK) != (details is not None):
        raise CannotKeepDetails(_("Write the name, the sort code and the account number."))
    with transaction.atomic():
        PayTo.objects.filter(member=member).delete()
        row = PayTo.objects.create(
            member=member, way=way, sealed=sealing.seal(details) if details else "",
            how=told.mode if told else Mode.WEB,
        )  # fmt: skip
        record_told(member, "how_to_pay", told, by)
        record("payments.how_to_pay_said", member, by=by, way=str(way), how=str(row.how))
        return row


def forget_how_to_pay(member: Member, *, by: Actor, told: people.Told | None = None) -> None:
    """Delete what is kept about how a member is paid."""
    with transaction.atomic():
        if PayTo.objects.filter(member=member).delete()[0]:
            record_told(member, "how_to_pay_forgotten", told, by)
            record("payments.how_to_pay_forgotten", member, by=by)


def forget_old_details(*, by: Actor) -> int:
    """Delete what was given more than 30 days ago, whatever became of it. Gives how many."""
    with transaction.atomic():
        count, _rows = old.details(clock.now()).delete()
        if count:
            record("payments.old_details_forgotten", None, by=by, count=count)
        return count
