"""Who is missing, beside what was tried: published figures alone, never a count of people made for this."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import figures
from alongside.people.models import OutreachAction, PriorityCommunity

Text = str | Promise
NOT_KNOWN = _("We do not know. No published figure tells how many of them are in the network.")
NOT_SHOWN = _("There is a figure, and it may not be shown now.")


@dataclass(frozen=True)
class Tried:
    """One community: the figure that says how many of the network belong to it, if any, and what was done."""

    community: PriorityCommunity
    figure: figures.Figure | None
    actions: list[OutreachAction]

    @property
    def why_unknown(self) -> Text:
        """Why there is no number, in a sentence; "" where there is one."""
        if self.figure is None or self.figure.status == "not_recorded":
            return NOT_KNOWN
        return "" if self.figure.shown else NOT_SHOWN

    @property
    def with_result(self) -> int:
        """Of how many of the things done somebody wrote down what came of it."""
        return sum(bool(action.result) for action in self.actions)

    @property
    def partners(self) -> list[str]:
        """With which organisations, each once."""
        return sorted({action.partner.name for action in self.actions if action.partner})


def tried() -> list[Tried]:
    """Every priority community in order. A constant number of queries."""
    rows = list(PriorityCommunity.objects.prefetch_related("actions__partner"))
    read = figures.read({row.figure for row in rows if row.figure})
    return [Tried(row, read.get(row.figure), list(row.actions.all())) for row in rows]
