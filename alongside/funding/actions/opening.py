"""Opening a round: only once everything that was carried to it is answered."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Round
from ..queries import rounds
from .refusals import CannotOpen


def open_round(one_round: Round, *, by: Actor) -> Round:
    """Let people apply. Opening it twice changes nothing.

    Raises CannotOpen, which names each design change that is carried to it and not adopted, adapted or declined, and
    everything else that is missing.
    """
    with transaction.atomic():
        row = Round.objects.select_for_update().get(pk=one_round.pk)
        if row.opened_at:
            return row
        reasons = rounds.not_ready(row)
        if row.closes_at <= clock.now():
            reasons.append(_("The day on which it closes has passed. Choose a later one."))
        if reasons:
            raise CannotOpen(reasons)
        row.opened_at, row.opened_by = clock.now(), by.key
        row.save(update_fields=["opened_at", "opened_by"])
        answered = [told.row.pk for told in rounds.carried(row).changes]
        record("funding.round_opened", row, by=by, programme=row.programme_id, answered=answered)
        return row
