"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation.actors import Actor
from alongside.foundation.merging import Merging, one_each
from alongside.people.models import Member, Mode

from ..models import Purpose, Subscriber
from ..queries import ledger as books
from . import ledger

NOTE = "Two entries were put together, and one of them had stopped it."


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """Whoever stopped the newsletter by one entry gets it by none. The ledger of the other one ends with it."""
    mine = Subscriber.objects.filter(member=keep).first()
    theirs = Subscriber.objects.filter(member=gone).first()
    if mine is None or theirs is None:
        return
    for purpose in Purpose.values:
        line = books.latest(theirs, purpose)
        if line is not None and not line.granted:
            ledger.take_back(mine, purpose=purpose, how=Mode.WEB, note=NOTE, by=by)
        ledger.take_back(theirs, purpose=purpose, how=Mode.WEB, note="Two entries were put together.", by=by)


MERGING = Merging(
    app="outreach", label=gettext_lazy("Newsletters"),
    ways={
        "DigestChoice.member": one_each(drop=True), "Digest.member": one_each("on", drop=True),
        "Opened.member": one_each("page", drop=True), "Subscriber.member": one_each(),
    },
    settle=settle,
)  # fmt: skip
