"""One bid as the panel reads it, and the pack for the meeting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.foundation import money

from ..models import Answer, Bid, BudgetLine, Panel, QuestionKind
from . import panels, scoring
from .scoring import Standing

Text = str | Promise


@dataclass(frozen=True)
class Page:
    """What the panel reads of a bid: who asks, for what, what they answered, and what they would spend."""

    bid: Bid
    who: Text
    answers: list[tuple[str, str]]
    lines: list[BudgetLine]


def page_of(bid: Bid) -> Page:
    """A bid for the panel."""
    return pages_of([bid])[0]


def pages_of(bids: list[Bid]) -> list[Page]:
    """Bids for the panel, in their order. Two queries, however many."""
    said = Answer.objects.exclude(text="").select_related("question").order_by("question__position", "pk")
    prefetch_related_objects(bids, Prefetch("answers", said, to_attr="said"), "budget_lines")
    return [Page(bid, panels.who_asks(bid), _answers(bid), list(bid.budget_lines.all())) for bid in bids]


def _answers(bid: Bid) -> list[tuple[str, str]]:
    currency, rows = bid.round.programme.currency, getattr(bid, "said", [])
    return [(row.question.text, _in_words(row.question.kind, row.text, currency)) for row in rows]


def _in_words(kind: str, text: str, currency: str) -> str:
    if kind == QuestionKind.YES_NO:
        return _("Yes") if text == "yes" else _("No")
    return money.in_currency(int(text), currency) if kind == QuestionKind.MONEY and text.isdecimal() else text


@dataclass(frozen=True)
class Pack:
    """All that the panel has in front of it: bids in order, and the sums against the pot, in pence."""

    rows: list[tuple[Page, Standing]]
    asked: int
    access: int
    pot: int
    met: bool


def pack(panel: Panel, hidden: Collection[int]) -> Pack:
    """The decision pack without the bids that are hidden from the reader; scores only once the panel has met."""
    met = panels.has_met(panel)
    standings = scoring.in_order(scoring.standings(panel, hidden))
    if not met:
        standings = sorted(standings, key=lambda row: row.bid.title)
    rows = list(zip(pages_of([row.bid for row in standings]), standings, strict=True))
    asked = sum(row.bid.asked_pence or 0 for row in standings)
    return Pack(rows, asked, sum(row.bid.access_pence for row in standings), panel.round.pot_pence, met)
