"""What goes into the opinion map, and the newest one."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.methods import opinionmap

from ..models import Conversation, Declaration, MapResult, Statement, Vote


@dataclass(frozen=True)
class Given:
    """All votes on accepted statements, and who declared what. `key` tells one state of them from another."""

    votes: opinionmap.Votes
    statements: list[int]
    communities: dict[str, list[int]]
    key: str


def given(conversation: Conversation) -> Given:
    """What the map is made of today: parts by number, times in microseconds. Three queries."""
    accepted = list(
        Statement.objects.accepted().filter(conversation=conversation).values_list("pk", flat=True)
    )
    rows = [
        (part, statement, value, int(first.timestamp() * 1_000_000))
        for part, statement, value, first in Vote.objects.filter(statement__in=accepted)
        .order_by("created_at", "pk")
        .values_list("part", "statement", "value", "created_at")
    ]
    declared: dict[str, list[int]] = {}
    found = Declaration.objects.filter(community__conversation=conversation).order_by("part")
    for part, community in found.values_list("part", "community"):
        declared.setdefault(str(community), []).append(part)
    votes = opinionmap.Votes.of(rows)
    key = f"{accepted}|{sorted(declared.items())}|{opinionmap.fingerprint(votes)}|{conversation.seed}"
    return Given(votes, accepted, declared, key)


def newest(conversation: Conversation) -> MapResult | None:
    """The map as it was last worked out."""
    return MapResult.objects.filter(conversation=conversation).first()
