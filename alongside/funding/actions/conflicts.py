"""Saying whether one has a conflict of interest: before anything is shown, and at any time afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode, Recording

from ..models import BallotPaper, Bid, ConflictAnswer, ConflictKind, HasConflict, PanelMember
from ..queries import conflicts, panels


class CannotDeclare(Exception):
    """Nothing was written down; the message is a sentence for the page."""


@dataclass(frozen=True)
class Said:
    """What somebody answers about one bid; a conflict says its kind."""

    answer: str
    kind: str = ""
    words: str = ""


def declare_conflicts(
    person: PanelMember, said: Mapping[int, Said], *, by: Actor, told: people.Told | None = None
) -> list[ConflictAnswer]:
    """Write down what somebody answers about bids, by the number of each bid.

    Without `told` it is their own answer on the web: they can always add a conflict, but only a coordinator who talked
    with them takes one away, and nobody their own. Scores and votes for a bid with a conflict are set aside, and kept.
    Raises CannotDeclare, and ValidationError with "bid_<number>".
    """
    bids = {bid.pk: bid for bid in panels.bids(person.panel.round)}
    _check(said, bids)
    with transaction.atomic():
        locked = (
            PanelMember.objects.select_for_update().select_related("panel__round", "member").get(pk=person.pk)
        )
        if not locked.panel.round.is_closed:
            raise CannotDeclare(_("Bids still come in. Answer once the round has closed."))
        standing = conflicts.answers(locked)
        recording = written_down(locked.member, "conflict_of_interest", told, by)
        made = [
            _write(locked, bids[pk], one, standing.get(pk), recording, told, by) for pk, one in said.items()
        ]
        return [row for row in made if row is not None]


def _check(said: Mapping[int, Said], bids: Mapping[int, Bid]) -> None:
    problems: dict[str, str] = {}
    for pk, one in said.items():
        if pk not in bids:
            raise CannotDeclare(_("One of these bids is not in this round any more. Look at the page again."))
        if one.answer not in HasConflict.values:
            problems[f"bid_{pk}"] = _("Choose an answer.")
        elif one.answer == HasConflict.CONFLICT and one.kind not in ConflictKind.values:
            problems[f"kind_{pk}"] = _("Choose what kind of conflict it is.")
    if problems:
        raise ValidationError(dict(problems))


def _write(
    person: PanelMember, bid: Bid, said: Said, former: ConflictAnswer | None, recording: Recording | None,
    told: people.Told | None, by: Actor,
) -> ConflictAnswer | None:  # fmt: skip
    kind = said.kind if said.answer == HasConflict.CONFLICT else ""
    if former is not None:
        if (former.answer, former.kind) == (said.answer, kind):
            return None
        themselves = told is None or by.key == f"account:{person.member.account_id}"
        if themselves and said.answer == HasConflict.NONE:
            raise CannotDeclare(_("Only a coordinator who has talked with you can take a conflict away."))
        former.ended_at = clock.now()
        former.save(update_fields=["ended_at"])
    made = ConflictAnswer.objects.create(
        person=person, bid=bid, answer=said.answer, kind=kind, words=plain_text.clean_line(said.words)[:300],
        how=told.mode if told else Mode.WEB, recording=recording, by=by.key,
    )  # fmt: skip
    record("funding.conflict_answered", made, by=by, bid=bid.pk, answer=str(said.answer), kind=str(kind))
    _set_aside(person, bid, said.answer != HasConflict.NONE, by)
    return made


def _set_aside(person: PanelMember, bid: Bid, barred: bool, by: Actor) -> None:
    """Scores stop counting with a conflict, and count again without; an approval in an open vote goes."""
    sheets = person.sheets.filter(bid=bid, set_aside_at__isnull=barred)
    if sheets.update(set_aside_at=clock.now() if barred else None):
        record(
            "funding.scores_set_aside" if barred else "funding.scores_count_again", person, by=by, bid=bid.pk
        )
    if not barred:
        return
    for paper in BallotPaper.objects.select_for_update().filter(person=person, ballot__closed_at=None):
        codes = set(paper.ballot.bids.filter(bid=bid).values_list("code", flat=True))
        if codes & set(paper.codes):
            paper.codes = [code for code in paper.codes if code not in codes]
            paper.save(update_fields=["codes"])
            record("funding.vote_taken_off", paper, by=by, bid=bid.pk)


def written_down(member: Member, what: str, told: people.Told | None, by: Actor) -> Recording | None:
    """The recording of what somebody told us by phone, by post or in person; None on the web.

    Raises `people.CannotRecord`.
    """
    if told is None:
        return None
    return people.record_for(
        member, what=what, mode=told.mode, on=told.on, note=told.note,
        read_back_and_agreed=told.read_back_and_agreed, by=by,
    )  # fmt: skip
