"""Counts and tests for each statement in each group, and what sets a group apart (Polis, 2021).

A is how many of a group agree, D how many disagree, S how many have seen the statement; the others are everybody
else who is in a group. Shares are smoothed, p = (A + 1) / (S + 2), and tests are normal approximations.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .components import Real
from .results import Side
from .table import Table
from .votes import AGREE, DISAGREE, Column

SIGNIFICANT = 1.2815515655446004
"""Standard errors: one side, 90%."""
PICKS = 5

Grid = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Sides:
    """One side (agree or disagree) of all statements in all groups; each has shape (groups, statements).

    ``share`` p and ``test`` z against one half; ``ratio`` of the share to that of the others and ``apart`` z of
    the difference.
    """

    share: Real
    test: Real
    ratio: Real
    apart: Real

    @property
    def significant(self) -> npt.NDArray[np.bool_]:
        """Where the side is taken by clearly more than half, and clearly more than by the others."""
        return (self.test > SIGNIFICANT) & (self.apart > SIGNIFICANT)

    @property
    def score(self) -> Real:
        """By which statements are ordered."""
        return self.ratio * self.apart * self.share * self.test


def count(table: Table, labels: Column, groups: int) -> Grid:
    """Return votes by group, statement and value (-1, 0, 1), shape (groups, statements, 3).

    ``labels`` has shape (rows,).
    """
    statements = table.shape[1]
    cell = (labels[table.rows] * statements + table.columns) * 3 + table.values + 1
    return np.bincount(cell, minlength=groups * statements * 3).reshape(groups, statements, 3)


def sides(counts: Grid, value: int) -> Sides:
    """Return the statistics of agreeing (1) or disagreeing (-1)."""
    those, seen = counts[:, :, value + 1], counts.sum(axis=2)
    other, seen_by_others = those.sum(axis=0) - those, seen.sum(axis=0) - seen
    share = (those + 1) / (seen + 2)
    return Sides(
        share,
        against_half(those, seen),
        share / ((other + 1) / (seen_by_others + 2)),
        _against_others(those + 1, seen + 1, other + 1, seen_by_others + 1),
    )


def against_half(those: Grid, seen: Grid) -> Real:
    """Return z of a share against one half, one added to both counts."""
    found: Real = 2 * np.sqrt(seen + 1) * ((those + 1) / (seen + 1) - 0.5)
    return found


def _against_others(n: Grid, size: Grid, m: Grid, others: Grid) -> Real:
    """Return z of the difference of two shares; 0 where everybody is of one mind."""
    pooled = (n + m) / (size + others)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / size + 1 / others))
    found: Real = np.divide(n / size - m / others, spread, out=np.zeros(spread.shape), where=spread > 0)
    return found


def group_aware(counts: Grid) -> Real:
    """Return the product over all groups of the smoothed share that agrees, shape (statements,)."""
    product: Real = ((counts[:, :, AGREE + 1] + 1) / (counts.sum(axis=2) + 2)).prod(axis=0)
    return product


def sets_apart(counts: Grid, kept: Column) -> list[list[tuple[int, Side]]]:
    """Return for each group up to five columns that set it apart, with the side; what it agrees with first.

    ``kept`` are the columns to choose from, in order.
    """
    agree, disagree = sides(counts[:, kept], AGREE), sides(counts[:, kept], DISAGREE)
    seen = counts[:, kept][:, :, [0, 2]].sum(axis=2) > 0
    return [
        [(int(kept[column]), side) for column, side in _picks(agree, disagree, group, seen[group])]
        for group in range(len(counts))
    ]


def _picks(
    agree: Sides, disagree: Sides, group: int, answered: npt.NDArray[np.bool_]
) -> list[tuple[int, Side]]:
    if not len(answered):
        return []
    agrees = agree.apart[group] > disagree.apart[group]
    score = np.where(agrees, agree.score[group], disagree.score[group])
    enough = np.flatnonzero(agree.significant[group] | disagree.significant[group])
    ordered = enough[np.argsort(-score[enough], kind="stable")].tolist()
    best = _best_agreed(agree, group, answered)
    if best is None and not ordered:
        best = int(np.maximum(agree.apart[group], disagree.apart[group]).argmax())
    elif best is None:
        best = ordered[0]
    picked = [best, *(column for column in ordered if column != best)][:PICKS]
    told: list[tuple[int, Side]] = [(column, "agree" if agrees[column] else "disagree") for column in picked]
    return sorted(told, key=lambda pick: pick[1])


def _best_agreed(agree: Sides, group: int, answered: npt.NDArray[np.bool_]) -> int | None:
    """Walk through the statements and keep the one that stands best for what the group agrees with."""
    share, test, ratio = agree.share[group], agree.test[group], agree.ratio[group]
    score, strength = agree.score[group].tolist(), (share * test).tolist()
    good = ((test > SIGNIFICANT) | ((ratio > 1) & (share > 0.5))).tolist()
    above = (ratio > 1).tolist()
    best: int | None = None
    for column in np.flatnonzero(answered).tolist():
        if best is None:
            best = column if good[column] else None
        elif (score if above[best] else strength)[column] > (score if above[best] else strength)[best]:
            best = column
    return best


def shared_by_most(counts: Grid, value: int) -> Column:
    """Return up to five columns that most people answer with ``value``, the clearest first.

    ``counts`` has shape (statements, 3), of everybody.
    """
    those, seen = counts[:, value + 1], counts.sum(axis=1)
    share, test = (those + 1) / (seen + 2), against_half(those, seen)
    enough = np.flatnonzero((share > 0.5) & (test > SIGNIFICANT))
    return enough[np.argsort(-(share * test)[enough], kind="stable")][:PICKS]
