"""What comes out of a conversation: frozen, whole, and safe to show as it stands."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["two_level", "single_level"]
Side = Literal["agree", "disagree"]
Standing = Literal["consensus", "most_not_shared_by", "not_yet_heard_from", "divided", "no_majority"]

SMALLEST_GROUP = 5
"""People. Nothing smaller is described, and no smaller cell is shown for a declared community."""
CLEAR_FROM = 0.7
"""The least share of resamples with the same number of groups, and the least median ARI, of clear groups."""


@dataclass(frozen=True)
class Counts:
    """How many people agreed, disagreed and passed, each with their last vote."""

    agree: int
    disagree: int
    passed: int

    @property
    def seen(self) -> int:
        """Everybody who voted, passes included."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True)
class SetsApart:
    """A statement that a group answers otherwise than everybody else who is in a group.

    ``side`` is what the group does more often than ``others``; ``inside`` are the counts of the group.
    """

    statement: int
    side: Side
    inside: Counts
    others: Counts


@dataclass(frozen=True)
class Group:
    """An opinion group of at least five people, numbered from 1 in the order of its first member.

    ``members`` are ids in the order of first votes; ``places`` are their places on the map, (x, y) each, in
    the same order. ``sets_apart`` holds at most five statements, what the group agrees with first.
    """

    number: int
    members: tuple[int, ...]
    places: tuple[tuple[float, float], ...]
    sets_apart: tuple[SetsApart, ...]

    @property
    def size(self) -> int:
        """How many people are in the group."""
        return len(self.members)


@dataclass(frozen=True)
class CommunityCounts:
    """How many of one declared community share what most people do, and how many answered otherwise.

    Where most people do nothing, it is how many agree. Both are None where they could give somebody away: one of
    them, or what follows from them together with other numbers, is under five.
    """

    community: str
    shared: int | None
    otherwise: int | None


@dataclass(frozen=True)
class Statement:
    """Where one statement stands. A statement turned down by moderation is not among the results.

    ``side`` is what most people do, if most do anything. ``standing`` is one of

    - ``consensus``: most people share it, and so does every declared community with ten or more active
      members and every opinion group;
    - ``most_not_shared_by``: most share it, the communities in ``not_shared_by`` do not, or not clearly;
    - ``not_yet_heard_from``: most share it, and from those in ``not_yet_heard_from`` there are under five votes;
    - ``divided``: most share it, and at least one opinion group does not;
    - ``no_majority``: neither agreeing nor disagreeing has a clear majority.

    ``counts`` are of everybody, ``groups`` of each group of the map in its order (empty where no groups are
    shown), ``communities`` of each declared community in the order of names. ``group_aware`` is the product
    over all groups found of the smoothed share that agrees, 0 to 1.
    """

    id: int
    counts: Counts
    standing: Standing
    side: Side | None
    not_shared_by: tuple[str, ...]
    not_yet_heard_from: tuple[str, ...]
    group_aware: float
    groups: tuple[Counts, ...]
    communities: tuple[CommunityCounts, ...]


@dataclass(frozen=True)
class Stability:
    """How far the groups hang on single votes: ``resamples`` readings, each without a random 5% of votes.

    ``same_k`` is the share of them with the same number of groups, ``median_ari`` the median adjusted Rand
    index between their groups and ours, over the people in both.
    """

    resamples: int
    same_k: float
    median_ari: float

    @property
    def clear(self) -> bool:
        """Both are at least 0.7."""
        return self.same_k >= CLEAR_FROM and self.median_ari >= CLEAR_FROM


@dataclass(frozen=True)
class OpinionMap:
    """The result of one reading. Everything in it may be shown; what may not be shown is not in it.

    ``people`` counts everybody who voted, ``grouped`` those with enough votes to be placed, ``k`` the groups
    found. ``groups`` is empty unless ``clear``: then a page says "no clear groups" and shows no map.
    ``consensus`` holds the ids of consensus statements, those shared most evenly first; ``statements`` all
    statements in the order of ids. ``stability`` is None where it was not asked for, or where nobody could be
    grouped.
    """

    mode: Mode
    seed: str
    people: int
    grouped: int
    k: int
    stability: Stability | None
    groups: tuple[Group, ...]
    consensus: tuple[int, ...]
    statements: tuple[Statement, ...]

    @property
    def clear(self) -> bool:
        """Whether there are groups that are sure enough to be shown."""
        return self.stability is not None and self.stability.clear

    def group_of(self, person: int) -> Group | None:
        """The group in which this person is, if groups are shown and they are in one."""
        return next((group for group in self.groups if person in group.members), None)

    def statement(self, id: int) -> Statement | None:
        """Where this statement stands, if it is among the results."""
        return next((statement for statement in self.statements if statement.id == id), None)
