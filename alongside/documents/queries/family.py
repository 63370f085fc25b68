"""Which clauses gave words to which, through splitting and joining, also over several steps."""

from __future__ import annotations

from collections import defaultdict

from ..models import Clause, Descent


def ancestors(clause: Clause) -> list[int]:
    """The ids of every clause whose words came into this one, nearest first. One query."""
    givers: dict[int, list[int]] = defaultdict(list)
    for row in Descent.objects.filter(target__document=clause.document_id).order_by("-pk"):
        givers[row.target_id].append(row.source_id)
    return _walk(clause.pk, givers)


def heirs(clause: Clause) -> list[int]:
    """The ids of every clause to which words of this one went, nearest first. One query."""
    takers: dict[int, list[int]] = defaultdict(list)
    for row in Descent.objects.filter(source__document=clause.document_id).order_by("pk"):
        takers[row.source_id].append(row.target_id)
    return _walk(clause.pk, takers)


def _walk(start: int, edges: dict[int, list[int]]) -> list[int]:
    found: list[int] = []
    reached = [start]
    while reached:
        step = [there for here in reached for there in edges.get(here, [])]
        reached = [one for one in dict.fromkeys(step) if one != start and one not in found]
        found += reached
    return found
