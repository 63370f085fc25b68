"""The public figures that the room stands behind: of each round, and of each programme over its rounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.foundation import clock, money
from alongside.foundation.figures import Figure, Source

from .models import Programme
from .queries import comparing
from .queries.comparing import Numbers
from .queries.money import Sums

Text = str | Promise
PREFIX, PROGRAMME = "funding", "programme"
RULE = _(
    "Added up from the ledger and the records as they stand; nothing is typed in. Bids and awards are counted, "
    "never the people behind them. Bids are counted once a round has closed."
)


@dataclass(frozen=True)
class Known:
    """A figure of every round: its words, and how its number is made and read."""

    label: Text
    definition: Text
    value: Callable[[Numbers], float | None]
    display: Callable[[Numbers], Text]
    unit: Text = ""


def _sum(pence: Callable[[Numbers], int]) -> Callable[[Numbers], str]:
    return lambda one: money.in_currency(pence(one), one.row.programme.currency)


OF_A_ROUND: dict[str, Known] = {
    "awards": Known(
        _("awards"), _("Awards of the round that the applicants accepted."),
        lambda one: one.awards, lambda one: f"{one.awards:,}",
    ),
    "cap": Known(
        _("most for one project"), _("The most that one bid could ask for, without access costs."),
        lambda one: one.row.cap_pence / 100, _sum(lambda one: one.row.cap_pence),
    ),
    "months": Known(
        _("for each project"), _("How long a project of the round could take."),
        lambda one: one.row.months,
        lambda one: ngettext_lazy("%(count)d month", "%(count)d months", one.row.months) % {"count": one.row.months},
    ),
    "bids": Known(
        _("bids"), _("Bids that were in when the round closed, and not taken back. Drafts do not count."),
        lambda one: one.bids, lambda one: f"{one.bids or 0:,}",
    ),
    "offered": Known(
        _("offered"), _("What was offered for the accepted awards, before any change."),
        lambda one: one.sums.offered / 100, _sum(lambda one: one.sums.offered),
    ),
    "granted": Known(
        _("granted"), _("What is granted after changes that both sides agreed, without what was written back."),
        lambda one: one.sums.granted / 100, _sum(lambda one: one.sums.granted),
    ),
    "paid": Known(
        _("paid"), _("What was paid, without what came back."),
        lambda one: one.sums.paid / 100, _sum(lambda one: one.sums.paid),
    ),
    "success": Known(
        _("of bids got an award"), _("Accepted awards out of bids that were in, rounded to a whole number."),
        lambda one: one.percent, lambda one: f"{one.percent}%", unit="%",
    ),
}  # fmt: skip
OF_A_PROGRAMME = ("awards", "bids", "offered", "granted", "paid")


class FundingFigures:
    """The provider registered with the foundation: "funding.phase_1.awards", "funding.programme.pilots.paid"."""

    prefix = PREFIX

    def ids(self) -> list[str]:
        """Every figure of every round that was opened, and of every programme. Two queries."""
        rounds = [f"{PREFIX}.{part_of(row.slug)}" for row in comparing.opened()]
        slugs = Programme.objects.values_list("slug", flat=True)
        programmes = [f"{PREFIX}.{PROGRAMME}.{part_of(slug)}" for slug in slugs]
        return [f"{one}.{name}" for one in rounds for name in OF_A_ROUND] + [
            f"{one}.{name}" for one in programmes for name in OF_A_PROGRAMME
        ]

    def may_come(self, figure: str) -> bool:
        """Whether a name would be a figure of a round or a programme that is still to come."""
        room, *place, name = figure.split(".")
        if room != PREFIX or not all(part.isidentifier() for part in place):
            return False
        if len(place) == 2:
            return place[0] == PROGRAMME and name in OF_A_PROGRAMME
        return len(place) == 1 and name in OF_A_ROUND

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for: four queries, however many ids."""
        every = comparing.numbers(comparing.opened())
        rounds = {part_of(one.row.slug): one for one in every}
        found: dict[str, Figure] = {}
        for figure_id in ids:
            _room, *place, name = figure_id.split(".")
            if len(place) == 1 and place[0] in rounds and name in OF_A_ROUND:
                found[figure_id] = _of_round(figure_id, name, rounds[place[0]])
            elif len(place) == 2 and place[0] == PROGRAMME and name in OF_A_PROGRAMME:
                theirs = [one for one in every if part_of(one.row.programme.slug) == place[1]]
                if theirs:
                    found[figure_id] = _of_programme(figure_id, name, theirs)
        return found


def part_of(slug: str) -> str:
    """A slug as it stands in the name of a figure."""
    return slug.replace("-", "_")


def _of_round(figure_id: str, name: str, one: Numbers) -> Figure:
    known = OF_A_ROUND[name]
    label = format_lazy("{what}, {round}", what=known.label, round=one.row.title)
    return _figure(figure_id, name, one, label, _source(name, one.row.programme))


def _of_programme(figure_id: str, name: str, each: list[Numbers]) -> Figure:
    known, programme = OF_A_ROUND[name], each[0].row.programme
    whole = Numbers(
        each[0].row, sum(one.bids or 0 for one in each), sum(one.awards for one in each),
        Sums(
            sum(one.sums.offered for one in each), sum(one.sums.granted for one in each),
            sum(one.sums.paid for one in each),
        ),
    )  # fmt: skip
    label = format_lazy("{what}, {programme}", what=known.label, programme=programme.title)
    return _figure(figure_id, name, whole, label, _source(name, programme))


def _figure(figure_id: str, name: str, one: Numbers, label: Text, source: Source) -> Figure:
    known = OF_A_ROUND[name]
    about: dict[str, Any] = {
        "id": figure_id, "label": label, "definition": known.definition, "rule": RULE, "unit": known.unit,
        "source": (source,),
    }  # fmt: skip
    value = known.value(one)
    if value is None:
        return Figure(**about, status="not_recorded")
    more: dict[str, Any] = {}
    if name == "success":
        more = {"base": one.bids, "base_note": format_lazy(_("{count} bids"), count=one.bids)}
    elif name == "awards":
        more = {"row_count": one.awards}
    return Figure(**about, value=value, display=known.display(one), as_of=clock.today(), **more)


def _source(name: str, programme: Programme) -> Source:
    if name in ("cap", "months", "bids", "success"):
        return Source(_("Rounds side by side"), reverse("funding:compared", args=[programme.slug]))
    return Source(_("Every award"), f"{reverse('funding:awards')}?programme={programme.slug}")
