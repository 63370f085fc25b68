"""What was said, for any page that shows a session: `{% load voices %}`."""

from dataclasses import dataclass

from django import template

from ..models import Session
from ..queries import quotes, voices

register = template.Library()
MOST = 8


@dataclass(frozen=True)
class SaidOfSession:
    """Pairs of "you said, we did", what waits for an answer, quotes, and whether there is more to read."""

    pairs: list[voices.Pair]
    waiting: list[voices.Said]
    quotes: list[quotes.Shown]
    more: bool

    def __bool__(self) -> bool:
        return bool(self.pairs or self.waiting or self.quotes)


@register.simple_tag
def said_of(session: Session) -> SaidOfSession:
    """The first of what everybody may read. Three queries, however much there is; fewer where there is none."""
    rows = list(voices.public_rows(session)[: MOST + 1]) if getattr(session, "has_said", True) else []
    said = voices.as_said(rows[:MOST], session)
    return SaidOfSession(
        pairs=voices.pairs(said), waiting=[one for one in said if one.row.answer_id is None],
        quotes=quotes.shown(session) if getattr(session, "has_quotes", True) else [], more=len(rows) > MOST,
    )  # fmt: skip
