"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation.actors import Actor
from alongside.foundation.merging import MOVES, Merging, one_each
from alongside.people.models import Member

from ..models import Ballot, Part, Vote


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """One person votes once on a statement: votes on other statements go over, the rest goes with the part."""
    mine = {part.conversation_id: part for part in Part.objects.filter(member=keep)}
    for theirs in Part.objects.filter(member=gone, conversation__in=mine):
        part = mine[theirs.conversation_id]
        voted = Vote.objects.filter(part=part).values("statement")
        Vote.objects.filter(part=theirs).exclude(
            statement__in=list(voted.values_list("statement", flat=True))
        ).update(part=part)
        Ballot.objects.filter(part=theirs).update(part=part)


MERGING = Merging(
    app="conversations", label=gettext_lazy("Conversations"),
    ways={
        "Statement.member": MOVES, "Part.member": one_each("conversation", drop=True), "Ballot.member": MOVES,
    },
    settle=settle,
)  # fmt: skip
