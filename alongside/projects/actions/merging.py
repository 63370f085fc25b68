"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.merging import MOVES, Merging, one_each
from alongside.people.models import Member

from ..models import CaseAgreement


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """Of two answers about one case study the no stands; two that are alike count once."""
    mine = {row.case_id: row for row in CaseAgreement.objects.filter(member=keep).order_by("pk")}
    theirs = {row.case_id: row for row in CaseAgreement.objects.filter(member=gone).order_by("pk")}
    for case in mine.keys() & theirs.keys():
        both = CaseAgreement.objects.filter(pk__in=[mine[case].pk, theirs[case].pk])
        if mine[case].withdrawn_at or theirs[case].withdrawn_at:
            both.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        else:
            theirs[case].delete()


MERGING = Merging(
    app="projects", label=gettext_lazy("Projects"),
    ways={
        "TeamMember.member": one_each("project", "role", while_empty=("left_on",)), "Reading.member": MOVES,
        "TheoryComment.member": MOVES, "Agreement.member": one_each("theory", "plan", drop=True),
        "CaseAgreement.member": one_each("case", while_empty=("withdrawn_at",)), "Pin.member": MOVES,
        "LogEntry.member": MOVES, "Outcome.member": MOVES, "Viewpoint.member": MOVES, "FollowUp.member": MOVES,
    },
    settle=settle,
)  # fmt: skip
