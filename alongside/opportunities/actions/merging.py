"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.merging import Merging, one_each
from alongside.people.models import Member

from ..models import Interest, Place


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """One person has one interest in a thing, and one place: the one that holds a place stands."""
    for theirs in Interest.objects.filter(member=gone, withdrawn_at=None):
        mine = Interest.objects.filter(member=keep, opportunity=theirs.opportunity_id, withdrawn_at=None)
        if Place.objects.held().filter(interest=theirs).exists():
            mine.exclude(pk__in=Place.objects.held().values("interest")).update(withdrawn_at=clock.now())


MERGING = Merging(
    app="opportunities", label=gettext_lazy("Opportunities"),
    ways={
        "Interest.member": one_each("opportunity", while_empty=("withdrawn_at",)),
        "Invitation.member": one_each("opportunity", drop=True),
    },
    settle=settle,
)  # fmt: skip
"""Somebody who was twice in a lottery that is drawn was twice in it: the draw stands as it was published."""
