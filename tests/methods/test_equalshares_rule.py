"""Equal shares on examples that can be worked by hand, and every input that is refused."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest

from alongside.methods import equalshares
from alongside.methods.equalshares import Ballot, Bid, Completion, Result, Rules

HALVES = [Bid("A", 60), Bid("B", 40), Bid("C", 50)]
"""Six voters, 10 each when the budget is 60."""


def allocated(
    bids: list[Bid],
    ballots: list[Ballot],
    budget: int,
    completion: Completion = "none",
    *,
    lot: str = "",
    **rules: Any,
) -> Result:
    return equalshares.allocate(
        bids,
        {f"V{number}": ballot for number, ballot in enumerate(ballots, 1)},
        Rules(budget, completion, **rules),
        lot=list(lot) or sorted(bid.id for bid in bids),
    )


# The rule


def test_the_bid_with_most_votes_goes_first_and_its_supporters_pay_equally() -> None:
    result = allocated([Bid("A", 30), Bid("B", 20)], ["AB", "A", "A", "B"], 60)
    assert result.winners == ("A", "B")
    assert result.bought[0].price == 10
    assert result.bought[0].effective_votes == 3
    assert result.payments("AB") == {"A": 10, "B": 5}
    assert result.payments("B") == {"B": 15}
    assert result.share == 15
    assert result.spent == 50


def test_who_has_little_left_pays_that_and_the_others_share_the_rest() -> None:
    """After A, three voters hold 5 and one holds 15: B asks 20 of V1 and V4."""
    result = allocated([Bid("A", 30), Bid("B", 20)], ["AB", "A", "A", "B"], 60)
    assert result.bought[1].price == 15
    assert result.bought[1].effective_votes == Fraction(4, 3)
    assert [result.left(ballot) for ballot in ("AB", "A", "B")] == [0, 5, 0]


def test_a_majority_cannot_take_the_whole_budget() -> None:
    """Seven of ten want A to C, three want D: seven tenths of the money are theirs, and three tenths are not."""
    bids = [Bid("A", 30), Bid("B", 30), Bid("C", 30), Bid("D", 30)]
    result = allocated(bids, [*["ABC"] * 7, *["D"] * 3], 100)
    assert result.winners == ("A", "B", "D")
    assert [purchase.votes for purchase in result.bought] == [7, 7, 3]


def test_an_empty_ballot_holds_a_share_that_buys_nothing() -> None:
    assert allocated([Bid("A", 60)], ["A", ""], 100).winners == ()
    assert allocated([Bid("A", 60)], ["A"], 100).winners == ("A",)


@pytest.mark.parametrize("completion", ["none", "fill", "add1", "add1_fill", "add1_comparison"])
def test_a_bid_that_costs_nothing_or_has_no_supporters_is_never_bought(completion: Completion) -> None:
    result = allocated([Bid("A", 0), Bid("B", 5), Bid("C", 5)], ["AC", "AC"], 10, completion)
    assert result.winners == ("C",)


def test_points_weigh_what_each_supporter_pays() -> None:
    """B has three effective votes too, and costs less. Then A costs 10 a point: V1 gave it two."""
    result = allocated([Bid("A", 30), Bid("B", 10)], [{"A": 2}, {"A": 1, "B": 3}], 40)
    assert result.winners == ("B", "A")
    assert result.payments({"A": 2}) == {"A": 20}
    assert result.payments({"A": 1, "B": 3}) == {"B": 10, "A": 10}


def test_one_point_each_is_the_same_as_naming_bids() -> None:
    ballots: list[Ballot] = ["AB", "A", "AC", "C", ""]
    as_points = [dict.fromkeys(ballot, 1) for ballot in ballots]
    assert allocated(HALVES, ballots, 110, "add1") == allocated(HALVES, list(as_points), 110, "add1")
    assert allocated(HALVES, [{"A": 0}], 60).winners == ()


# Ties


def test_of_equal_effective_votes_the_lower_cost_goes_first_then_more_votes() -> None:
    result = allocated([Bid("A", 20), Bid("B", 10)], ["AB", "AB"], 20)
    assert result.winners == ("B",)
    assert result.bought[0].tied == ("A",)
    assert not result.used_lot


@pytest.mark.parametrize("first", ["A", "B"])
def test_only_the_lot_tells_equal_bids_apart_and_the_result_says_so(first: str) -> None:
    lot = "AB" if first == "A" else "BA"
    result = allocated([Bid("A", 10), Bid("B", 10)], ["AB", "AB"], 10, lot=lot)
    assert result.winners == (first,)
    assert result.bought[0].by_lot
    assert result.used_lot


@pytest.mark.parametrize(("budget", "needed"), [(60, True), (50, False)])
def test_filling_says_that_it_needed_the_lot_only_where_an_equal_bid_was_filled_in(
    budget: int, needed: bool
) -> None:
    """B and C look the same. With 60 there is room for one of them beside A, with 50 for none."""
    bids = [Bid("A", 30), Bid("B", 30), Bid("C", 30)]
    result = allocated(bids, ["A", "A", "A", "B", "C", ""], budget, "fill")
    assert result.winners == (("A", "B") if needed else ("A",))
    assert result.used_lot is needed


def test_the_lot_is_the_order_of_a_published_hash() -> None:
    """SHA-256 of ``seed|id`` in hexadecimal: anybody can make it again with any tool."""
    assert equalshares.lot_order(["A", "B", "C"], "seed") == equalshares.lot_order(["C", "B", "A"], "seed")
    assert equalshares.lot_order(["A", "B", "C"], "seed") == ("C", "B", "A")


# What is left over


def test_without_completion_what_is_left_is_kept() -> None:
    result = allocated(HALVES, ["A", "A", "B", "B", "C", "C"], 60)
    assert (result.winners, result.spent, len(result.levels)) == ((), 0, 1)


def test_shares_grow_by_a_step_until_the_next_step_costs_too_much() -> None:
    """B needs 20 of each of its two supporters, C needs 25, and both together cost 90."""
    result = allocated(HALVES, ["A", "A", "B", "B", "C", "C"], 60, "add1")
    assert result.winners == ("B",)
    assert result.share == 24
    assert [level.spent for level in result.levels] == [0] * 10 + [40] * 5 + [90]
    assert result.levels[-1].share == 25


def test_shares_stop_growing_where_nothing_more_fits_if_the_rules_say_so() -> None:
    result = allocated(HALVES, ["A", "A", "B", "B", "C", "C"], 60, "add1", stop_when_exhaustive=True)
    assert result.winners == ("B",)
    assert result.share == 20
    assert len(result.levels) == 11


def test_shares_stop_growing_when_everything_is_funded() -> None:
    result = allocated([Bid("A", 10)], ["A", "A"], 100, "add1")
    assert (result.winners, result.spent, len(result.levels)) == (("A",), 10, 1)


def test_the_first_share_can_be_a_whole_number_of_steps() -> None:
    assert allocated(HALVES, ["A", "B", "B"], 50).share == Fraction(50, 3)
    assert allocated(HALVES, ["A", "B", "B"], 50, whole_start=True).share == 16
    assert allocated(HALVES, ["A", "B", "B"], 50, whole_start=True, step=5).share == 15


def test_shares_can_grow_by_a_pound_when_money_is_in_pence() -> None:
    in_pence = [Bid(bid.id, bid.cost * 100) for bid in HALVES]
    ballots: list[Ballot] = ["A", "A", "B", "B", "C", "C"]
    assert allocated(in_pence, ballots, 6000, "add1", step=100).share == 2400


def test_filling_takes_most_votes_first_and_passes_over_what_does_not_fit() -> None:
    bids = [Bid("A", 60), Bid("B", 40), Bid("C", 10), Bid("D", 10)]
    result = allocated(bids, ["A", "A", "B", "B", "B", "C", ""], 70, "fill")
    assert (result.winners, result.bought[0].bid, result.filled) == (("C", "B"), "C", ("B",))


def test_a_comparison_gives_way_to_most_votes_if_more_voters_prefer_it() -> None:
    """Until shares are 20 nothing can be bought; then all three bids, which cost too much. A serves three."""
    bids = [Bid("A", 60), Bid("B", 20), Bid("C", 20)]
    result = allocated(bids, ["A", "A", "A", "B", "C", ""], 60, "add1_comparison")
    assert result.comparison == equalshares.Comparison(prefer_shares=0, prefer_votes=3)
    assert (result.winners, result.bought, result.filled) == (("A",), (), ("A",))
    assert result.payments("A") == {}


def test_a_comparison_keeps_equal_shares_if_as_many_voters_prefer_them() -> None:
    """Most votes would give all of it to two people; shares serve three."""
    bids = [Bid("A", 60), Bid("B", 20), Bid("C", 20), Bid("D", 20)]
    result = allocated(bids, ["A", "A", "B", "C", "D"], 60, "add1_comparison")
    assert result.comparison == equalshares.Comparison(prefer_shares=3, prefer_votes=2)
    assert (result.winners, result.filled) == (("B", "C", "D"), ())


# What is refused


def call(
    bids: Any = HALVES, ballots: Any = None, lot: Any = "ABC", barred: Any = None, **rules: Any
) -> Callable[[], Result]:
    rules = {"budget": 60, **rules}
    votes = {"V1": "AB"} if ballots is None else ballots
    return lambda: equalshares.allocate(bids, votes, Rules(**rules), lot=lot, barred=barred)


REFUSED: Mapping[str, tuple[type[equalshares.Unusable], Callable[[], Result]]] = {
    "no bids": (equalshares.NoBids, call(bids=[], lot="")),
    "a bid without an id": (equalshares.EmptyId, call(bids=[Bid(" ", 5)])),
    "two bids of one id": (equalshares.DuplicateId, call(bids=[Bid("A", 5), Bid("A", 6)])),
    "a negative cost": (equalshares.NegativeCost, call(bids=[Bid("A", -1)])),
    "half a penny": (equalshares.NotWholeMoney, call(bids=[Bid("A", 2.5)])),  # type: ignore[arg-type]
    "a cost as text": (equalshares.NotWholeMoney, call(bids=[Bid("A", "5")])),  # type: ignore[arg-type]
    "a cost of true": (equalshares.NotWholeMoney, call(bids=[Bid("A", True)])),
    "a cost beyond counting": (equalshares.TooMuchMoney, call(bids=[Bid("A", 10**16)])),
    "a budget of nothing": (equalshares.NoMoney, call(budget=0)),
    "a budget below nothing": (equalshares.NoMoney, call(budget=-5)),
    "a budget with a fraction": (equalshares.NotWholeMoney, call(budget=10.5)),
    "a step of nothing": (equalshares.BadStep, call(step=0)),
    "a completion that is not one": (equalshares.UnknownCompletion, call(completion="all")),
    "no ballots": (equalshares.NoBallots, call(ballots={})),
    "a voter without an id": (equalshares.EmptyId, call(ballots={"": "A"})),
    "an unknown bid": (equalshares.UnknownBid, call(ballots={"V1": ["Z"]})),
    "a bid named twice": (equalshares.NamedTwice, call(ballots={"V1": ["A", "A"]})),
    "points below nought": (equalshares.BadPoints, call(ballots={"V1": {"A": -1}})),
    "half a point": (equalshares.BadPoints, call(ballots={"V1": {"A": 0.5}})),
    "a lot without every bid": (equalshares.BadLot, call(lot="AB")),
    "a lot with a bid twice": (equalshares.BadLot, call(lot="ABCA")),
    "a lot with another bid": (equalshares.BadLot, call(lot="ABCD")),
    "a barred bid on a ballot": (equalshares.Barred, call(barred={"V1": ["A"]})),
    "somebody barred without a ballot": (equalshares.UnknownVoter, call(barred={"V2": ["A"]})),
    "somebody barred from no bid": (equalshares.UnknownBid, call(barred={"V1": ["Z"]})),
}


@pytest.mark.parametrize(("error", "asked"), REFUSED.values(), ids=REFUSED.keys())
def test_every_bad_input_is_refused_with_a_sentence(
    error: type[equalshares.Unusable], asked: Callable[[], Result]
) -> None:
    with pytest.raises(error) as refused:
        asked()
    assert str(refused.value)[0].isupper() or str(refused.value).startswith("'")
    assert str(refused.value).endswith(".")


def test_who_is_barred_from_a_bid_keeps_the_share_for_others() -> None:
    result = equalshares.allocate(
        [Bid("A", 20), Bid("B", 20)],
        {"V1": "B", "V2": "AB"},
        Rules(40, "none"),
        lot="AB",
        barred={"V1": ["A"]},
    )
    assert result.share == 20
    assert result.winners == ("B",)
    assert result.payments("B") == {"B": 10}
