"""What each voter paid, what an unfunded bid was short of, and what is said before a vote."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from alongside.methods import equalshares
from alongside.methods.equalshares import Bid, Rules
from tests.methods.elections import SAMPLES, Election, lettered
from tests.methods.slow_shares import elections

EXAMPLE: Election = (
    [Bid("A", 30), Bid("B", 20), Bid("C", 25)],
    {"V1": {"A": 1, "B": 1}, "V2": {"A": 1}, "V3": {"A": 1, "C": 1}, "V4": {"B": 1}},
    60,
)
"""The example of the explanation, with one more bid: V3 has 5 left for C, which costs 25."""


@pytest.mark.parametrize("name", SAMPLES)
def test_receipts_add_up_to_every_cost_exactly(name: str) -> None:
    (_, ballots, _), result = SAMPLES[name]
    receipts = equalshares.receipts(result, ballots)
    for purchase in result.bought:
        paid = sum(
            (receipt.paid.get(purchase.bid, Fraction(0)) for receipt in receipts.values()), Fraction(0)
        )
        assert paid == purchase.cost
    for receipt in receipts.values():
        assert receipt.share == result.share
        assert sum(receipt.paid.values()) + receipt.left == receipt.share
    assert list(receipts) == list(ballots)


def test_a_receipt_says_what_each_bid_drew_and_what_is_left() -> None:
    receipts = equalshares.receipts(lettered(EXAMPLE, "none"), EXAMPLE[1])
    assert receipts["V1"] == equalshares.Receipt(
        Fraction(15), {"A": Fraction(10), "B": Fraction(5)}, Fraction(0)
    )
    assert receipts["V3"] == equalshares.Receipt(Fraction(15), {"A": Fraction(10)}, Fraction(5))


def test_an_unfunded_bid_says_what_its_supporters_had_left_and_how_many_more_it_needed() -> None:
    bids, ballots, _ = EXAMPLE
    result = lettered(EXAMPLE, "none")
    (short,) = equalshares.unfunded(result, bids, ballots, lot="ABC")
    assert (short.bid, short.cost, short.supporters) == ("C", 25, 1)
    assert short.left == 5
    assert short.more is not None
    assert c_is_funded_with(short.more)
    assert not c_is_funded_with(short.more - 1)


def c_is_funded_with(more: int) -> bool:
    bids, ballots, budget = EXAMPLE
    added = {f"new {number}": {"C": 1} for number in range(more)}
    return "C" in lettered((bids, {**ballots, **added}, budget), "none").winners


@settings(max_examples=25, deadline=None)
@given(elections(most_voters=6))
def test_so_many_more_supporters_are_enough_and_one_fewer_is_not(election: Election) -> None:
    bids, ballots, budget = election
    lot = equalshares.lot_order([bid.id for bid in bids], "lot")
    result = lettered(election, "none")
    found = equalshares.unfunded(result, bids, ballots, lot=lot)
    assert [short.bid for short in found] == [bid.id for bid in bids if bid.id not in result.winners]
    for short in found:
        if short.cost == 0 or short.cost > budget:
            assert short.more is None
        elif short.more is not None:
            for count, enough in ((short.more, True), (short.more - 1, False)):
                added = {f"new {number}": {short.bid: 1} for number in range(count)}
                again = lettered((bids, {**ballots, **added}, budget), "none")
                assert (short.bid in again.winners) == enough


def test_only_some_bids_can_be_asked_about() -> None:
    bids, ballots, _ = EXAMPLE
    result = lettered(EXAMPLE, "none")
    assert equalshares.unfunded(result, bids, ballots, lot="ABC", only=["A", "B"]) == ()


# Before a vote


def said(bids: list[Bid], budget: int, voters: int = 30) -> list[str]:
    return [str(notice) for notice in equalshares.before_voting(bids, Rules(budget), voters=voters)]


def test_nothing_is_said_where_there_is_nothing_to_look_at() -> None:
    assert said([Bid("A", 50), Bid("B", 60)], 100) == []


def test_equal_costs_are_told_together() -> None:
    (sentence,) = said([Bid("A", 50), Bid("B", 50), Bid("C", 50), Bid("D", 60)], 100)
    assert sentence.startswith("A and B and C cost the same (50).")


@pytest.mark.parametrize(
    ("bids", "budget", "voters", "about"),
    [
        ([Bid("A", 500), Bid("B", 60)], 100, 30, "above_budget"),
        ([Bid("A", 0), Bid("B", 160)], 159, 30, "no_cost"),
        ([Bid("A", 50), Bid("B", 60)], 100, 5, "few_voters"),
        ([Bid("A", 40), Bid("B", 60)], 100, 30, "everything_fits"),
    ],
)
def test_everything_that_may_surprise_is_told_in_a_sentence(
    bids: list[Bid], budget: int, voters: int, about: str
) -> None:
    notices = equalshares.before_voting(bids, Rules(budget), voters=voters)
    assert about in [notice.about for notice in notices]
    assert all(str(notice).endswith(".") for notice in notices)
