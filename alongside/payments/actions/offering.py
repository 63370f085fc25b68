"""Offers, and what each person chooses of them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, money
from alongside.foundation.actors import Actor
from alongside.foundation.record import key_of, record
from alongside.people import actions as people
from alongside.people.models import Member, Mode
from alongside.people.queries.members import GUARDIAN_FIRST

from .. import rules
from ..models import Choice, Choosing, Cost, Offer, Payment, Rate, TakingPart
from . import owing
from .telling import record_told


class CannotOffer(Exception):
    """Nothing was offered; the message is a sentence for the page."""


class CannotChoose(Exception):
    """Nothing was chosen; the message is a sentence for the page."""


def make_offer(
    *,
    about: models.Model,
    label: str,
    by: Actor,
    unit: str = "",
    rate: Rate | None = None,
    pence: int | None = None,
    expenses: Iterable[str] = (),
    vouchers: bool = True,
) -> Offer:
    """Offer something for a thing, and end an earlier offer for it. The amount is frozen from now on.

    With `rate`, its pence and unit count unless others are given. People who chose of the earlier offer keep
    it. Raises CannotOffer for a rate card that nobody confirmed, and for an amount out of bounds.
    """
    if rate is not None and not rules.is_confirmed(rate.card):
        raise CannotOffer(_("Nobody confirmed this rate card yet. Confirm it first, then offer its rates."))
    amount = pence if pence is not None else rate.pence if rate else 0
    if not 0 <= amount <= money.MOST:
        raise CannotOffer(_("An offer is between nothing and £10,000."))
    with transaction.atomic():
        end_offer(about, by=by)
        offer = Offer.objects.create(
            about=key_of(about), label=label[:200], unit=unit or (rate.unit if rate else ""), rate=rate,
            pence=amount, expenses=[cost for cost in Cost.values if cost in set(expenses)], vouchers=vouchers,
        )  # fmt: skip
        record("payments.offer_made", offer, by=by, about=offer.about, pence=amount, expenses=offer.expenses,
               rate=rate.pk if rate else None)  # fmt: skip
        return offer


def end_offer(about: models.Model, *, by: Actor) -> None:
    """Offer nothing new for a thing. What was chosen or is owed already stays."""
    with transaction.atomic():
        for offer in Offer.objects.select_for_update().filter(about=key_of(about), ended_at=None):
            offer.ended_at = clock.now()
            offer.save(update_fields=["ended_at"])
            record("payments.offer_ended", offer, by=by)


def choose(
    offer: Offer,
    member: Member,
    *,
    kind: str,
    by: Actor,
    pence: int | None = None,
    how: str = Mode.WEB,
    told: people.Told | None = None,
    note_shown_at: datetime | None = None,
) -> Choice:
    """A member chooses all, part, none or a voucher, after the note on benefits was shown or read out.

    Choosing again ends the former choice. Whatever is owed already follows the new one, until finance has
    it. Raises CannotChoose, and `people.CannotRecord` for a `told` that says too little.
    """
    with transaction.atomic():
        locked = Member.objects.select_for_update().get(pk=member.pk)
        amount = _judge(offer, locked, kind, pence)
        for former in Choice.objects.filter(offer=offer, member=member, ended_at=None):
            _end(former)
        choice = Choice.objects.create(
            offer=offer, member=member, kind=kind, pence=amount, how=told.mode if told else how,
            note_shown_at=note_shown_at or clock.now(),
        )  # fmt: skip
        owing.follow_choice(choice)
        record_told(member, "payment_choice", told, by)
        record("payments.chosen", choice, by=by, offer=offer.pk, kind=str(kind), pence=amount,
               how=str(choice.how))  # fmt: skip
        return choice


def withdraw_choice(choice: Choice, *, by: Actor, told: people.Told | None = None) -> None:
    """Take a choice back, so that nothing is chosen. Raises CannotChoose once finance has what is owed."""
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=choice.member_id)
        _check_not_with_finance(choice.offer, choice.member)
        _end(choice)
        owing.forget_choice(choice)
        record_told(choice.member, "payment_choice_withdrawn", told, by)
        record("payments.choice_withdrawn", choice, by=by)


def _judge(offer: Offer, member: Member, kind: str, pence: int | None) -> int:
    """What the choice is worth in pence. Raises CannotChoose."""
    if not rules.may_choose(member):
        raise CannotChoose(GUARDIAN_FIRST)
    if not offer.pence:
        raise CannotChoose(_("Nothing is paid for this, so there is nothing to choose."))
    if kind not in Choosing.values or (kind == Choosing.VOUCHER and not offer.vouchers):
        raise CannotChoose(_("Choose one of the answers on this page."))
    took_part = TakingPart.objects.standing().filter(offer=offer, member=member).exists()
    chosen = Choice.objects.filter(offer=offer, member=member).exists()
    if offer.ended_at and not took_part and not chosen:
        raise CannotChoose(_("This offer has ended. Ask us what is offered now."))
    _check_not_with_finance(offer, member)
    amount = rules.pence_of(offer, kind, pence)
    if amount is None:
        most = money.in_pounds(offer.pence)
        raise CannotChoose(
            _("Write a part that is more than nothing and less than %(most)s.") % {"most": most}
        )
    return amount


def _check_not_with_finance(offer: Offer, member: Member) -> None:
    """Raises CannotChoose. The rows are locked first: a batch that is being made has them or has not."""
    owed = Payment.objects.standing().filter(took_part__offer=offer, member=member)
    list(owed.select_for_update(of=("self",)).values_list("pk", flat=True))
    if owed.filter(lines__isnull=False).exists():
        raise CannotChoose(
            _("Finance has this payment already, so it cannot change here. Call us and we will help.")
        )


def _end(choice: Choice) -> None:
    choice.ended_at = clock.now()
    choice.save(update_fields=["ended_at"])
