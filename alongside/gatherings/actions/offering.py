"""What is paid for a session: offered through `payments`, frozen there, shown before anybody signs up."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.payments import actions as payments
from alongside.payments.models import Rate

from ..models import Session
from .refusals import NotNow


def offer_payment(
    session: Session,
    *,
    by: Actor,
    rate: Rate | None = None,
    pence: int | None = None,
    expenses: Iterable[str] = (),
    vouchers: bool = True,
) -> Session:
    """Say what is paid for a session. Those who chose of an earlier offer keep it.

    Raises NotNow once it took place or was cancelled, and for what `payments.make_offer` refuses.
    """
    with transaction.atomic():
        kept = Session.objects.select_for_update().get(pk=session.pk)
        if kept.cancelled_at or kept.delivered_at:
            raise NotNow(_("This session is over or cancelled, so what is paid stays as it was."))
        try:
            kept.offer = payments.make_offer(
                about=kept,
                label=kept.title,
                rate=rate,
                pence=pence,
                expenses=expenses,
                vouchers=vouchers,
                by=by,
            )
        except payments.CannotOffer as refusal:
            raise NotNow(str(refusal)) from refusal
        kept.save(update_fields=["offer"])
        record("gatherings.payment_offered", kept, by=by, offer=kept.offer.pk)
        session.refresh_from_db()
        return session
