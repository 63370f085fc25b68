"""Public figures about what people said: how much, what was answered in time, and words to quote.

None counts people. Each counts what stands on public pages already, so nobody can be known from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source
from alongside.methods.disclosure.rules import percent

from .models import Contribution
from .queries import quotes, voices

CONTRIBUTIONS, IN_TIME = "gatherings.contributions", "gatherings.answered_in_time"
QUOTES = "gatherings.quotes"
EXACT = _("Counted from the records as they stand. Nothing is estimated, and nothing is typed in.")


def _source() -> Source:
    return Source(_("The list of sessions"), reverse("gatherings:sessions"))


def _contributions(known: dict[str, Any]) -> Figure:
    count = Contribution.objects.public().count()
    return Figure(
        id=CONTRIBUTIONS, label=_("things that people said to sessions"), display=str(count), value=count,
        as_of=clock.today(), rule=EXACT, source=(_source(),), row_count=count,
        definition=_(
            "Ideas, questions and worries, on the web, by phone, by post and on paper alike. What was taken "
            "back or held back is not counted."
        ),
    )  # fmt: skip


def _in_time(known: dict[str, Any]) -> Figure:
    found = voices.answered_in_time()
    label = _("of what people said was answered in time")
    definition = _(
        "Of everything that fell due or is answered: what had an answer by its day, which is set when it is "
        "said and never moves. “We are still thinking” does not count as an answer."
    )
    if not found.due:
        return Figure(id=IN_TIME, label=label, status="not_recorded", definition=definition)
    share = percent(found.in_time, found.due)
    return Figure(
        id=IN_TIME, label=label, display=f"{share}%", value=share, unit="%", base=found.due,
        base_note=_("things that fell due or are answered"), as_of=clock.today(), definition=definition,
        rule=EXACT, source=(_source(),), row_count=found.due,
    )  # fmt: skip


def _quotes(known: dict[str, Any]) -> Figure:
    count = quotes.count()
    return Figure(
        id=QUOTES, label=_("quotes from sessions"), display=str(count), value=count, as_of=clock.today(),
        rule=EXACT, source=(_source(),), row_count=count,
        definition=_(
            "Words that people let us quote on the web, counted while their consent lives. One that is taken "
            "back is not counted from then on."
        ),
    )  # fmt: skip


MAKERS: dict[str, Callable[[dict[str, Any]], Figure]] = {
    CONTRIBUTIONS: _contributions, IN_TIME: _in_time, QUOTES: _quotes,
}  # fmt: skip
