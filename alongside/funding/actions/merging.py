"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.actors import Actor
from alongside.foundation.merging import MOVES, Merging, one_each
from alongside.people.models import Member

from .. import rules
from ..models import Applicant, ApplicantRole, PanelMember, Round


def refuses(keep: Member, gone: Member) -> list[str]:
    """While a round is decided, nobody has two votes in it, and nobody votes on their own bid."""
    deciding = [_rounds_decided_by(member) for member in (keep, gone)]
    bidding = [_rounds_with_a_bid_of(member) for member in (keep, gone)]
    wrong = (deciding[0] & deciding[1]) | (deciding[0] & bidding[1]) | (deciding[1] & bidding[0])
    say = _(
        "Round “%(round)s”: both are on its panel, or one is and the other works on a bid. Put that in order first."
    )
    return [say % {"round": one.title} for one in Round.objects.filter(pk__in=wrong, conclusion=None)]


def _rounds_decided_by(member: Member) -> set[int]:
    return set(PanelMember.objects.filter(member=member, left_at=None).values_list("panel__round", flat=True))


def _rounds_with_a_bid_of(member: Member) -> set[int]:
    return set(Applicant.objects.filter(member=member, left_at=None).values_list("bid__round", flat=True))


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """Who was on a bid twice may do there what either entry might."""
    for mine in Applicant.objects.filter(member=keep, left_at=None):
        theirs = Applicant.objects.filter(member=gone, bid=mine.bid_id, left_at=None).first()
        if theirs is not None and _rank(theirs) > _rank(mine):
            mine.role = theirs.role
            mine.save(update_fields=["role"])


def _rank(row: Applicant) -> int:
    return rules.RANK.index(ApplicantRole(row.role))


OPEN = ("accepted_at", "declined_at", "taken_back_at")
MERGING = Merging(
    app="funding", label=gettext_lazy("Funding"),
    ways={
        "Applicant.member": one_each("bid", while_empty=("left_at",)),
        "PanelMember.member": one_each("panel", while_empty=("left_at",)), "Saved.member": MOVES,
        "BidComment.member": MOVES, "BidInvitation.member": one_each("bid", while_empty=OPEN),
        "BidInvitation.asked_by": MOVES,
    },
    settle=settle, refuses=refuses,
)  # fmt: skip
