"""The same winners as in a real city, and as another program finds."""

import json

import pytest

from alongside.methods import equalshares
from alongside.methods.equalshares import Completion, Rules
from tests.methods.elections import GENERATED, KEPT, generated, lettered, wieliczka

BIDS, BALLOTS, BUDGET, OFFICIAL = wieliczka()
FOUND = json.loads((KEPT / "wieliczka.json").read_text())
PEERS = json.loads((KEPT / "pabutools.json").read_text())


@pytest.mark.parametrize(
    ("completion", "stop", "whole", "name"),
    [
        ("none", False, False, "no completion"),
        ("add1", False, False, "add1 integral=False stop_when_exhaustive=False"),
        ("add1", True, False, "add1 integral=False stop_when_exhaustive=True"),
        ("add1", False, True, "add1 integral=True stop_when_exhaustive=False"),
        ("add1", True, True, "add1 integral=True stop_when_exhaustive=True"),
    ],
)
def test_wieliczka_comes_out_as_exact_fractions_say(
    completion: Completion, stop: bool, whole: bool, name: str
) -> None:
    rules = Rules(BUDGET, completion, stop, whole_start=whole)
    lot = equalshares.lot_order([bid.id for bid in BIDS], "lot")
    result = equalshares.allocate(BIDS, BALLOTS, rules, lot=lot)
    expected = FOUND[name]
    assert list(result.winners) == expected["winners_in_order"]
    assert result.spent == expected["total_cost"]
    assert str(result.share) == expected.get("final_share", expected.get("share"))
    assert len(result.levels) == expected.get("inner_runs", 1)
    assert not result.used_lot


def test_wieliczka_comes_out_as_the_city_announced() -> None:
    """30 projects for 995,079, with the comparison that the city's rules asked for."""
    lot = equalshares.lot_order([bid.id for bid in BIDS], "lot")
    rules = Rules(BUDGET, "add1_comparison", whole_start=True)
    result = equalshares.allocate(BIDS, BALLOTS, rules, lot=lot)
    assert set(result.winners) == OFFICIAL
    assert (len(result.winners), result.spent) == (30, 995_079)
    assert result.comparison is not None
    assert not result.comparison.votes_win


@pytest.mark.parametrize("number", GENERATED)
def test_every_generated_election_comes_out_as_pabutools_says(number: int) -> None:
    election = generated(number)
    expected = PEERS[str(number)]
    assert list(lettered(election, "none").winners) == expected["none"]
    assert list(lettered(election, "add1").winners) == expected["add1"]
    assert list(lettered(election, "add1", stop_when_exhaustive=True).winners) == expected["exhaustive"]


def test_the_generated_elections_hold_what_is_difficult() -> None:
    """Ties, the lot, empty ballots, bids without cost and bids without support, each several times."""
    elections = [generated(number) for number in GENERATED]
    results = [lettered(election, "add1") for election in elections]
    assert sum(any(purchase.tied for purchase in result.bought) for result in results) >= 10
    assert sum(result.used_lot for result in results) >= 10
    assert sum(not all(ballots.values()) for _, ballots, _ in elections) >= 10
    assert sum(any(not bid.cost for bid in bids) for bids, _, _ in elections) >= 10
    unloved = [
        any(not any(bid.id in ballot for ballot in ballots.values()) for bid in bids)
        for bids, ballots, _ in elections
    ]
    assert sum(unloved) >= 10
