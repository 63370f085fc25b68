"""Who may be chosen, and what a panel must look like; people who are alike are gathered into kinds.

People with the same values are interchangeable, so a panel is first planned as so many people of each kind,
and names are drawn afterwards. People who share a household are of a kind of their own with those whose
households look the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from . import errors

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

Profile = tuple[str, ...]
Home = tuple[tuple[str, ...], ...]
"""The ids of one household, by kind."""


@dataclass(frozen=True)
class Quota:
    """Of the people on the panel, at least ``minimum`` and at most ``maximum`` have this value."""

    category: str
    value: str
    minimum: int
    maximum: int


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be chosen: a value for each category, and a household that may send only one."""

    id: str
    values: Mapping[str, str] = field(default_factory=dict)
    household: str = ""


@dataclass(frozen=True)
class Group:
    """Households that look the same: each may send one person, of any of the group's kinds."""

    homes: tuple[Home, ...]
    kinds: range


@dataclass(frozen=True)
class Pool:
    """The pool as numbers: K kinds of people, R rows that every panel obeys.

    ``people`` and ``most`` (K) are how many there are of a kind and how many of it fit on one panel. ``rows``
    (R x K) with ``least`` and ``limit`` (R) are the quotas, in their order, then the size, then one row for
    each group of several kinds.
    """

    quotas: tuple[Quota, ...]
    size: int
    groups: tuple[Group, ...]
    people: Whole
    most: Whole
    rows: Whole
    least: Whole
    limit: Whole

    def ids(self, kind: int) -> tuple[str, ...]:
        """Return everybody of a kind, in the order of their ids."""
        group = next(group for group in self.groups if kind in group.kinds)
        return tuple(sorted(id for home in group.homes for id in home[kind - group.kinds.start]))

    def allows(self, panel: Whole) -> bool:
        """Check a panel (K whole numbers) exactly against every row."""
        counts = self.rows @ panel
        fits = ((self.least <= counts) & (counts <= self.limit)).all()
        return bool(fits and ((panel >= 0) & (panel <= self.most)).all())


def gather(candidates: Sequence[Candidate], quotas: Sequence[Quota], size: int) -> Pool:
    """Check everything that can be checked by adding up, and gather people into kinds.

    Raises a subclass of ``errors.Unusable`` that names what is wrong. The order of the candidates makes no
    difference; that of the quotas does not matter either, except in what is said about them.
    """
    check(candidates, quotas, size)
    categories = tuple(dict.fromkeys(quota.category for quota in quotas))
    groups = _groups(candidates, categories)
    profiles = [profile for shape, homes in groups for profile in dict.fromkeys(shape)]
    gathered, start = [], 0
    for shape, homes in groups:
        kinds = range(start, start + len(set(shape)))
        gathered.append(Group(tuple(homes), kinds))
        start = kinds.stop
    homes_of = [len(group.homes) for group in gathered for _ in group.kinds]
    alike = [len(people) for group in gathered for people in group.homes[0]]
    several = [group for group in gathered if len(group.kinds) > 1]
    rows = [
        [int(profile[categories.index(quota.category)] == quota.value) for profile in profiles]
        for quota in quotas
    ]
    rows += [[1] * len(profiles)]
    rows += [[int(kind in group.kinds) for kind in range(len(profiles))] for group in several]
    return Pool(
        tuple(quotas),
        size,
        tuple(gathered),
        people=np.array(homes_of, dtype=np.int64) * np.array(alike, dtype=np.int64),
        most=np.array(homes_of, dtype=np.int64),
        rows=np.array(rows, dtype=np.int64),
        least=np.array([*(q.minimum for q in quotas), size, *(0 for _ in several)], dtype=np.int64),
        limit=np.array(
            [*(q.maximum for q in quotas), size, *(len(g.homes) for g in several)], dtype=np.int64
        ),
    )


def check(candidates: Sequence[Candidate], quotas: Sequence[Quota], size: int) -> None:
    """Raise the first thing that is wrong with a pool or with its quotas, as ``errors.Unusable``."""
    _check_ids(candidates)
    _check_quotas(quotas, size)
    values: dict[str, set[str]] = {}
    for quota in quotas:
        values.setdefault(quota.category, set()).add(quota.value)
    for candidate in candidates:
        for category, known in values.items():
            value = candidate.values.get(category, "")
            if not value:
                raise errors.MissingValue(candidate.id, category)
            if value not in known:
                raise errors.UnknownValue(candidate.id, category, value)
    households = len({candidate.household or (candidate.id,) for candidate in candidates})
    if households < size:
        raise errors.PoolTooSmall(size, len(candidates), households)


def _check_ids(candidates: Iterable[Candidate]) -> None:
    seen: set[str] = set()
    for position, candidate in enumerate(candidates, start=1):
        if not candidate.id.strip():
            raise errors.EmptyId(position)
        if candidate.id in seen:
            raise errors.DuplicateId(candidate.id)
        seen.add(candidate.id)


def _check_quotas(quotas: Sequence[Quota], size: int) -> None:
    if size < 1:
        raise errors.BadNumbers(size, 1)
    seen = Counter((quota.category, quota.value) for quota in quotas)
    minima: Counter[str] = Counter()
    maxima: Counter[str] = Counter()
    for quota in quotas:
        if seen[quota.category, quota.value] > 1:
            raise errors.DuplicateQuota(quota.category, quota.value)
        if not 0 <= quota.minimum <= quota.maximum:
            raise errors.BadQuota(quota.category, quota.value, quota.minimum, quota.maximum)
        minima[quota.category] += quota.minimum
        maxima[quota.category] += quota.maximum
    for category in minima:
        if minima[category] > size:
            raise errors.MinimaAboveSize(category, minima[category], size)
        if maxima[category] < size:
            raise errors.MaximaBelowSize(category, maxima[category], size)


def _groups(
    candidates: Iterable[Candidate], categories: Sequence[str]
) -> list[tuple[tuple[Profile, ...], list[Home]]]:
    """Gather households by what they look like: the sorted profiles of their people, and all that have them."""
    households: dict[tuple[str, str], list[tuple[Profile, str]]] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.id):
        profile = tuple(candidate.values[category] for category in categories)
        key = ("shared", candidate.household) if candidate.household else ("alone", candidate.id)
        households.setdefault(key, []).append((profile, candidate.id))
    groups: dict[tuple[Profile, ...], list[Home]] = {}
    for people in households.values():
        people.sort()
        alike = groupby(people, key=lambda person: person[0])
        home = tuple(tuple(id for _, id in same) for _, same in alike)
        groups.setdefault(tuple(profile for profile, _ in people), []).append(home)
    return sorted(groups.items())
