"""The public figures that the noticeboard stands behind."""

from collections.abc import Callable, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source
from alongside.methods import disclosure

from .models import Draw, Filling, Opportunity, Place, Publication

Text = str | Promise
EXACT = _("Counted from the records as they stand. Nothing is estimated.")
ROUNDED = _("A count below 8 is hidden. Others are rounded to the nearest 5, so that nobody can be known.")
LABELS: dict[str, Text] = {
    "opportunities.published": _("opportunities published"),
    "opportunities.open": _("opportunities open now"),
    "opportunities.filled": _("opportunities filled"),
    "opportunities.draws": _("fair lotteries drawn in public"),
    "opportunities.took_up": _("people who took one up"),
}


class OpportunityFigures:
    """The provider registered with the foundation."""

    prefix = "opportunities"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return list(LABELS)

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for, with one query for each."""
        return {figure_id: MAKERS[figure_id]() for figure_id in ids if figure_id in LABELS}


def _published() -> Figure:
    return _exact(
        "opportunities.published", Publication.objects.count(),
        _("Things that people could offer to do, each published with how people are chosen."),
    )  # fmt: skip


def _open() -> Figure:
    return _exact(
        "opportunities.open", Opportunity.objects.still_open().count(),
        _("Things in which people can express an interest today."),
    )  # fmt: skip


def _filled() -> Figure:
    return _exact(
        "opportunities.filled", Filling.objects.count(),
        _("Published opportunities of which every place was taken, or as many as there would be."),
    )  # fmt: skip


def _draws() -> Figure:
    return _exact(
        "opportunities.draws", Draw.objects.count(),
        _("Lotteries whose panels were published first and then drawn, so that anybody can check them."),
    )  # fmt: skip


def _took_up() -> Figure:
    people = Place.objects.exclude(accepted_at=None).filter(ended_at=None)
    count = people.aggregate(n=Count("interest__member", distinct=True))["n"]
    figure_id, few = "opportunities.took_up", count < disclosure.SMALLEST_COUNT
    about = disclosure.rounded(count)
    return Figure(
        id=figure_id, label=LABELS[figure_id], display="" if few else f"{about:,}",
        value=None if few else about, status="too_few" if few else "shown", as_of=clock.today(),
        definition=_("People who hold or held a place and did not give it back. Each person counts once."),
        rule=ROUNDED, unit=_("people"), qualifier="" if few else "about", source=(_source(),),
    )  # fmt: skip


def _exact(figure_id: str, count: int, definition: Text) -> Figure:
    return Figure(
        id=figure_id, label=LABELS[figure_id], display=f"{count:,}", value=count, as_of=clock.today(),
        definition=definition, rule=EXACT, source=(_source(),), row_count=count,
    )  # fmt: skip


def _source() -> Source:
    return Source(_("The list of opportunities"), reverse("opportunities:opportunities"))


MAKERS: dict[str, Callable[[], Figure]] = {
    "opportunities.published": _published,
    "opportunities.open": _open,
    "opportunities.filled": _filled,
    "opportunities.draws": _draws,
    "opportunities.took_up": _took_up,
}
