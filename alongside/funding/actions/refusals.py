"""Why something was not done; each message is a sentence for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..models import Answer, Bid, BudgetLine, Saved


class CannotChange(Exception):
    """It stays as it is."""


class CannotOpen(Exception):
    """The round stays closed. `reasons` are sentences, one for each thing to do first."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class CannotApply(Exception):
    """The bid was not started, sent or taken back."""


class CannotWorkTogether(Exception):
    """Nobody was asked, put on a bid or taken off it."""


class Clash(Exception):
    """Somebody saved another answer first. Both are kept: `aside` is the one that came second."""

    def __init__(self, answer: Answer, aside: Saved) -> None:
        super().__init__("Somebody saved another answer first.")
        self.answer, self.aside = answer, aside


class FactsClash(Exception):
    """Somebody saved other facts first. `bid` is as it stands; `typed` is what came second, and was not saved."""

    def __init__(self, bid: Bid, typed: dict[str, Any]) -> None:
        super().__init__("Somebody saved other facts first.")
        self.bid, self.typed = bid, typed


class LineClash(Exception):
    """Somebody saved this line of the budget first. `line` is as it stands; `typed` came second, and was not saved."""

    def __init__(self, line: BudgetLine, typed: dict[str, Any]) -> None:
        super().__init__("Somebody saved this line first.")
        self.line, self.typed = line, typed
