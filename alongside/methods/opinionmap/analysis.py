"""One analysis of a table of votes, before anything is judged fit to show."""

from dataclasses import dataclass

import numpy as np

from . import components, groups, statistics
from .chance import Chance
from .components import Real
from .results import Mode, Side
from .statistics import Grid
from .table import Table
from .votes import AGREE, DISAGREE, Column


@dataclass(frozen=True, eq=False)
class Grouping:
    """Where people stand and in which group: ``places`` (rows, 2), ``labels`` (rows,), -1 for in none.

    ``k`` is the number of groups, 0 where people do not fall into two or more.
    """

    places: Real
    labels: Column
    k: int


@dataclass(frozen=True, eq=False)
class Analysis:
    """The groups and their statistics, by columns of the table.

    ``counts`` (statements, 3) are of everybody, ``by_group`` (groups, statements, 3) of each group; where there
    are no groups, everybody who is placed counts as one. ``apart`` are the picks of each group.
    """

    grouping: Grouping
    counts: Grid
    by_group: Grid
    group_aware: Real
    apart: list[list[tuple[int, Side]]]
    agreed: Column
    disagreed: Column


def analyse(table: Table, mode: Mode, seed: str) -> Analysis:
    """Group people and count, with all statistics of Polis."""
    grouping = group(table, mode, seed)
    nowhere_first = statistics.count(table, grouping.labels + 1, 1 + max(1, grouping.k))
    counts, by_group = nowhere_first.sum(axis=0), nowhere_first[1:]
    kept = np.flatnonzero(~table.moderated)
    return Analysis(
        grouping,
        counts,
        by_group,
        statistics.group_aware(by_group),
        statistics.sets_apart(by_group, kept) if grouping.k else [],
        kept[statistics.shared_by_most(counts[kept], AGREE)],
        kept[statistics.shared_by_most(counts[kept], DISAGREE)],
    )


def group(table: Table, mode: Mode, seed: str) -> Grouping:
    """Place people and group them; no group is smaller than five people."""
    places = components.places(table)
    placed = groups.who_is_grouped(table, mode)
    labels = np.full(len(placed), -1, dtype=np.int64)
    inside = groups.labels(places[placed], mode, Chance(seed, "silhouette"))
    labels[placed] = groups.with_neighbours(places[placed], inside)
    k = int(labels.max(initial=0)) + 1
    return Grouping(places, labels, k if k > 1 else 0)
