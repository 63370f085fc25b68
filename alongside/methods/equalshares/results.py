"""What comes out: who is funded, what it cost everybody, and how it came about."""

from dataclasses import dataclass
from fractions import Fraction

from .asking import Ballot, Rules, points


@dataclass(frozen=True)
class Purchase:
    """One bid that its supporters paid for from their shares.

    ``price`` is what each of them paid for a point (an approval is one point), or all they had left if that was
    less. ``effective_votes`` is the cost divided by the price. ``tied`` are other bids that had just as many:
    this one went first because it cost less, else because of more ``votes``, else ``by_lot``.
    """

    bid: str
    cost: int
    votes: int
    price: Fraction
    effective_votes: Fraction
    tied: tuple[str, ...]
    by_lot: bool


@dataclass(frozen=True)
class Level:
    """One size of the share that was tried: what it would spend, on how many bids, and whether by lot."""

    share: Fraction
    spent: int
    bids: int
    by_lot: bool


@dataclass(frozen=True)
class Comparison:
    """How many voters would have more of theirs funded by equal shares, and how many by most votes."""

    prefer_shares: int
    prefer_votes: int

    @property
    def votes_win(self) -> bool:
        return self.prefer_votes > self.prefer_shares


@dataclass(frozen=True)
class Result:
    """Who is funded, in order: first what was ``bought`` from shares, then what was ``filled`` by votes.

    ``share`` is what each voter held when this was bought; with an ``add1`` completion it may be more than the
    budget divided by the voters. ``levels`` are all sizes of the share that were tried, in order; with ``add1``
    the last may be the one that cost too much. If a ``comparison`` found that more voters prefer most votes,
    nothing is bought and everything filled.
    """

    rules: Rules
    voters: int
    winners: tuple[str, ...]
    spent: int
    share: Fraction
    bought: tuple[Purchase, ...]
    filled: tuple[str, ...]
    levels: tuple[Level, ...]
    comparison: Comparison | None
    fill_by_lot: bool

    @property
    def used_lot(self) -> bool:
        """Whether the lot was needed anywhere on the way to this result."""
        return self.fill_by_lot or any(level.by_lot for level in self.levels)

    def payments(self, ballot: Ballot) -> dict[str, Fraction]:
        """What somebody who cast this ballot paid for each bid that was bought, in order; only their own."""
        left, paid, given = self.share, {}, points(ballot)
        for purchase in self.bought:
            if asked := given.get(purchase.bid, 0) * purchase.price:
                paid[purchase.bid] = min(left, asked)
                left -= paid[purchase.bid]
        return paid

    def left(self, ballot: Ballot) -> Fraction:
        """What somebody who cast this ballot has left of the share."""
        return self.share - sum(self.payments(ballot).values())
