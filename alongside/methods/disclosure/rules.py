"""The numbers that every published figure obeys, and the rounding that follows from them.

Changing anything here changes what an attacker may conclude, so it needs a new ``RULES_VERSION`` and a new
run of the adversarial test (``tests/methods/test_disclosure_adversary.py``). Source:
``docs/methods/disclosure.md``.
"""

from dataclasses import dataclass
from typing import Literal

RULES_VERSION = "1"

BLOCK_SIZE = 20
"""People in a block. It must be a multiple of ``ROUND_TO``: a whole block of one answer would otherwise be
legible.
"""

ROUND_TO = 5
SMALLEST_COUNT = 8
"""True counts below this are hidden; nought is hidden too."""

SMALLEST_BASE = 40
LEAST_BLOCKS = 2
ABOUT_BELOW = 100
"""Bases below this are led by "about N in 10" rather than by a percentage."""

MERGED_BELOW = 200
MOST_MERGED = 4
WINDOW_MONTHS = 24

KNOWN_ANSWERS = 3
"""How many true answers, of people anywhere, the self-attack grants to the attacker. It covers fewer as
well.
"""

HIDDEN_GUESS = 4
"""What one hidden count is taken to be when the reference answer is worked out: about the middle of 0 to 7.
"""


@dataclass(frozen=True)
class InTen:
    """A share as people in ten: a code to choose the words by, and the whole tenths (0 to 10)."""

    code: Literal["fewer_than_1", "about", "nearly_all"]
    tenths: int


def rounded(count: int) -> int:
    """``5 * floor((count + 2) / 5)``: the nearest five. It hides nothing, so use it on people, never on
    answers.
    """
    if count < 0:
        raise ValueError(f"A number of people cannot be negative: {count}.")
    return ROUND_TO * ((count + ROUND_TO // 2) // ROUND_TO)


def percent(count: int, base: int) -> int:
    """``floor(100 * count / base + 1/2)`` in whole numbers: halves go up, and no float is involved."""
    return _nearest(100 * count, base)


def true_counts(rounded_count: int | None, base: int) -> tuple[int, int]:
    """Return the least and the greatest true count behind a published one; ``None`` means hidden."""
    if rounded_count is None:
        return 0, min(SMALLEST_COUNT - 1, base)
    half = ROUND_TO // 2
    return max(SMALLEST_COUNT, rounded_count - half), min(base, rounded_count + half)


def in_ten(count: int, base: int) -> InTen:
    """Return a share in tenths, for wordings such as "about 4 in 10"; never "0 in 10" or "10 in 10"."""
    tenths = _nearest(10 * count, base)
    if tenths <= 0:
        return InTen("fewer_than_1", 0)
    if tenths >= 10:
        return InTen("nearly_all", 10)
    return InTen("about", tenths)


def _nearest(numerator: int, denominator: int) -> int:
    """Round a fraction to the nearest whole number, halves upwards."""
    if denominator < 1:
        raise ValueError("A share needs at least one person as its base.")
    return (2 * numerator + denominator) // (2 * denominator)
