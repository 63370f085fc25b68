"""Elections that are always the same: made ones, published ones, and a real one."""

import gzip
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from alongside.methods.equalshares import Bid, Completion, Heading, Result, Rules, allocate, lot_order, write

Election = tuple[list[Bid], dict[str, dict[str, int]], int]
"""Bids, points by voter, and a budget."""


def lettered(election: Election, completion: Completion, *, seed: str = "lot", **rules: Any) -> Result:
    """The result of an election, with a lot from the seed."""
    bids, ballots, budget = election
    lot = lot_order([bid.id for bid in bids], seed)
    return allocate(bids, ballots, Rules(budget, completion, **rules), lot=lot)


def generated(number: int) -> Election:
    """One of any number of elections: few voters, equal costs, empty ballots, bids without cost or support."""
    chance = random.Random(number)
    unit = chance.choice([1, 5, 10])
    share_of_bids = chance.choice([0.15, 0.3, 0.5, 0.8])
    costs = [unit * chance.choice([0, 3, 5, 5, 5, 8, 10, 13, 20]) for _ in range(chance.randint(2, 12))]
    bids = [Bid(f"P{place}", cost) for place, cost in enumerate(costs, 1)]
    unloved = chance.choice([0, 0, 1, 2])
    ballots = {
        f"V{voter}": {
            bid.id: 1
            for bid in bids[unloved:]
            if chance.random() < share_of_bids and voter % 7 != number % 11
        }
        for voter in range(1, chance.randint(2, 40))
    }
    return bids, ballots, unit * chance.randint(8, 60)


GENERATED = range(60)


def _sampled() -> dict[str, tuple[Election, Result]]:
    panel = random.Random(13)
    bids = [Bid(f"B{place}", 100 * panel.randint(2500, 5000)) for place in range(1, 21)]
    ballots = {f"member {n}": dict.fromkeys(panel.sample([b.id for b in bids], 5), 1) for n in range(1, 14)}
    plain = bids, ballots, 25_000 * 100
    rich = bids, ballots, 44_000 * 100
    with_empty = bids, {**ballots, "member 14": {}, "member 15": {}}, 25_000 * 100
    in_pence = [Bid(bid.id, bid.cost + place) for place, bid in enumerate(bids)], ballots, 25_000 * 100
    alike = [Bid(bid.id, 500_000) for bid in bids], ballots, 25_000 * 100
    scores = {voter: {id: 1 + place for place, id in enumerate(ballot)} for voter, ballot in ballots.items()}
    whole: dict[str, Any] = {"whole_start": True, "step": 100}
    return {
        "under the rules that the format has a name for": (plain, lettered(plain, "add1", **whole)),
        "without completion": (plain, lettered(plain, "none")),
        "with comparison": (plain, lettered(plain, "add1_comparison", **whole)),
        "filled by votes": (rich, lettered(rich, "fill", step=100)),
        "with empty ballots": (with_empty, lettered(with_empty, "add1", **whole)),
        "in pence": (in_pence, lettered(in_pence, "add1", step=100)),
        "with equal costs and a lot": (alike, lettered(alike, "add1", **whole)),
        "with points": (
            (bids, scores, 25_000 * 100),
            lettered((bids, scores, 25_000 * 100), "add1", step=100),
        ),
    }


SAMPLES: Mapping[str, tuple[Election, Result]] = _sampled()
"""Elections that are published in tests, by what is special about them."""
HEADING = Heading(
    "Pilot projects, chosen by a panel",
    "United Kingdom",
    "Alongside",
    "2026",
    date(2026, 3, 2),
    date(2026, 3, 20),
)


def published(name: str) -> str:
    """The public file of one of the samples."""
    (bids, ballots, _), result = SAMPLES[name]
    names = {bid.id: f"Pilot; the “{bid.id}” one" for bid in bids}
    return write(HEADING, bids, ballots, result, seed="lot", names=names)


# A real one

KEPT = Path(__file__).parent / "pabulib"


def wieliczka() -> tuple[list[Bid], dict[str, tuple[str, ...]], int, set[str]]:
    """Bids, ballots and budget of Wieliczka 2023, and what was officially funded. See pabulib/NOTICE.md."""
    bids: list[Bid] = []
    ballots: dict[str, tuple[str, ...]] = {}
    funded: set[str] = set()
    budget = 0
    for line in gzip.decompress((KEPT / "wieliczka.csv.gz").read_bytes()).decode().splitlines():
        kind, first, *rest = line.split(",")
        if kind == "budget":
            budget = int(first)
        elif kind == "bid":
            bids.append(Bid(first, int(rest[0])))
            funded |= {first} if rest[1] == "1" else set()
        else:
            start, named = len(ballots), tuple(rest[0].split())
            ballots |= {f"V{start + number}": named for number in range(1, int(first) + 1)}
    return bids, ballots, budget, funded
