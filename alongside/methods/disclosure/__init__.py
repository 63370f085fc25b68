"""Disclosure: equality figures that cannot give anyone away.

Answers are counted in blocks of twenty people and then forgotten; tables count whole blocks, hide counts
under eight, round to five, and are attacked by their own publisher before they come out. In the order of
use:

``choose_block`` and ``add_up`` close a block; ``window`` and ``scope_allowed`` say what a table counts;
``publish`` makes the tables and attacks them; ``interval`` and ``compare`` set a figure beside a baseline.
``smallest_base`` asks of any printed percentages whether they can be true. Explained in
``docs/methods/disclosure.md``.
"""

from .attack import attack
from .blocks import (
    Answers,
    ClosedBlock,
    Sums,
    Waiting,
    add_up,
    choose_block,
    is_publication_date,
    next_publication_date,
    scope_allowed,
    window,
)
from .comparison import Comparison, Interval, compare, interval, wilson
from .findings import Finding
from .percentages import PossibleBase, smallest_base
from .publication import NETWORK, Hold, Publication, publish
from .questions import Group, Level, Question, questions_to_table
from .rules import (
    BLOCK_SIZE,
    KNOWN_ANSWERS,
    ROUND_TO,
    RULES_VERSION,
    SMALLEST_BASE,
    SMALLEST_COUNT,
    WINDOW_MONTHS,
    InTen,
    in_ten,
    rounded,
)
from .tables import Cell, Table, tabulate

__all__ = [
    "BLOCK_SIZE",
    "KNOWN_ANSWERS",
    "NETWORK",
    "ROUND_TO",
    "RULES_VERSION",
    "SMALLEST_BASE",
    "SMALLEST_COUNT",
    "WINDOW_MONTHS",
    "Answers",
    "Cell",
    "ClosedBlock",
    "Comparison",
    "Finding",
    "Group",
    "Hold",
    "InTen",
    "Interval",
    "Level",
    "PossibleBase",
    "Publication",
    "Question",
    "Sums",
    "Table",
    "Waiting",
    "add_up",
    "attack",
    "choose_block",
    "compare",
    "in_ten",
    "interval",
    "is_publication_date",
    "next_publication_date",
    "publish",
    "questions_to_table",
    "rounded",
    "scope_allowed",
    "smallest_base",
    "tabulate",
    "wilson",
    "window",
]
