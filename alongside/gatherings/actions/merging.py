"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.merging import MOVES, Merging, one_each
from alongside.payments import actions as payments
from alongside.people.models import Member

from ..models import Adjustment, Attendance, Feedback, Registration
from . import attending, registering

SAID = ("good", "differently", "anything_else")


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """One person has one place, comes once, and gives feedback once; what either asked us to prepare stays."""
    mine = {row.session_id: row for row in Registration.objects.filter(member=keep, cancelled_at=None)}
    theirs = Registration.objects.filter(member=gone, cancelled_at=None, session__in=mine)
    for row in theirs.select_related("session"):
        _one_place(mine[row.session_id], row, by)
    answers = {row.session_id: row for row in Feedback.objects.filter(member=keep)}
    for said in Feedback.objects.filter(member=gone, session__in=answers):
        _one_answer(answers[said.session_id], said)


def _one_place(mine: Registration, theirs: Registration, by: Actor) -> None:
    if theirs.is_placed and not mine.is_placed:
        for name in ("placed_at", "promoted_at", "coming", "brings"):
            setattr(mine, name, getattr(theirs, name))
        mine.save(update_fields=["placed_at", "promoted_at", "coming", "brings"])
    here = set(Adjustment.objects.filter(registration=mine).values_list("kind", flat=True))
    Adjustment.objects.filter(registration=theirs).exclude(kind__in=here).update(registration=mine)
    came = Attendance.objects.filter(registration=theirs).first()
    if came and not Attendance.objects.filter(registration=mine).exists():
        Attendance.objects.filter(pk=came.pk).update(registration=mine)
    elif came:
        try:
            attending.undo_check_in(came, by=by)
        except payments.CannotUndo:
            return  # finance has the payment: it stays on record as it was paid
    theirs = Registration.objects.get(pk=theirs.pk)
    if theirs.session.starts_at > clock.now():
        registering.cancel_registration(theirs, by=by)
    else:
        Registration.objects.filter(pk=theirs.pk).update(cancelled_at=clock.now())


def _one_answer(mine: Feedback, theirs: Feedback) -> None:
    """What was chosen counts once; words of both stand one after the other."""
    for name in SAID:
        both = dict.fromkeys(words for row in (mine, theirs) if (words := getattr(row, name).strip()))
        setattr(mine, name, "\n\n".join(both))
    mine.heard = mine.heard or theirs.heard
    mine.save(update_fields=[*SAID, "heard"])
    theirs.delete()


MERGING = Merging(
    app="gatherings", label=gettext_lazy("Sessions"),
    ways={
        "Session.proposed_by": MOVES, "Helper.member": one_each("session", "role", drop=True),
        "Registration.member": one_each("session", while_empty=("cancelled_at",)), "AccessNeed.member": MOVES,
        "Adjustment.owner": MOVES, "CalendarFeed.member": one_each(while_empty=("ended_at",)),
        "Correction.member": MOVES, "Item.owner": MOVES, "PaperForm.member": MOVES, "SessionProposal.member": MOVES,
        "CountedInRoom.member": one_each(), "FeedbackRequest.member": one_each("session", drop=True),
        "Feedback.member": one_each("session"), "Contribution.member": MOVES,
    },
    settle=settle,
)  # fmt: skip
