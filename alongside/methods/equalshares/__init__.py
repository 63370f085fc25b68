"""Equal shares: a budget is shared out equally among voters, and what their shares buy is funded.

In the order of use: ``Bid``, ``Rules`` and ballots say what is asked; ``lot_order`` makes from a seed the order
in which the last ties are broken. ``allocate`` returns a ``Result``: who is funded, what each paid, and how it
came about. All numbers are exact. Explained in ``docs/methods/equalshares.md``.

The rule is the Method of Equal Shares with cost utilities (D. Peters, G. Pierczynski and P. Skowron, NeurIPS 2021,
as explained on equalshares.net), rebuilt from a description.
"""

from .allocating import allocate
from .asking import MOST_MONEY, MOST_POINTS, Ballot, Bid, Completion, Rules, lot_order
from .errors import (
    BadLot,
    BadPoints,
    BadStep,
    Barred,
    DuplicateId,
    EmptyId,
    NamedTwice,
    NegativeCost,
    NoBallots,
    NoBids,
    NoMoney,
    NotWholeMoney,
    TooMuchMoney,
    UnknownBid,
    UnknownCompletion,
    UnknownVoter,
    Unusable,
)
from .results import Comparison, Level, Purchase, Result

__all__ = [
    "MOST_MONEY",
    "MOST_POINTS",
    "BadLot",
    "BadPoints",
    "BadStep",
    "Ballot",
    "Barred",
    "Bid",
    "Comparison",
    "Completion",
    "DuplicateId",
    "EmptyId",
    "Level",
    "NamedTwice",
    "NegativeCost",
    "NoBallots",
    "NoBids",
    "NoMoney",
    "NotWholeMoney",
    "Purchase",
    "Result",
    "Rules",
    "TooMuchMoney",
    "UnknownBid",
    "UnknownCompletion",
    "UnknownVoter",
    "Unusable",
    "allocate",
    "lot_order",
]
