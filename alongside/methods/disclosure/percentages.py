"""Can these percentages be true? The smallest number of people that can produce a list of printed
percentages.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PossibleBase:
    """A number of people, and for each question one count per percentage that prints as it was printed."""

    base: int
    counts: tuple[tuple[int, ...], ...]


def smallest_base(
    questions: Sequence[Sequence[int]],
    *,
    limit: int = 10_000,
    complete: Sequence[bool] | None = None,
) -> PossibleBase | None:
    """Return the smallest base on which all of these whole percentages can be printed, or ``None`` up to
    ``limit``.

    Each question is a list of percentages of people who gave one answer each, rounded to the nearest whole
    with halves upwards. ``complete`` says for each question whether its list names every answer; by default
    a list of two or more does and a single percentage does not. Raises ``ValueError`` for a percentage
    outside 0 to 100.
    """
    whole = [len(shares) > 1 for shares in questions] if complete is None else list(complete)
    if len(whole) != len(questions) or not all(questions):
        raise ValueError(
            "Give at least one percentage for each question, and say of each list if it is complete."
        )
    for share in (share for shares in questions for share in shares):
        if not 0 <= share <= 100:
            raise ValueError(f"A percentage lies between 0 and 100; {share} does not.")
    for base in range(1, limit + 1):
        counts = [_counts(shares, base, full) for shares, full in zip(questions, whole, strict=True)]
        if None not in counts:
            return PossibleBase(base, tuple(found for found in counts if found is not None))
    return None


def _counts(shares: Sequence[int], base: int, complete: bool) -> tuple[int, ...] | None:
    """Return counts that print as these shares of the base, or ``None``: every count, or their total, must
    fit.
    """
    ranges = [_prints_as(share, base) for share in shares]
    if any(least > most for least, most in ranges):
        return None
    fewest, most = sum(least for least, _ in ranges), sum(most for _, most in ranges)
    if fewest > base or (complete and most < base):
        return None
    nearest = [
        min(max((2 * share * base + 100) // 200, least), most)
        for share, (least, most) in zip(shares, ranges, strict=True)
    ]
    if complete or sum(nearest) > base:
        _settle(nearest, ranges, base)
    return tuple(nearest)


def _prints_as(share: int, base: int) -> tuple[int, int]:
    """Return the least and greatest count with ``floor(100 * count / base + 1/2) == share``."""
    least = -((1 - 2 * share) * base // 200)
    most = -(-(2 * share + 1) * base // 200) - 1
    return max(0, least), min(base, most)


def _settle(counts: list[int], ranges: Sequence[tuple[int, int]], base: int) -> None:
    """Move counts one at a time, within their ranges, until they add up to the base."""
    for place, (least, most) in enumerate(ranges):
        missing = base - sum(counts)
        counts[place] = min(max(counts[place] + missing, least), most)
