"""Which statements somebody sees next: what their community still owes, then what was seen least, then chance.

What people answered plays no part, so that an unpopular statement is seen as often as a popular one. The seed
decides between statements that are equally due; a caller gives each person and each screen a seed of its own.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from .votes import Votes

A_SCREEN = 5
"""Statements offered at once; then a page asks "more?"."""
OWED = 10
"""Votes that every statement should have from each declared community."""


@dataclass(frozen=True)
class Tally:
    """How many people voted on a statement (passes included), and how many of each declared community."""

    statement: int
    votes: int
    by_community: Mapping[str, int] = field(default_factory=dict)


def next_statements(
    tallies: Iterable[Tally],
    *,
    seen: Collection[int],
    communities: Collection[str] = (),
    seed: str,
    most: int = A_SCREEN,
) -> tuple[int, ...]:
    """Return up to ``most`` ids of statements for one person, the most due first.

    ``tallies`` has each accepted statement once; ``seen`` are those on which the person voted already;
    ``communities`` are the ones that the person declared.
    """
    already, declared = set(seen), set(communities)

    def due(tally: Tally) -> tuple[int, int, str]:
        owed = sum(max(0, OWED - tally.by_community.get(name, 0)) for name in declared)
        return -owed, tally.votes, sha256(f"{seed}|{tally.statement}".encode()).hexdigest()

    unseen = (tally for tally in tallies if tally.statement not in already)
    return tuple(tally.statement for tally in sorted(unseen, key=due)[:most])


def tally(
    votes: Votes, statements: Sequence[int], communities: Mapping[str, Collection[int]] | None = None
) -> tuple[Tally, ...]:
    """Count for ``next_statements``; ``communities`` are the ids of people by the name of the community."""
    pairs = set(zip(votes.people.tolist(), votes.statements.tolist(), strict=True))
    everybody = Counter(statement for _, statement in pairs)
    inside = {}
    for name, members in (communities or {}).items():
        ours = set(members)
        inside[name] = Counter(statement for person, statement in pairs if person in ours)
    return tuple(
        Tally(id, everybody[id], {name: counted[id] for name, counted in inside.items()}) for id in statements
    )
