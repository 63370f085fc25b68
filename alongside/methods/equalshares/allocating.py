"""From bids and ballots to who is funded, with what is left over spent as the rules say."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from . import asking, buying, table
from .asking import Ballot, Bid, Rules
from .buying import Run
from .results import Comparison, Level, Purchase, Result
from .table import Table


def allocate(
    bids: Sequence[Bid],
    ballots: Mapping[str, Ballot],
    rules: Rules,
    *,
    lot: Sequence[str],
    barred: Mapping[str, Collection[str]] | None = None,
) -> Result:
    """Share the budget out equally among voters, and fund what their shares buy.

    ``ballots`` are those of everybody who voted, by voter, empty ones included: each holds a share. ``lot`` has
    the ids of all bids in the order in which a tie is broken that neither cost nor votes break; ``lot_order``
    makes it from a seed. ``barred`` are the bids in which a voter has an interest: they may not be on the
    ballot. The order of bids and ballots makes no difference, and all numbers are exact. Raises ``Unusable``.
    """
    asking.check(bids, ballots, rules, lot, barred or {})
    counted = table.tabulate(bids, ballots, lot)
    run, levels = _grown(counted, rules)
    filled = _filled(counted, rules, run.bought) if rules.completion.endswith("fill") else ()
    comparison = None
    if rules.completion == "add1_comparison":
        by_votes = _filled(counted, rules, ())
        comparison = _compared(counted, run.bought, by_votes)
        if comparison.votes_win:
            run, filled = Run(run.share, (), (), (), 0), by_votes
    return _result(counted, rules, run, filled, levels, comparison)


def _result(
    counted: Table,
    rules: Rules,
    run: Run,
    filled: tuple[int, ...],
    levels: Sequence[Level],
    comparison: Comparison | None,
) -> Result:
    places = (*run.bought, *filled)
    return Result(
        rules,
        counted.voters,
        tuple(counted.bids[place].id for place in places),
        sum(counted.bids[place].cost for place in places),
        run.share,
        tuple(_purchase(counted, run, turn) for turn in range(len(run.bought))),
        tuple(counted.bids[place].id for place in filled),
        tuple(levels),
        comparison,
        _fill_by_lot(counted, run.bought, filled),
    )


def _grown(counted: Table, rules: Rules) -> tuple[Run, list[Level]]:
    """Let the share grow as long as the rules say; the last run that the budget allows."""
    share = Fraction(rules.budget, counted.voters)
    if rules.whole_start:
        share = Fraction(share // rules.step * rules.step)
    run = buying.buy(counted, share)
    levels = [_level(counted, run)]
    while rules.completion.startswith("add1") and not _ends(counted, rules, run):
        larger = buying.buy(counted, run.share + rules.step)
        levels.append(_level(counted, larger))
        if larger.spent > rules.budget:
            break
        run = larger
    return run, levels


def _ends(counted: Table, rules: Rules, run: Run) -> bool:
    """Whether a larger share is not to be tried: all is funded, or nothing more fits and the rules stop there."""
    unfunded = set(counted.fundable()) - set(run.bought)
    if not unfunded:
        return True
    cheapest = min(counted.bids[place].cost for place in unfunded)
    return rules.stop_when_exhaustive and run.spent + cheapest > rules.budget


def _filled(counted: Table, rules: Rules, bought: Collection[int]) -> tuple[int, ...]:
    """What still fits beside what was bought: most votes first, then lower cost, then the lot."""
    left = rules.budget - sum(counted.bids[place].cost for place in bought)
    filled = []
    for place in sorted(
        set(counted.fundable()) - set(bought), key=lambda place: (-counted.votes[place], place)
    ):
        if counted.bids[place].cost <= left:
            left -= counted.bids[place].cost
            filled.append(place)
    return tuple(filled)


def _compared(counted: Table, bought: Sequence[int], by_votes: Sequence[int]) -> Comparison:
    """How many voters have more points on what is funded one way than the other."""
    more = counted.points[:, bought].sum(axis=1, dtype="int64") - counted.points[:, by_votes].sum(
        axis=1, dtype="int64"
    )
    return Comparison(int(counted.people[more > 0].sum()), int(counted.people[more < 0].sum()))


def _level(counted: Table, run: Run) -> Level:
    by_lot = any(_by_lot(counted, tied) for tied in run.ties)
    return Level(run.share, run.spent, len(run.bought), by_lot)


def _purchase(counted: Table, run: Run, turn: int) -> Purchase:
    place, price, tied = run.bought[turn], run.prices[turn], run.ties[turn]
    bid = counted.bids[place]
    return Purchase(
        bid.id,
        bid.cost,
        counted.votes[place],
        price,
        bid.cost / price,
        tuple(counted.bids[other].id for other in tied if other != place),
        _by_lot(counted, tied),
    )


def _by_lot(counted: Table, tied: Sequence[int]) -> bool:
    """Whether neither cost nor votes tell the first of these bids from the next."""
    looks = [(counted.bids[place].cost, counted.votes[place]) for place in tied]
    return len(looks) > 1 and looks[0] == looks[1]


def _fill_by_lot(counted: Table, bought: Collection[int], filled: Collection[int]) -> bool:
    """Whether a bid that was filled in looks the same as another, so that the lot said which came first."""
    alike = Counter(
        (counted.bids[place].cost, counted.votes[place]) for place in set(counted.fundable()) - set(bought)
    )
    return any(alike[counted.bids[place].cost, counted.votes[place]] > 1 for place in filled)
