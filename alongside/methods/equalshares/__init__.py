"""Equal shares: a budget is shared out equally among voters, and what their shares buy is funded.

In the order of use: ``Bid``, ``Rules`` and ballots say what is asked; ``lot_order`` makes from a seed the order
in which the last ties are broken. ``allocate`` returns a ``Result``: who is funded, what each paid, and how it
came about. ``before_voting`` says what to look at while the vote can still be changed. ``receipts`` and ``unfunded``
are what each voter paid for, and what a bid was short of. ``exposed`` says what would follow about voters from
publishing the ballots; ``write`` makes the public file of a result, ``RECOMPUTE`` is the program with which anybody
works it out again, and ``read`` reads such files. All numbers are exact. Explained in ``docs/methods/equalshares.md``.

The rule is the Method of Equal Shares with cost utilities (D. Peters, G. Pierczynski and P. Skowron, NeurIPS 2021,
as explained on equalshares.net), rebuilt from a description.
"""

from ..unusable import Unusable
from .allocating import allocate
from .asking import MOST_MONEY, MOST_POINTS, Ballot, Bid, Completion, Rules, lot_order
from .before import FEW_VOTERS, About, Notice, before_voting
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
)
from .exposure import Exposed, exposed
from .publishing import FORMAT, RECOMPUTE, BadBidId, BadCoin, BadSeed, Heading, write
from .reading import BadFile, File, read
from .receipts import Receipt, Unfunded, receipts, unfunded
from .results import Comparison, Level, Purchase, Result

__all__ = [
    "FEW_VOTERS",
    "FORMAT",
    "MOST_MONEY",
    "MOST_POINTS",
    "RECOMPUTE",
    "About",
    "BadBidId",
    "BadCoin",
    "BadFile",
    "BadLot",
    "BadPoints",
    "BadSeed",
    "BadStep",
    "Ballot",
    "Barred",
    "Bid",
    "Comparison",
    "Completion",
    "DuplicateId",
    "EmptyId",
    "Exposed",
    "File",
    "Heading",
    "Level",
    "NamedTwice",
    "NegativeCost",
    "NoBallots",
    "NoBids",
    "NoMoney",
    "NotWholeMoney",
    "Notice",
    "Purchase",
    "Receipt",
    "Result",
    "Rules",
    "TooMuchMoney",
    "Unfunded",
    "UnknownBid",
    "UnknownCompletion",
    "UnknownVoter",
    "Unusable",
    "allocate",
    "before_voting",
    "exposed",
    "lot_order",
    "read",
    "receipts",
    "unfunded",
    "write",
]
