"""Conflicts of interest: who may not see, score or vote on which bid.

Whoever works, or worked, on a bid has a conflict without having to say so. Who is not sure is shown nothing either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from alongside.people.models import Member

from ..models import Applicant, Bid, ConflictAnswer, HasConflict, Panel, PanelMember, Round
from . import panels


def answers(person: PanelMember) -> dict[int, ConflictAnswer]:
    """What somebody answered, as it counts today, by bid."""
    return {row.bid_id: row for row in person.declarations.filter(ended_at=None)}


def worked_on(member: Member, one_round: Round) -> set[int]:
    """The bids of a round on which a member works, or worked."""
    rows = Applicant.objects.filter(member=member, bid__round=one_round)
    return set(rows.values_list("bid_id", flat=True))


def barred(person: PanelMember) -> set[int]:
    """The bids that somebody on a panel may not see."""
    said = person.declarations.filter(ended_at=None).exclude(answer=HasConflict.NONE)
    return set(said.values_list("bid_id", flat=True)) | worked_on(person.member, person.panel.round)


def barred_of(panel: Panel) -> dict[int, set[int]]:
    """For everybody on a panel, the bids that they may not see: two questions, however many people."""
    found: dict[int, set[int]] = defaultdict(set)
    said = ConflictAnswer.objects.filter(person__panel=panel, ended_at=None).exclude(answer=HasConflict.NONE)
    for person, bid in said.values_list("person_id", "bid_id"):
        found[person].add(bid)
    rows = Applicant.objects.filter(bid__round_id=panel.round_id, member__panels__panel=panel)
    for person, bid in rows.values_list("member__panels", "bid_id"):
        found[person].add(bid)
    return found


def unanswered(person: PanelMember) -> list[Bid]:
    """The bids about which somebody has still to answer. Nothing opens to them before."""
    known = set(answers(person)) | worked_on(person.member, person.panel.round)
    return [bid for bid in panels.bids(person.panel.round) if bid.pk not in known]


@dataclass(frozen=True)
class Seat:
    """About which bids somebody on a panel has still to answer, and which they may read."""

    left: set[int]
    shown: set[int]


def seats(people: Collection[PanelMember]) -> dict[int, Seat]:
    """The same for each of these people, on whatever panels. Three queries."""
    bids: dict[int, set[int]] = defaultdict(set)
    rounds = {person.panel.round_id for person in people}
    for one_round, bid in Bid.objects.submitted().filter(round__in=rounds).values_list("round_id", "pk"):
        bids[one_round].add(bid)
    known, barred_from = defaultdict(set), defaultdict(set)
    said = ConflictAnswer.objects.filter(person__in=people, ended_at=None)
    for person, bid, answer in said.values_list("person_id", "bid_id", "answer"):
        known[person].add(bid)
        if answer != HasConflict.NONE:
            barred_from[person].add(bid)
    worked = Applicant.objects.filter(member__panels__in=people)
    for person, bid in worked.values_list("member__panels", "bid_id"):
        known[person].add(bid)
        barred_from[person].add(bid)
    return {
        one.pk: Seat(bids[one.panel.round_id] - known[one.pk], bids[one.panel.round_id] - barred_from[one.pk])
        for one in people
    }


def is_ready(person: PanelMember) -> bool:
    """Whether bids may be shown to somebody: the round has closed, and they answered about every bid."""
    return person.panel.round.is_closed and not unanswered(person)


def shown_to(person: PanelMember) -> list[Bid]:
    """The bids that somebody on a panel may read."""
    kept_out = barred(person)
    return [bid for bid in panels.bids(person.panel.round) if bid.pk not in kept_out]


def hidden_from(member: Member | None, one_round: Round) -> set[int]:
    """The bids of a round that a member may not see on any page of panel or staff, whatever their roles.

    Somebody on the panel who has still to answer sees none of those about which they have not answered. What somebody
    declared counts after they have left the panel, too.
    """
    if member is None:
        return set()
    said = ConflictAnswer.objects.filter(
        person__member=member, person__panel__round=one_round, ended_at=None
    ).exclude(answer=HasConflict.NONE)
    kept_out = worked_on(member, one_round) | set(said.values_list("bid_id", flat=True))
    person = panels.person(one_round, member)
    return kept_out | ({bid.pk for bid in unanswered(person)} if person else set())


def declared_by(member: Member | None) -> set[int]:
    """Every bid that is closed to a member on pages of staff: they work on it, or declared a conflict. Two queries."""
    if member is None:
        return set()
    said = ConflictAnswer.objects.filter(person__member=member, ended_at=None).exclude(
        answer=HasConflict.NONE
    )
    theirs = Applicant.objects.filter(member=member)
    return set(said.values_list("bid_id", flat=True)) | set(theirs.values_list("bid_id", flat=True))


def must_not_see(member: Member | None, bid: Bid) -> bool:
    """Whether a bid is closed to a member on pages of panel and staff, whatever their roles."""
    return bid.pk in hidden_from(member, bid.round)
