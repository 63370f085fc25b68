"""What each voter paid for, and what an unfunded bid was short of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from . import allocating
from .asking import Ballot, Bid, Rules, points
from .results import Result

FARTHEST = 10
"""More supporters are looked for up to so many times the number of voters."""


@dataclass(frozen=True)
class Receipt:
    """What one voter paid for each bid, in the order of buying, and what is left of the share.

    For the voter's own eyes: it tells the ballot.
    """

    share: Fraction
    paid: Mapping[str, Fraction]
    left: Fraction


@dataclass(frozen=True)
class Unfunded:
    """What an unfunded bid was short of.

    ``left`` is what its ``supporters`` together had left when the buying ended; ``cost`` is what they needed.
    ``more`` is how many more people had to vote for this bid alone, and with one fewer it is not funded; the
    budget stays the same. ``None`` where no number up to ten times the voters is enough.

    What few supporters have left tells what else they voted for. Where ballots are not published, this is for
    those who made the bid only if it had several supporters.
    """

    bid: str
    cost: int
    supporters: int
    left: Fraction
    more: int | None


def receipts(result: Result, ballots: Mapping[str, Ballot]) -> dict[str, Receipt]:
    """Return what each voter paid. For each bid bought, the payments add up to its cost exactly.

    ``ballots`` must be those that the result was made of.
    """
    found = {}
    for voter, ballot in ballots.items():
        paid = result.payments(ballot)
        found[voter] = Receipt(result.share, paid, result.share - sum(paid.values()))
    return found


def unfunded(
    result: Result,
    bids: Sequence[Bid],
    ballots: Mapping[str, Ballot],
    *,
    lot: Sequence[str],
    only: Collection[str] | None = None,
) -> tuple[Unfunded, ...]:
    """Return for each bid without money what it was short of, in the order of ``bids``.

    ``only`` narrows it to some bids. Every number of more supporters is found by sharing out again with them
    added, so this takes some twenty times as long as ``allocate`` for each bid: leave it to background work.
    """
    left: dict[str, Fraction] = {bid.id: Fraction(0) for bid in bids}
    supporters = dict.fromkeys(left, 0)
    for ballot in ballots.values():
        rest = result.left(ballot)
        for id, given in points(ballot).items():
            if given:
                left[id] += rest
                supporters[id] += 1
    return tuple(
        Unfunded(
            bid.id, bid.cost, supporters[bid.id], left[bid.id], _more(bid, bids, ballots, result.rules, lot)
        )
        for bid in bids
        if bid.id not in result.winners and (only is None or bid.id in only)
    )


def _more(
    bid: Bid, bids: Sequence[Bid], ballots: Mapping[str, Ballot], rules: Rules, lot: Sequence[str]
) -> int | None:
    """How many more supporters fund a bid: the double until it is enough, then the half of what lies between.

    More supporters seldom turn a bid from funded to unfunded, but it can happen; what is returned is always
    enough, and one fewer is not.
    """
    if not 0 < bid.cost <= rules.budget:
        return None
    given = max((points(ballot).get(bid.id, 0) for ballot in ballots.values()), default=0) or 1

    def enough(count: int) -> bool:
        added = {f"{bid.id} more {number}": {bid.id: given} for number in range(count)}
        return bid.id in allocating.allocate(bids, _joined(ballots, added), rules, lot=lot).winners

    short, funded = 0, 1
    while not enough(funded):
        short, funded = funded, 2 * funded
        if funded > FARTHEST * max(len(ballots), 10):
            return None
    while funded - short > 1:
        middle = (short + funded) // 2
        short, funded = (short, middle) if enough(middle) else (middle, funded)
    return funded


def _joined(ballots: Mapping[str, Ballot], added: Mapping[str, Ballot]) -> dict[str, Ballot]:
    """Both, whatever the voters are called."""
    everybody = [*ballots.values(), *added.values()]
    return {str(number): ballot for number, ballot in enumerate(everybody, 1)}
