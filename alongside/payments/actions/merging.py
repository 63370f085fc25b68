"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.merging import MOVES, Merging, one_each
from alongside.people.models import Member

from ..models import Choice


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """Of two choices about one offer that of the kept entry stands."""
    mine = Choice.objects.filter(member=keep, ended_at=None).values_list("offer", flat=True)
    Choice.objects.filter(member=gone, ended_at=None, offer__in=list(mine)).update(ended_at=clock.now())


MERGING = Merging(
    app="payments", label=gettext_lazy("Payments"),
    ways={
        "Choice.member": MOVES, "Booking.member": MOVES, "Expense.member": MOVES, "TakingPart.member": MOVES,
        "Payment.member": MOVES, "PayTo.member": one_each(drop=True),
    },
    settle=settle,
)  # fmt: skip
"""Everything that was owed or paid to either is owed or paid to one, to the account of the kept entry."""
