"""What is asked: bids, ballots and rules; everything that can be wrong with them is found here."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

from . import errors

Completion = Literal["none", "fill", "add1", "add1_fill", "add1_comparison"]
"""How what is left over is spent; see ``Rules``."""

Ballot = Collection[str] | Mapping[str, int]
"""The ids of the bids that somebody supports, or points for each."""

MOST_MONEY = 10**15
MOST_POINTS = 10**6


@dataclass(frozen=True)
class Bid:
    """Something that may be funded, and the whole cost of it, in the smallest coin."""

    id: str
    cost: int


@dataclass(frozen=True)
class Rules:
    """All that decides besides bids, ballots and the lot. To be published with the result.

    ``budget`` is in the smallest coin. ``completion`` says what happens to money that equal shares leave over:
    with ``none`` it is kept. ``fill`` funds what still fits, most votes first. ``add1`` lets everybody's share
    grow by ``step``, and shares out anew from the start, until the next step would cost more than the budget;
    with ``stop_when_exhaustive`` already when nothing more fits. ``add1_fill`` fills afterwards.
    ``add1_comparison`` gives way to the bids with most votes if more voters would have more of theirs funded.
    With ``whole_start`` the first share is rounded down to a whole number of steps. With money in pence a step of
    100 is a pound: small steps take long where shares are large.
    """

    budget: int
    completion: Completion = "add1"
    stop_when_exhaustive: bool = False
    step: int = 1
    whole_start: bool = False


def lot_order(ids: Collection[str], seed: str) -> tuple[str, ...]:
    """Return ids in the order of the lot: that of the SHA-256 of ``seed|id``, in hexadecimal."""
    return tuple(sorted(ids, key=lambda id: (sha256(f"{seed}|{id}".encode()).hexdigest(), id)))


def check(
    bids: Sequence[Bid],
    ballots: Mapping[str, Ballot],
    rules: Rules,
    lot: Sequence[str],
    barred: Mapping[str, Collection[str]],
) -> None:
    """Raise the first thing that is wrong, as ``errors.Unusable``."""
    _check_rules(rules)
    _check_bids(bids)
    ids = {bid.id for bid in bids}
    _check_lot(lot, ids)
    _check_ballots(ballots, ids)
    for voter, kept_out in barred.items():
        if voter not in ballots:
            raise errors.UnknownVoter(voter)
        for id in kept_out:
            if id not in ids:
                raise errors.UnknownBid(voter, id)
            if points(ballots[voter]).get(id, 0):
                raise errors.Barred(voter, id)


def points(ballot: Ballot) -> Mapping[str, int]:
    """Return a ballot as points: one for each bid that is only named."""
    return ballot if isinstance(ballot, Mapping) else dict.fromkeys(ballot, 1)


def _check_rules(rules: Rules) -> None:
    _check_money("The budget", rules.budget)
    _check_money("The step", rules.step)
    if rules.budget < 1:
        raise errors.NoMoney(rules.budget)
    if rules.step < 1:
        raise errors.BadStep(rules.step)
    if rules.completion not in get_args(Completion):
        raise errors.UnknownCompletion(rules.completion, get_args(Completion))


def _check_bids(bids: Sequence[Bid]) -> None:
    if not bids:
        raise errors.NoBids
    seen: set[str] = set()
    for bid in bids:
        if not bid.id.strip():
            raise errors.EmptyId("bid")
        if bid.id in seen:
            raise errors.DuplicateId(bid.id)
        seen.add(bid.id)
        _check_money(f"The cost of {bid.id!r}", bid.cost)
        if bid.cost < 0:
            raise errors.NegativeCost(bid.id, bid.cost)


def _check_money(what: str, amount: object) -> None:
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise errors.NotWholeMoney(what, amount)
    if amount > MOST_MONEY:
        raise errors.TooMuchMoney(what, amount, MOST_MONEY)


def _check_lot(lot: Sequence[str], ids: set[str]) -> None:
    counts = Counter(lot)
    for id in sorted(ids | set(counts)):
        if id not in ids or counts[id] != 1:
            raise errors.BadLot(id)


def _check_ballots(ballots: Mapping[str, Ballot], ids: set[str]) -> None:
    if not ballots:
        raise errors.NoBallots
    for voter, ballot in ballots.items():
        if not voter.strip():
            raise errors.EmptyId("voter")
        _check_ballot(voter, ballot, ids)


def _check_ballot(voter: str, ballot: Ballot, ids: set[str]) -> None:
    if not ids.issuperset(ballot):
        raise errors.UnknownBid(voter, next(id for id in ballot if id not in ids))
    if isinstance(ballot, Mapping):
        for id, given in ballot.items():
            if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= MOST_POINTS:
                raise errors.BadPoints(voter, id, given, MOST_POINTS)
    elif not isinstance(ballot, set | frozenset) and len(ballot) != len(set(ballot)):
        raise errors.NamedTwice(voter, next(id for id, times in Counter(ballot).items() if times > 1))
