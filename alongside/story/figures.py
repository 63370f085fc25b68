"""The public figures that this room stands behind: how many editions there are, and how many quotes."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source
from alongside.people.models import ConsentChannel
from alongside.people.queries import consents

from .models import Edition, Quote

EDITIONS, QUOTES = "story.editions", "story.quotes"
EXACT = _("Counted from the records as they stand. Nothing is estimated.")


class StoryFigures:
    """The provider registered with the foundation."""

    prefix = "story"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return [EDITIONS, QUOTES]

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for; one query each."""
        makers = {EDITIONS: _editions, QUOTES: _quotes}
        return {figure_id: makers[figure_id]() for figure_id in ids if figure_id in makers}


def _editions() -> Figure:
    return _counted(
        EDITIONS, _("editions published"), Edition.objects.count(),
        _("Frozen, dated publications of the story so far."),
        Source(_("The list of editions"), reverse("story:editions")),
    )  # fmt: skip


def _quotes() -> Figure:
    asked = list(Quote.objects.on_page().values_list("consent_id", flat=True))
    living = consents.showable(asked, ConsentChannel.WEB)
    return _counted(
        QUOTES, _("quotes in the story"), sum(consent in living for consent in asked),
        _("Things that people said and agreed to have quoted. A quote hides when its consent ends."),
        Source(_("The story so far"), reverse("story:live")),
    )  # fmt: skip


def _counted(figure_id: str, label: Promise, count: int, definition: Promise, source: Source) -> Figure:
    return Figure(
        id=figure_id, label=label, display=str(count), value=count, as_of=clock.today(),
        definition=definition, rule=EXACT, source=(source,), row_count=count,
    )  # fmt: skip
