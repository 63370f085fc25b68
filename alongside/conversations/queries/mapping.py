"""What goes into the opinion map, and the newest one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Max, Q

from alongside.methods import disclosure, opinionmap

from ..models import Conversation, Declaration, MapResult, Statement, Vote

BATCH = disclosure.SMALLEST_COUNT
"""So many people at least are between any two results of one conversation."""


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


def given(conversation: Conversation, *, without: Collection[int] = ()) -> Given:
    """What the map is made of today, `without` some parts. Three queries."""
    accepted = list(
        Statement.objects.accepted().filter(conversation=conversation).values_list("pk", flat=True)
    )
    numbers: dict[int, int] = {}
    rows = [
        (numbers.setdefault(part, len(numbers) + 1), statement, value, place)
        for place, (part, statement, value) in enumerate(
            Vote.objects.filter(statement__in=accepted)
            .exclude(part__in=without)
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


def waiting(conversation: Conversation) -> list[int] | None:
    """The parts whose votes the next result leaves out; None where no result is due yet.

    While people vote, those who voted last are left out, and a result is due once `BATCH` people's votes would be in it
    anew, changed or gone. So two results that follow each other, the last one too, never differ by one person: whoever
    reads the page before and after a friend votes learns nothing. Whoever voted only on what is not shown any more
    changes nothing that anybody reads, so they are none of these people, whether they come or go.
    """
    if conversation.is_over:
        return []
    shown = Max("changed_at", filter=Q(statement__in=Statement.objects.accepted()))
    voted = Vote.objects.filter(part__conversation=conversation).order_by().values_list("part")
    lasts = dict(voted.annotate(last=shown).order_by("last", "part"))
    moments = {part: last for part, last in lasts.items() if last}
    held, row = list(moments)[-BATCH:], newest(conversation)
    counted, before = set(moments) - set(held), set(row.parts if row else ()) - (set(lasts) - set(moments))
    changed = {part for part in counted & before if row and moments[part] > row.created_at}
    return held if len((counted ^ before) | changed) >= BATCH else None
