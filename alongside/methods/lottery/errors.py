"""Why a lottery cannot be planned as asked: typed, with the data for a sentence in any language."""

from dataclasses import dataclass

from ..unusable import Unusable


@dataclass(eq=False)
class EmptyId(Unusable):
    """A candidate (the ``position``-th of the pool, from 1) has no id."""

    position: int

    def __str__(self) -> str:
        return f"Candidate {self.position} of the pool has no id."


@dataclass(eq=False)
class DuplicateId(Unusable):
    """Two candidates have the same id."""

    id: str

    def __str__(self) -> str:
        return f"Two candidates have the id {self.id!r}."


@dataclass(eq=False)
class MissingValue(Unusable):
    """A candidate says nothing about a category that has quotas."""

    id: str
    category: str

    def __str__(self) -> str:
        return f"Candidate {self.id!r} has no value for {self.category!r}."


@dataclass(eq=False)
class UnknownValue(Unusable):
    """A candidate has a value that no quota of its category names."""

    id: str
    category: str
    value: str

    def __str__(self) -> str:
        return (
            f"Candidate {self.id!r} has the value {self.value!r} for {self.category!r}, which has no quota."
        )


@dataclass(eq=False)
class DuplicateQuota(Unusable):
    """The same value of the same category has two quotas."""

    category: str
    value: str

    def __str__(self) -> str:
        return f"There are two quotas for {self.value!r} of {self.category!r}."


@dataclass(eq=False)
class BadQuota(Unusable):
    """A quota below nought, or whose minimum is above its maximum. All in people."""

    category: str
    value: str
    minimum: int
    maximum: int

    def __str__(self) -> str:
        return (
            f"The quota for {self.value!r} of {self.category!r} runs from {self.minimum} to {self.maximum}: "
            "give two whole numbers from 0 up, the smaller one first."
        )


@dataclass(eq=False)
class MinimaAboveSize(Unusable):
    """The minima of one category add up to ``total`` people, more than the panel has places."""

    category: str
    total: int
    size: int

    def __str__(self) -> str:
        return (
            f"The minima of {self.category!r} add up to {self.total}, and the panel has {self.size} places."
        )


@dataclass(eq=False)
class MaximaBelowSize(Unusable):
    """The maxima of one category add up to ``total`` people, fewer than the panel has places."""

    category: str
    total: int
    size: int

    def __str__(self) -> str:
        return (
            f"The maxima of {self.category!r} add up to {self.total}, and the panel has {self.size} places."
        )


@dataclass(eq=False)
class PoolTooSmall(Unusable):
    """There are fewer people than places; ``households`` is set when only one of each may be chosen."""

    size: int
    people: int
    households: int

    def __str__(self) -> str:
        return (
            f"The panel has {self.size} places. The pool has {self.people} people from {self.households} "
            "households, of which each may send one."
        )


@dataclass(eq=False)
class BadNumbers(Unusable):
    """The size of the panel or the number of tickets is below one."""

    size: int
    tickets: int

    def __str__(self) -> str:
        return f"A lottery needs at least one place and one ticket, not {self.size} and {self.tickets}."


@dataclass(frozen=True)
class Relaxation:
    """One quota, made wide enough: the new bounds, the old ones, and the people in the pool it speaks of."""

    category: str
    value: str
    minimum: int
    maximum: int
    was_minimum: int
    was_maximum: int
    in_pool: int = 0

    @property
    def people(self) -> int:
        """By how many people the quota moves."""
        return self.was_minimum - self.minimum + self.maximum - self.was_maximum


class Infeasible(Unusable):
    """No panel meets all quotas.

    ``relaxations`` is the smallest change, counted in people, after which a panel exists. ``conflict`` says
    why: these quotas (category and value) cannot all be met at once, and without any one of them they could.
    """

    def __init__(
        self, relaxations: tuple[Relaxation, ...], conflict: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(relaxations, conflict)
        self.relaxations = relaxations
        self.conflict = conflict

    def __str__(self) -> str:
        changes = "; ".join(
            f"{r.category} {r.value}: {r.minimum} to {r.maximum} instead of {r.was_minimum} to {r.was_maximum}"
            for r in self.relaxations
        )
        return f"No panel meets all quotas. The smallest change that makes one possible: {changes}."
