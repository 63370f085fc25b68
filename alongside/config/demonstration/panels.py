"""Who decided about the pilots, and how: conflicts, scores or a vote, a meeting, decisions, and feedback."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from alongside.conversations.models import Rung
from alongside.funding import actions as funding
from alongside.funding.models import (
    Bid,
    Completion,
    Criterion,
    HasConflict,
    HowDecided,
    Outcome,
    Panel,
    PanelMember,
)

if TYPE_CHECKING:
    from .held import Held

READERS = 3
"""By how many of the panel each bid is scored."""
NOT_FUNDED = "There was not enough money for every good bid. The panel placed others before this one."
FUNDED = "The panel agreed: people who live with it shaped the question, and the plan can be done."
FEEDBACK = {
    True: "Your bid is funded. The panel liked that the question came from those who live with it.",
    False: "Your bid is not funded this time: there was not enough money. You are welcome to apply again.",
}


def write(held: Held) -> None:
    """Write down the panel of a round, from its first day to the day on which everybody could read what was decided."""
    told, diary = held.told, held.diary
    before = told["meets_on"] - timedelta(days=3)
    diary.on(told["closes_on"] + timedelta(days=1), _begin, held)
    diary.on(before, _vote if told["how"] == HowDecided.EQUAL_SHARES else _score, held)
    diary.on(told["meets_on"], _meet, held)
    diary.on(told["decide_by"], _decide, held)
    diary.on(told["announced_on"], _announce, held)


def _begin(held: Held) -> None:
    told, by = held.told["panel"], held.diary.by
    panel = funding.start_panel(held.round, meets_on=held.told["meets_on"], where=told["where"], by=by)
    roles = held.seats()
    here = len(roles) - told["remote"]
    for number, role in enumerate(roles):
        person = funding.add_to_panel(panel, held.someone(), as_what=role, remote=number >= here, by=by)
        none = {bid.pk: funding.Said(HasConflict.NONE) for bid in held.bids.values()}
        funding.declare_conflicts(person, none, by=by)


def _panel(held: Held) -> Panel:
    return Panel.objects.get(round=held.round)


def _people(held: Held) -> list[PanelMember]:
    rows = PanelMember.objects.filter(panel__round=held.round).select_related("member", "panel__round")
    return list(rows.order_by("pk"))


def _funded(held: Held) -> list[Bid]:
    return [held.bids[row["title"]] for row in held.bidding() if "award" in row]


def _others(held: Held) -> list[Bid]:
    funded = {bid.pk for bid in _funded(held)}
    return [bid for bid in held.bids.values() if bid.pk not in funded]


def _vote(held: Held) -> None:
    """Everybody approves of most of what is funded in the end, and some of one of the others.

    No bid has everybody's vote, and none has nobody's: so nobody's vote follows from the votes, and they are published.
    """
    by, funded, others = held.diary.by, _funded(held), _others(held)
    ballot = funding.open_vote(_panel(held), completion=Completion.ADD1, by=by)
    for number, person in enumerate(_people(held)):
        wanted = [bid.pk for place, bid in enumerate(funded) if place != number % len(funded)]
        if number % 2 == 0:
            wanted.append(others[number % len(others)].pk)
        funding.vote(ballot, person, approves=wanted, by=by)
    funding.close_vote(ballot, by=by)


def _score(held: Held) -> None:
    """Each bid is scored by some of the panel, each person by themselves."""
    criteria = list(Criterion.objects.filter(round=held.round))
    everybody, funded = _people(held), {bid.pk for bid in _funded(held)}
    for number, bid in enumerate(held.bids.values()):
        for step in range(READERS):
            person = everybody[(number * READERS + step) % len(everybody)]
            points = {
                one.pk: held.chance.choice([4, 5] if bid.pk in funded else [1, 2, 3]) for one in criteria
            }
            funding.score(person, bid, points=points, send=True, by=held.diary.by)


def _meet(held: Held) -> None:
    told, by = held.told["panel"], held.diary.by
    present = {person.pk: person.remote for person in _people(held)}
    meeting = funding.open_meeting(_panel(held), present=present, by=by)
    if "moved" in told:
        places = list(meeting.ranks.exclude(before=None).order_by("before", "pk"))
        wanted = {row.bid_id: place for place, row in enumerate(places, 1)}
        last = len(_funded(held))
        moved = (places[last - 2].bid_id, places[last - 1].bid_id)
        wanted[moved[0]], wanted[moved[1]] = last, last - 1
        funding.place_bids(meeting, places=wanted, reasons=dict.fromkeys(wanted, told["moved"]), by=by)
    funding.close_meeting(meeting, notes=told["notes"], by=by)


def _decide(held: Held) -> None:
    by, how = held.diary.by, held.told["how"]
    for bid in _funded(held):
        funding.decide_bid(bid, outcome=Outcome.FUND, reason=FUNDED, how=how, by=by)
    for bid in _others(held):
        funding.decide_bid(bid, outcome=Outcome.NOT_NOW, reason=NOT_FUNDED, how=how, by=by)
    review: date = held.told["ends_on"]
    funding.conclude(
        held.round,
        how=how,
        rung=Rung.CO_PRODUCTION,
        review_on=review,
        dissent=held.told["panel"]["dissent"],
        by=by,
    )


def _announce(held: Held) -> None:
    by, funded = held.diary.by, {bid.pk for bid in _funded(held)}
    for bid in held.bids.values():
        funding.write_feedback(bid, feedback=FEEDBACK[bid.pk in funded], by=by)
        funding.send_feedback(bid, by=by)
    funding.announce(held.round, words=held.told["words"], by=by)
