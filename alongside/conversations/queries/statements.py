"""Statements as people read them, in their language where somebody wrote them in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Prefetch, QuerySet
from django.utils import translation

from alongside.people.models import Member

from ..models import Conversation, Statement, Wording

State = Literal["gone", "declined", "merged", "fresh", "open"]


@dataclass(frozen=True)
class Shown:
    """A statement in one language: its words, and the code of that language. `row` has the rest."""

    row: Statement
    text: str
    language: str

    @property
    def pk(self) -> int:
        """The number of the statement."""
        return self.row.pk


def with_wordings(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    """With their wordings in other languages. One query more, however many there are."""
    return rows.prefetch_related(Prefetch("wordings", Wording.objects.order_by("language")))


def shown(row: Statement, language: str = "") -> Shown:
    """A statement in the language of the page, or as it was said. Ask for `with_wordings`."""
    wanted = (language or translation.get_language() or "en").partition("-")[0]
    if row.language != wanted:
        for wording in row.wordings.all():
            if wording.language == wanted:
                return Shown(row, wording.text, wanted)
    return Shown(row, row.text, row.language)


def as_shown(rows: Iterable[Statement], language: str = "") -> list[Shown]:
    """Several statements in one language."""
    return [shown(row, language) for row in rows]


def public_rows(conversation: Conversation) -> QuerySet[Statement]:
    """What everybody may read and vote on, oldest first."""
    return with_wordings(Statement.objects.accepted().filter(conversation=conversation))


def to_look_at(conversation: Conversation) -> QuerySet[Statement]:
    """What nobody has read yet, oldest first."""
    return with_wordings(Statement.objects.to_look_at().filter(conversation=conversation)).order_by("pk")


def of_member(member: Member) -> QuerySet[Statement]:
    """What a member said, newest first, with what became of it."""
    rows = Statement.objects.filter(member=member).select_related(
        "conversation", "merged_into", "theme", "merged_into__theme"
    )
    return rows.prefetch_related("theme__responses", "merged_into__theme__responses").order_by("-pk")


def state_of(row: Statement) -> State:
    """Where a statement stands: taken back, declined, merged, to look at, or open to votes."""
    if row.withdrawn_at is not None:
        return "gone"
    if row.declined_at is not None:
        return "declined"
    if row.merged_into_id is not None:
        return "merged"
    return "open" if row.accepted_at else "fresh"


def similar(row: Statement, most: int = 8) -> list[Statement]:
    """Accepted statements that share the most longer words with one: what it may repeat."""
    ours = _words(row.text)
    others = Statement.objects.accepted().filter(conversation=row.conversation_id).exclude(pk=row.pk)
    scored = [(len(ours & _words(other.text)), -other.pk, other) for other in others]
    return [
        other for score, _pk, other in sorted(scored, key=lambda one: one[:2], reverse=True)[:most] if score
    ]


def _words(text: str) -> set[str]:
    return {word for word in text.casefold().split() if len(word) > 3}
