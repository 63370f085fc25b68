"""What to say before a vote opens, while it can still be changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .asking import Bid, Rules

FEW_VOTERS = 8

About = Literal["equal_costs", "above_budget", "no_cost", "few_voters", "everything_fits"]

SENTENCES: Mapping[About, str] = {
    "equal_costs": (
        "{bids} cost the same ({amount:,}). If they have as many votes too, a lot decides between them. "
        "Ask whether the costs are exact."
    ),
    "above_budget": "{bids} costs more than the whole budget ({amount:,}), and cannot be funded.",
    "no_cost": "{bids} costs nothing, and is not voted on: agree to it without a vote.",
    "few_voters": "Only {amount} people may vote. Ties are likely, and a ballot without a name is easily guessed.",
    "everything_fits": "All bids together cost {amount:,}, and the budget is enough for all: no vote is needed.",
}


@dataclass(frozen=True)
class Notice:
    """Something to look at before people vote: the bids it is about, and an amount or a number of people."""

    about: About
    bids: tuple[str, ...] = ()
    amount: int = 0

    def __str__(self) -> str:
        return SENTENCES[self.about].format(bids=" and ".join(self.bids), amount=self.amount)


def before_voting(
    bids: Sequence[Bid], rules: Rules, *, voters: int, few: int = FEW_VOTERS
) -> tuple[Notice, ...]:
    """Return what to look at before a vote opens, the most serious first. None of it forbids the vote."""
    found = [Notice("above_budget", (bid.id,), rules.budget) for bid in bids if bid.cost > rules.budget]
    found += [Notice("no_cost", (bid.id,)) for bid in bids if not bid.cost]
    total = sum(bid.cost for bid in bids)
    if total <= rules.budget:
        found.append(Notice("everything_fits", amount=total))
    same = _same_costs(bids)
    found += [Notice("equal_costs", tuple(ids), cost) for cost, ids in same.items() if len(ids) > 1]
    if voters < few:
        found.append(Notice("few_voters", amount=voters))
    return tuple(found)


def _same_costs(bids: Collection[Bid]) -> dict[int, list[str]]:
    same: dict[int, list[str]] = {}
    for bid in bids:
        if bid.cost:
            same.setdefault(bid.cost, []).append(bid.id)
    return same
