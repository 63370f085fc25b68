"""Who comes next when somebody drops out: the first in the published order with whom the quotas are kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ..unusable import Unusable
from . import pool as pools
from .drawing import alternates
from .pool import Candidate, Quota


@dataclass(eq=False)
class NotOnPanel(Unusable):
    """Somebody who is to be replaced is not on the panel, or somebody on it is not in the pool."""

    id: str

    def __str__(self) -> str:
        return f"{self.id!r} cannot be replaced: give somebody who is on the panel and in the pool."


@dataclass(eq=False)
class NobodyLeft(Unusable):
    """``places`` are empty, and only ``left`` people could still be asked."""

    places: int
    left: int

    def __str__(self) -> str:
        return f"{self.places} places are empty, and {self.left} people can still be asked."


@dataclass(frozen=True)
class Breach:
    """A quota that the panel does not meet: ``count`` people have this value."""

    category: str
    value: str
    minimum: int
    maximum: int
    count: int

    @property
    def people(self) -> int:
        """By how many people it is missed."""
        return max(self.minimum - self.count, self.count - self.maximum)


@dataclass(frozen=True)
class Replacement:
    """Who takes the empty places, the panel with them, and the quotas that even this panel does not meet."""

    people: tuple[str, ...]
    panel: tuple[str, ...]
    breaches: tuple[Breach, ...]


def breaches(
    panel: Collection[str], candidates: Sequence[Candidate], quotas: Sequence[Quota]
) -> tuple[Breach, ...]:
    """Return the quotas that this panel does not meet."""
    members = [candidate for candidate in candidates if candidate.id in panel]
    found = []
    for quota in quotas:
        count = sum(member.values.get(quota.category) == quota.value for member in members)
        if not quota.minimum <= count <= quota.maximum:
            found.append(Breach(quota.category, quota.value, quota.minimum, quota.maximum, count))
    return tuple(found)


def replace(
    panel: Collection[str],
    dropped: str | Collection[str],
    pool: Sequence[Candidate],
    quotas: Sequence[Quota],
    size: int,
    *,
    seed: str,
    public_words: str,
    gone: Collection[str] = (),
) -> Replacement:
    """Return who takes the places of the ``dropped``: the first in the published order who keep the quotas.

    Where nobody keeps them, those who miss them by the fewest people, and among those the first in the order
    (for several places: the smallest sum of ranks). ``gone`` can no longer be asked. Raises ``NotOnPanel`` and
    ``NobodyLeft``.
    """
    pools.check(pool, quotas, size)
    leaving = {dropped} if isinstance(dropped, str) else set(dropped)
    by_id = {candidate.id: candidate for candidate in pool}
    for id in sorted(leaving | set(panel)):
        if id not in by_id or (id in leaving and id not in panel):
            raise NotOnPanel(id)
    staying = [by_id[id] for id in sorted(set(panel) - leaving)]
    taken = {candidate.household for candidate in staying if candidate.household}
    order = alternates(panel, by_id, seed=seed, public_words=public_words)
    left = [by_id[id] for id in order if id not in gone and by_id[id].household not in taken]
    places = size - len(staying)
    chosen = _first_to_fit(staying, left, quotas, places)
    people = tuple(candidate.id for candidate in chosen)
    after = tuple(sorted([*(candidate.id for candidate in staying), *people]))
    return Replacement(people, after, breaches(after, pool, quotas))


def _first_to_fit(
    staying: Sequence[Candidate], left: Sequence[Candidate], quotas: Sequence[Quota], places: int
) -> list[Candidate]:
    """Choose so many of those left, least breach first, then smallest sum of ranks."""
    homes: dict[str, list[int]] = {}
    for rank, candidate in enumerate(left):
        if candidate.household:
            homes.setdefault(candidate.household, []).append(rank)
    reach = sum(not c.household for c in left) + len(homes)
    if reach < places:
        raise NobodyLeft(places, reach)
    if not places:
        return []
    # SciPy takes most of a second to import, and only a dropout needs it.
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = [[float(c.values[q.category] == q.value) for c in left] for q in quotas]
    have = np.array([sum(c.values[q.category] == q.value for c in staying) for q in quotas], dtype=float)
    least = np.array([q.minimum for q in quotas]) - have
    most = np.array([q.maximum for q in quotas]) - have
    slack = np.eye(len(quotas))
    fits = np.hstack([np.array(rows).reshape(len(quotas), len(left)), slack, -slack])
    once = np.zeros((1 + len(homes), fits.shape[1]))
    once[0, : len(left)] = 1
    for row, ranks in enumerate(homes.values(), start=1):
        once[row, ranks] = 1
    worst = places * len(left)
    found = milp(
        np.concatenate([np.arange(len(left)), np.full(2 * len(quotas), worst)]),
        integrality=np.ones(fits.shape[1]),
        bounds=Bounds(0, np.append(np.ones(len(left)), np.full(2 * len(quotas), np.inf))),
        constraints=[
            LinearConstraint(fits, least, most),
            LinearConstraint(once, np.append(places, np.zeros(len(homes))), np.append(places, np.ones(len(homes)))),
        ],
        options={"mip_rel_gap": 0.0},
    )  # fmt: skip
    if found.x is None:
        raise ArithmeticError(f"HiGHS found no replacement: {found.message}")
    return [candidate for candidate, share in zip(left, found.x, strict=False) if share > 0.5]
