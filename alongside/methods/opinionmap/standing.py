"""Where each statement stands: shared by most, and if so, by whom not."""

from collections.abc import Sequence
from dataclasses import dataclass

from .analysis import Analysis
from .floor import floor, wilson_lower
from .results import Side, Standing
from .statistics import SIGNIFICANT, against_half
from .votes import AGREE, DISAGREE, Column

ACTIVE = 10
"""Active members from which a declared community can object."""
HEARD = 5
"""Votes of a community without which a statement is not called consensus."""
SHARED = 0.5
"""The least lower bound of the share of a community that shares a view."""


@dataclass(frozen=True)
class Community:
    """A declared community: its name, active members, and votes by column and value (-1, 0, 1)."""

    name: str
    active: int
    counts: Column


@dataclass(frozen=True)
class Judged:
    """The standing of one statement; ``evenness`` is the smallest share known of everybody who could object."""

    standing: Standing
    side: Side | None
    not_shared_by: tuple[str, ...] = ()
    not_yet_heard_from: tuple[str, ...] = ()
    evenness: float = 0.0


def judge(analysis: Analysis, column: int, communities: Sequence[Community]) -> Judged:
    """Judge one column. Communities of fewer than ten active members cannot be judged without harm to them."""
    counts = analysis.counts[column]
    value = _majority(counts)
    if value is None:
        return Judged("no_majority", None)
    side: Side = "agree" if value == AGREE else "disagree"
    votes = {
        community.name: (int(community.counts[column, value + 1]), int(community.counts[column].sum()))
        for community in communities
        if community.active >= ACTIVE
    }
    unheard = tuple(name for name, (_, seen) in votes.items() if seen < HEARD)
    unshared = tuple(
        name
        for name, (shared, seen) in votes.items()
        if seen >= HEARD and wilson_lower(shared, seen) < SHARED
    )
    groups = analysis.by_group[:, column] if analysis.grouping.k else analysis.by_group[:0, column]
    everybody = [(int(counts[value + 1]), int(counts.sum())), *votes.values()]
    everybody += [(int(group[value + 1]), int(group.sum())) for group in groups if group.sum() >= HEARD]
    standing = _standing(unshared, unheard, any(_objects(group, value) for group in groups))
    return Judged(standing, side, unshared, unheard, floor(everybody))


def _standing(unshared: tuple[str, ...], unheard: tuple[str, ...], divided: bool) -> Standing:
    if unshared:
        return "most_not_shared_by"
    if unheard:
        return "not_yet_heard_from"
    return "divided" if divided else "consensus"


def _majority(counts: Column) -> int | None:
    """The value that clearly more than half give, if any."""
    seen = counts.sum()
    for value in (AGREE, DISAGREE):
        those = counts[value + 1]
        if (those + 1) / (seen + 2) > 0.5 and against_half(those, seen) > SIGNIFICANT:
            return value
    return None


def _objects(group: Column, value: int) -> bool:
    """A group of which at least five voted and no more than half share the view."""
    return bool(group.sum() >= HEARD and 2 * group[value + 1] <= group.sum())
