"""What holds for every election, whatever the bids cost and however people vote."""

from fractions import Fraction
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods import equalshares
from alongside.methods.equalshares import Completion, Result, Rules
from tests.methods.elections import Election
from tests.methods.slow_shares import elections, slow

some = settings(max_examples=40, deadline=None)
completions = st.sampled_from(["none", "fill", "add1", "add1_fill", "add1_comparison"])
MOST_LEVELS = 30


def result_of(
    election: Election,
    completion: Completion = "add1",
    *,
    seed: str = "seed",
    stop: bool = False,
    whole: bool = False,
) -> Result:
    bids, ballots, budget = election
    step = max(1, sum(bid.cost for bid in bids) // MOST_LEVELS)
    rules = Rules(budget, completion, stop, step, whole)
    lot = equalshares.lot_order([bid.id for bid in bids], seed)
    return equalshares.allocate(bids, ballots, rules, lot=lot)


@some
@given(elections(most_points=4), st.sampled_from(["none", "add1"]), st.booleans(), st.booleans())
def test_it_is_the_rule_reckoned_slowly_in_fractions(
    election: Election, completion: Literal["none", "add1"], stop: bool, whole: bool
) -> None:
    bids, ballots, _ = election
    result = result_of(election, completion, stop=stop, whole=whole)
    lot = equalshares.lot_order([bid.id for bid in bids], "seed")
    winners, share, paid = slow(bids, ballots, result.rules, lot)
    assert (list(result.winners), result.share) == (winners, share)
    assert {voter: result.payments(ballot) for voter, ballot in ballots.items()} == paid


@some
@given(elections(most_points=1_000, close=True), st.sampled_from(["none", "add1"]))
def test_it_is_exact_where_rounded_numbers_cannot_tell_bids_apart(
    election: Election, completion: Literal["none", "add1"]
) -> None:
    """Amounts of fifteen digits that differ by one coin, and points that differ by one in a thousand."""
    bids, ballots, _ = election
    result = result_of(election, completion)
    lot = equalshares.lot_order([bid.id for bid in bids], "seed")
    winners, share, paid = slow(bids, ballots, result.rules, lot)
    assert (list(result.winners), result.share) == (winners, share)
    assert {voter: result.payments(ballot) for voter, ballot in ballots.items()} == paid


@some
@given(elections(most_points=3), completions)
def test_payments_are_exact_and_nobody_pays_more_than_the_share(
    election: Election, completion: Completion
) -> None:
    ballots = election[1]
    result = result_of(election, completion)
    for purchase in result.bought:
        assert (
            sum(result.payments(ballot).get(purchase.bid, 0) for ballot in ballots.values()) == purchase.cost
        )
    for ballot in ballots.values():
        assert sum(result.payments(ballot).values()) <= result.share
        assert result.left(ballot) >= 0
        assert set(result.payments(ballot)) <= {id for id, given in ballot.items() if given}


@some
@given(elections(most_points=3), completions)
def test_the_budget_is_never_exceeded_and_nobody_is_funded_twice(
    election: Election, completion: Completion
) -> None:
    bids, _, budget = election
    result = result_of(election, completion)
    cost = {bid.id: bid.cost for bid in bids}
    assert len(set(result.winners)) == len(result.winners)
    assert result.spent == sum(cost[id] for id in result.winners) <= budget


@some
@given(elections())
def test_no_supporters_could_have_paid_for_what_is_not_funded(election: Election) -> None:
    """Priceability: what the supporters of an unfunded bid have left does not reach its cost."""
    bids, ballots, _ = election
    result = result_of(election, "none")
    for bid in bids:
        backers = [ballot for ballot in ballots.values() if ballot.get(bid.id)]
        if bid.id not in result.winners and bid.cost and backers:
            assert sum((result.left(ballot) for ballot in backers), Fraction(0)) < bid.cost


@some
@given(elections(most_points=3), completions)
def test_the_order_of_bids_and_ballots_makes_no_difference(
    election: Election, completion: Completion
) -> None:
    bids, ballots, budget = election
    other = (
        list(reversed(bids)),
        {voter: dict(reversed(ballots[voter].items())) for voter in reversed(ballots)},
        budget,
    )
    assert result_of(election, completion) == result_of(other, completion)


@some
@given(elections())
def test_effective_votes_never_rise_from_one_purchase_to_the_next(election: Election) -> None:
    effective = [purchase.effective_votes for purchase in result_of(election).bought]
    assert effective == sorted(effective, reverse=True)


@some
@given(elections(), completions)
def test_where_the_lot_was_not_used_another_lot_gives_the_same(
    election: Election, completion: Completion
) -> None:
    result = result_of(election, completion)
    if not result.used_lot:
        others = (result_of(election, completion, seed=str(number)) for number in range(3))
        assert all(other == result for other in others)
