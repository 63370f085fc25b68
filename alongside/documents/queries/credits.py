"""Who wrote a text: each named as they chose, worked out anew each time."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.people.models import Attribution

from ..models import Document, Outcome, Remark
from . import remarks

IN_THE_TEXT = (Outcome.ACCEPTED, Outcome.ADAPTED)


@dataclass(frozen=True)
class Credits:
    """Names in the order of the alphabet: of those whose words are in the text, and of others who took part.

    `more` says that there are people who asked for no name. How many is not said: so nobody can be worked out.
    """

    in_the_text: list[str]
    took_part: list[str]
    more: bool


def of(document: Document) -> Credits:
    """The names under a text. One query."""
    rows = Remark.objects.standing().filter(document=document, member__isnull=False)
    words: set[str] = set()
    others: set[str] = set()
    more = False
    for row in rows.select_related("member", "member__leaving").order_by("created_at", "pk"):
        name = remarks.name_of(row) if row.named != Attribution.NONE else ""
        if not name:
            more = True
        elif row.outcome in IN_THE_TEXT:
            words.add(name)
        else:
            others.add(name)
    return Credits(sorted(words), sorted(others - words), more)
