"""What goes into the opinion map, and the newest one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from alongside.methods import opinionmap

from ..models import Conversation, Declaration, MapResult, Statement, Vote


@dataclass(frozen=True)
class Given:
    """All votes on accepted statements, and who declared what. `key` tells one state of them from another.

    People have numbers from 1 and votes have times from 1, both in the order of first votes, so that what is
    exported names neither parts nor moments. `parts` are the parts in the order of these numbers.
    """

    votes: opinionmap.Votes
    statements: list[int]
    communities: dict[str, list[int]]
    parts: list[int]
    key: str

    @property
    def state(self) -> str:
        """SHA-256 of the key."""
        return sha256(self.key.encode()).hexdigest()


def given(conversation: Conversation) -> Given:
    """What the map is made of today. Three queries."""
    accepted = list(
        Statement.objects.accepted().filter(conversation=conversation).values_list("pk", flat=True)
    )
    numbers: dict[int, int] = {}
    rows = [
        (numbers.setdefault(part, len(numbers) + 1), statement, value, place)
        for place, (part, statement, value) in enumerate(
            Vote.objects.filter(statement__in=accepted)
            .order_by("created_at", "pk")
            .values_list("part", "statement", "value"),
            1,
        )
    ]
    declared: dict[str, list[int]] = {}
    found = Declaration.objects.filter(community__conversation=conversation).order_by("part")
    for part, community in found.values_list("part", "community"):
        who = declared.setdefault(str(community), [])
        who.extend([numbers[part]] if part in numbers else [])
    votes = opinionmap.Votes.of(rows)
    told = (accepted, sorted(declared.items()), list(numbers), conversation.seed)
    return Given(votes, accepted, declared, list(numbers), f"{told}|{opinionmap.fingerprint(votes)}")


def newest(conversation: Conversation) -> MapResult | None:
    """The map as it was last worked out."""
    return MapResult.objects.filter(conversation=conversation).first()
