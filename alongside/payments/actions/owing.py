"""What is owed because somebody took part: it follows their choice, and is checked by somebody else."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import key_of, record
from alongside.people.models import Member

from .. import emails, rules
from ..models import Choice, Choosing, Offer, Payment, TakingPart


class CannotUndo(Exception):
    """What is owed stays; the message is a sentence for the page."""


class CannotApprove(Exception):
    """Nothing was approved; the message is a sentence for the page."""


def owe(offer: Offer, member: Member, *, because: models.Model, by: Actor) -> Payment | None:
    """Somebody took part: owe what they chose. The same `because` never owes twice.

    None where they chose none, where nothing is paid, and where they have not chosen yet: then they are asked
    to choose, and the payment is written when they do.
    """
    if not offer.pence:
        return None
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        took_part, new = TakingPart.objects.get_or_create(
            because=key_of(because), undone_at=None, defaults={"offer": offer, "member": member}
        )
        if not new:
            return Payment.objects.filter(took_part=took_part).first()
        record("payments.took_part", took_part, by=by, because=took_part.because, offer=offer.pk)
        choice = Choice.objects.filter(offer=offer, member=member, ended_at=None).first()
        if choice is None:
            emails.ask_to_choose(took_part, by=by)
            return None
        return _owe(took_part, choice, by)


def no_longer_owed(because: models.Model, *, by: Actor) -> None:
    """It was a mistake: nobody took part. Nothing is owed. Raises CannotUndo once it is in a batch."""
    with transaction.atomic():
        for took_part in TakingPart.objects.select_for_update().filter(
            because=key_of(because), undone_at=None
        ):
            for payment in Payment.objects.select_for_update().filter(took_part=took_part):
                if payment.lines.exists():
                    raise CannotUndo(_("Finance has this payment already. Ask finance before you undo it."))
                payment.delete()
            took_part.undone_at = clock.now()
            took_part.save(update_fields=["undone_at"])
            record("payments.taking_part_undone", took_part, by=by, because=took_part.because)


def follow_choice(choice: Choice) -> None:
    """Let what is owed follow a new choice: another amount has to be checked again, none is no payment."""
    forget_choice(choice)
    if choice.kind == Choosing.NONE:
        return
    for took_part in TakingPart.objects.standing().filter(offer=choice.offer, member=choice.member):
        _write(took_part, choice)


def forget_choice(choice: Choice) -> None:
    """Delete what is owed by an offer and is in no batch: the person takes their choice back."""
    theirs = Payment.objects.select_for_update(of=("self",))
    for payment in theirs.filter(took_part__offer=choice.offer, member=choice.member, lines=None):
        payment.delete()


def approve(payments: Iterable[Payment], *, by: Actor) -> int:
    """Check payments, so that they go to finance next. Gives how many; those checked before stay.

    Raises CannotApprove when one of them is the payment of whoever checks; then none was approved.
    """
    with transaction.atomic():
        waiting = Payment.objects.to_check().select_for_update(of=("self",)).select_related("member")
        chosen = list(waiting.filter(pk__in=[payment.pk for payment in payments]))
        if any(rules.is_theirs(payment.member, by) for payment in chosen):
            raise CannotApprove(_("This is your own payment. Ask somebody else to check it."))
        for payment in chosen:
            payment.approved_at, payment.approved_by = clock.now(), by.key
            payment.save(update_fields=["approved_at", "approved_by"])
            record("payments.approved", payment, by=by, pence=payment.pence)
            emails.approved(payment, by=by)
        return len(chosen)


def _owe(took_part: TakingPart, choice: Choice, by: Actor) -> Payment | None:
    if choice.kind == Choosing.NONE:
        return None
    payment = _write(took_part, choice)
    record("payments.owed", payment, by=by, pence=payment.pence, voucher=payment.voucher)
    return payment


def _write(took_part: TakingPart, choice: Choice) -> Payment:
    return Payment.objects.create(
        took_part=took_part, member=took_part.member, choice=choice, pence=choice.pence,
        voucher=choice.kind == Choosing.VOUCHER,
    )  # fmt: skip
