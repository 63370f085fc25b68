"""From votes to the opinion map."""

from collections.abc import Collection, Mapping, Sequence
from typing import get_args

import numpy as np

from . import cells, standing
from .analysis import Analysis, analyse
from .errors import UnknownMode
from .results import (
    SMALLEST_GROUP,
    CommunityCounts,
    Counts,
    Group,
    Mode,
    OpinionMap,
    SetsApart,
    Stability,
    Statement,
)
from .stability import stability
from .standing import Community, Judged
from .table import Mask, Table, tabulate
from .votes import AGREE, DISAGREE, Column, Votes

RESAMPLES = 30


def read(
    votes: Votes,
    *,
    statements: Collection[int] = (),
    moderated: Collection[int] = (),
    communities: Mapping[str, Collection[int]] | None = None,
    mode: Mode = "two_level",
    seed: str,
    resamples: int = RESAMPLES,
) -> OpinionMap:
    """Return groups, what sets them apart, consensus, and where each statement stands.

    ``statements`` are ids that belong to the conversation though nobody may have voted on them yet;
    ``moderated`` are those turned down, and those about the person rather than the question. ``communities``
    are the ids of the people who declared each community for this conversation, by its name. ``resamples`` is
    how many times the groups are found again to see how sure they are: it costs about as many readings, so
    leave it to background work; with 0 no groups are shown. The order of rows does not matter, nothing is left
    to chance but by ``seed``, and the same call gives the same result for ever. Raises ``Unusable``.
    """
    if mode not in get_args(Mode):
        raise UnknownMode(mode)
    table = tabulate(votes, moderated)
    found = analyse(table, mode, seed)
    sure = stability(table, found.grouping, mode, seed, resamples)
    groups = _groups(table, found, sure)
    declared = _declared(table, communities or {})
    judged = {
        column: standing.judge(found, column, [community for community, _ in declared])
        for column in np.flatnonzero(~table.moderated).tolist()
    }
    told = _statements(table, found, judged, declared, bool(groups))
    unvoted = sorted(set(statements) - set(moderated) - set(table.statements.tolist()))
    told += [_without_votes(id, declared, len(groups)) for id in unvoted]
    agreed = sorted(
        (column for column, each in judged.items() if each.standing == "consensus"),
        key=lambda column: (-judged[column].evenness, column),
    )
    return OpinionMap(
        mode,
        seed,
        table.shape[0],
        int(np.count_nonzero(found.grouping.labels >= 0)),
        found.grouping.k,
        sure,
        groups,
        tuple(int(table.statements[column]) for column in agreed),
        tuple(sorted(told, key=lambda statement: statement.id)),
    )


def _groups(table: Table, found: Analysis, sure: Stability | None) -> tuple[Group, ...]:
    """The groups that may be shown: all if they are sure enough, else none."""
    if sure is None or not sure.clear:
        return ()
    labels = found.grouping.labels
    first = [int(np.argmax(labels == label)) for label in range(found.grouping.k)]
    return tuple(
        Group(
            number,
            tuple(table.people[labels == label].tolist()),
            tuple((x, y) for x, y in found.grouping.places[labels == label].tolist()),
            _sets_apart(table, found, label),
        )
        for number, label in enumerate(_shown_order(first), 1)
    )


def _shown_order(first: Sequence[int]) -> list[int]:
    """The labels in the order of the first member of each."""
    return sorted(range(len(first)), key=first.__getitem__)


def _sets_apart(table: Table, found: Analysis, label: int) -> tuple[SetsApart, ...]:
    inside, everybody = found.by_group[label], found.by_group.sum(axis=0)
    return tuple(
        SetsApart(
            int(table.statements[column]),
            side,
            _counts(inside[column]),
            _counts(everybody[column] - inside[column]),
        )
        for column, side in found.apart[label]
        if inside[column].sum() >= SMALLEST_GROUP
    )


def _declared(table: Table, communities: Mapping[str, Collection[int]]) -> list[tuple[Community, Mask]]:
    """Each community with its active members, in the order of names."""
    found = []
    for name in sorted(communities):
        people = np.isin(table.people, np.fromiter(communities[name], np.int64, len(communities[name])))
        active = int(np.count_nonzero(people))
        found.append((Community(name, active, cells.counted(table, people)), people))
    return found


def _statements(
    table: Table,
    found: Analysis,
    judged: Mapping[int, Judged],
    declared: Sequence[tuple[Community, Mask]],
    with_groups: bool,
) -> list[Statement]:
    labels = found.grouping.labels
    first = [int(np.argmax(labels == label)) for label in range(found.grouping.k if with_groups else 0)]
    order = _shown_order(first)
    always = [np.ones(len(labels), dtype=bool), labels < 0, *(labels == label for label in order)]
    views = np.full(table.shape[1], AGREE)
    views[[column for column, each in judged.items() if each.side == "disagree"]] = DISAGREE
    fit = cells.shown(table, [people for _, people in declared], always, views)
    return [
        Statement(
            int(table.statements[column]),
            _counts(found.counts[column]),
            each.standing,
            each.side,
            each.not_shared_by,
            each.not_yet_heard_from,
            float(found.group_aware[column]),
            tuple(_counts(found.by_group[label, column]) for label in order),
            tuple(
                _community(community, column, int(views[column]), bool(where[column]))
                for (community, _), where in zip(declared, fit, strict=True)
            ),
        )
        for column, each in judged.items()
    ]


def _counts(by_value: Column) -> Counts:
    disagree, passed, agree = by_value.tolist()
    return Counts(agree, disagree, passed)


def _community(community: Community, column: int, view: int, may: bool) -> CommunityCounts:
    if not may:
        return CommunityCounts(community.name, None, None)
    counts = community.counts[column]
    shared = int(counts[view + 1])
    return CommunityCounts(community.name, shared, int(counts.sum()) - shared)


def _without_votes(id: int, declared: Sequence[tuple[Community, Mask]], groups: int) -> Statement:
    nobody = Counts(0, 0, 0)
    return Statement(
        id,
        nobody,
        "no_majority",
        None,
        (),
        (),
        0.5 ** max(1, groups),
        (nobody,) * groups,
        tuple(CommunityCounts(community.name, None, None) for community, _ in declared),
    )
