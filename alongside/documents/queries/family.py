"""Which clauses gave words to which, through splitting and joining, also over several steps."""

from __future__ import annotations

from collections import defaultdict

from ..models import Clause, Descent, Document


def ancestors(clause: Clause) -> list[int]:
    """The ids of every clause whose words came into this one, nearest first. One query."""
    return ancestors_among(clause.pk, givers(clause.document))


def givers(document: Document) -> dict[int, list[int]]:
    """Which clauses gave words straight to which of a text, by the id of the one that took them. One query."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in Descent.objects.filter(target__document=document).order_by("-pk"):
        found[row.target_id].append(row.source_id)
    return found


def ancestors_among(clause: int, gave: dict[int, list[int]]) -> list[int]:
    """The ids of every clause whose words came into this one, where it is known already who gave to whom."""
    return _walk(clause, gave)


def heirs(clause: Clause) -> list[int]:
    """The ids of every clause to which words of this one went, nearest first. One query."""
    takers: dict[int, list[int]] = defaultdict(list)
    for row in Descent.objects.filter(source__document=clause.document_id).order_by("pk"):
        takers[row.source_id].append(row.target_id)
    return _walk(clause.pk, takers)


def still_here(clause: Clause) -> list[Clause]:
    """The clauses of the text to which words of this one went, in their order. Two queries."""
    return list(Clause.objects.filter(pk__in=heirs(clause), removed_at=None).order_by("place"))


def _walk(start: int, edges: dict[int, list[int]]) -> list[int]:
    found: list[int] = []
    reached = [start]
    while reached:
        step = [there for here in reached for there in edges.get(here, [])]
        reached = [one for one in dict.fromkeys(step) if one != start and one not in found]
        found += reached
    return found
