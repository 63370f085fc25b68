"""The public figures that the hall stands behind. A person counts once, however many things they bring."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source, not_recorded
from alongside.methods import disclosure

from .models import (
    BringsKind,
    Introduction,
    Member,
    NetworkTable,
    Organisation,
    OutreachAction,
    PriorityCommunity,
)
from .queries import composition

BRINGS = "people.brings."
EXACT = _("Counted from the records as they stand. Nothing is estimated.")
IN_BLOCKS = _(
    "Counted once, in groups of 20 people in order of joining. A count below 8 is hidden. Others are rounded "
    "to the nearest 5. Published on the first of a month, and only when it can give nobody away."
)

LABELS: dict[str, str | Promise] = {
    "people.members": _("people in the network"),
    "people.organisations": _("organisations"),
    "people.languages": _("languages spoken"),
    "people.communities": _("priority communities"),
    "people.outreach_actions": _("things we did to reach communities"),
    "people.outreach_with_result": _("of these, with a result on record"),
    "people.introductions_made": _("introductions made"),
    "people.brings.researcher": _("bring experience as a researcher"),
    "people.brings.patient": _("bring experience as a patient"),
    "people.brings.practitioner": _("bring experience as a practitioner"),
    "people.brings.carer": _("bring experience as a carer"),
    "people.brings.community": _("bring experience as a community member"),
}


class PeopleFigures:
    """The provider registered with the foundation."""

    prefix = "people"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return list(LABELS)

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for, with at most six queries, however many are asked."""
        wanted = [figure_id for figure_id in ids if figure_id in LABELS]
        known: dict[str, Any] = {}
        return {figure_id: _make(figure_id, known) for figure_id in wanted}


def _make(figure_id: str, known: dict[str, Any]) -> Figure:
    if figure_id.startswith(BRINGS) or figure_id == "people.languages":
        latest = _once("latest", composition.latest, known)
        return _published(figure_id, latest.get(figure_id.rpartition(".")[2]))
    return _MAKERS[figure_id](known)


def _once(name: str, ask: Callable[[], Any], known: dict[str, Any]) -> Any:
    """Ask the database the first time only."""
    if name not in known:
        known[name] = ask()
    return known[name]


def _members(known: dict[str, Any]) -> Figure:
    count = _once("members", Member.objects.here().count, known)
    return _exact(
        "people.members",
        count,
        definition=_(
            "People who joined and have not left. Each person counts once, whatever they bring or do."
        ),
        source=Source(
            ngettext_lazy("%(count)d person on record", "%(count)d people on record", count)
            % {"count": count}
        ),
    )


def _organisations(known: dict[str, Any]) -> Figure:
    count = _once("organisations", Organisation.objects.count, known)
    return _exact(
        "people.organisations",
        count,
        definition=_(
            "Groups, charities, services and universities that people of the network belong to or work with."
        ),
        source=Source(_("The list of organisations"), reverse("people:organisations")),
    )


def _communities(known: dict[str, Any]) -> Figure:
    count = _once("communities", PriorityCommunity.objects.count, known)
    return _exact(
        "people.communities",
        count,
        definition=_("Less-often heard communities that the centre named, with its reason for each."),
        source=Source(_("The list of communities"), reverse("people:communities")),
    )


def _outreach(known: dict[str, Any]) -> dict[str, int]:
    with_result = Count("pk", filter=~Q(result=""))
    found: dict[str, int] = _once(
        "outreach", lambda: OutreachAction.objects.aggregate(all=Count("pk"), with_result=with_result), known
    )
    return found


def _outreach_actions(known: dict[str, Any]) -> Figure:
    return _exact(
        "people.outreach_actions",
        _outreach(known)["all"],
        definition=_("Things that the centre did to reach a priority community, each with its date."),
        source=Source(
            _("The list of communities, with what was done for each"), reverse("people:communities")
        ),
    )


def _outreach_with_result(known: dict[str, Any]) -> Figure:
    counts = _outreach(known)
    return _exact(
        "people.outreach_with_result",
        counts["with_result"],
        base=counts["all"],
        base_note=_("things done to reach a community"),
        definition=_(
            "Things done to reach a community where somebody wrote down what came of it, good or bad."
        ),
        source=Source(_("The list of communities, with what came of each"), reverse("people:communities")),
    )


def _introductions(known: dict[str, Any]) -> Figure:
    made = Introduction.objects.exclude(accepted_at=None)
    count = _once("introductions", made.count, known)
    definition = _(
        "Two members asked for and agreed to an introduction. Only then did their contact details pass."
    )
    rule = _("A count below 8 is hidden, so that nobody can be known from it.")
    if count < disclosure.SMALLEST_COUNT:
        return Figure(
            id="people.introductions_made", label=LABELS["people.introductions_made"], status="too_few",
            definition=definition, rule=rule, as_of=clock.today(),
            source=(Source(_("Introductions where both people agreed")),),
        )  # fmt: skip
    return _exact(
        "people.introductions_made", count, definition=definition, rule=rule,
        source=Source(_("Introductions where both people agreed")),
    )  # fmt: skip


def _exact(
    figure_id: str,
    count: int,
    *,
    definition: str | Promise,
    source: Source,
    rule: str | Promise = EXACT,
    base: int | None = None,
    base_note: str | Promise = "",
) -> Figure:
    return Figure(
        id=figure_id,
        label=LABELS[figure_id],
        display=_grouped(count),
        value=count,
        base=base,
        base_note=base_note,
        as_of=clock.today(),
        definition=definition,
        rule=rule,
        source=(source,),
        row_count=count,
        unit=_("people") if figure_id == "people.members" else "",
    )


def _grouped(count: int) -> str:
    return f"{count:,}"


def _published(figure_id: str, row: NetworkTable | None) -> Figure:
    if row is None:
        return _waiting(figure_id)
    if row.question == composition.LANGUAGES:
        return _spoken(figure_id, row)
    if row.held:
        return _waiting(figure_id, row.published_on)
    return _share(figure_id, disclosure.Table.from_data(row.table), row.published_on)


def _waiting(figure_id: str, day: date | None = None) -> Figure:
    """Nothing was published yet: fewer than 40 people were counted, or a table is held."""
    if figure_id not in LABELS:
        return not_recorded(figure_id)
    return Figure(
        id=figure_id, label=LABELS[figure_id], status="held", as_of=day, definition=_meaning(figure_id),
        wording=_wording(figure_id), rule=IN_BLOCKS,
    )  # fmt: skip


def _spoken(figure_id: str, row: NetworkTable) -> Figure:
    count, base = row.table["count"], row.table["n"]
    few = count == 0
    return Figure(
        id=figure_id,
        label=LABELS[figure_id],
        display="" if few else _grouped(count),
        value=None if few else count,
        base=base,
        base_note=_people_counted(),
        as_of=row.published_on,
        status="too_few" if few else "shown",
        definition=_meaning(figure_id),
        wording=_wording(figure_id),
        rule=_(
            "Only languages that at least 8 of the people counted speak. Published on the first of a month."
        ),
        source=(_source(base),),
        row_count=base,
    )


def _share(figure_id: str, table: disclosure.Table, day: date) -> Figure:
    cell = table.cell("yes")
    shown = cell.status == "shown"
    small = table.lead == "in_ten"
    return Figure(
        id=figure_id,
        label=LABELS[figure_id],
        display=_words(cell, small) if shown else "",
        value=_value(cell, small) if shown else None,
        base=table.n,
        base_note=_people_counted(),
        as_of=day,
        status="shown" if shown else "too_few",
        definition=_meaning(figure_id),
        wording=_wording(figure_id),
        rule=IN_BLOCKS,
        unit="%" if shown else "",
        qualifier="about" if shown and (cell.about or small) else "",
        source=(_source(table.n),),
        row_count=table.n,
    )


def _words(cell: disclosure.Cell, small: bool) -> str | Promise:
    if not small or cell.in_ten is None:
        return f"{cell.percent}%"
    if cell.in_ten.code == "fewer_than_1":
        return _("fewer than 1 in 10")
    if cell.in_ten.code == "nearly_all":
        return _("nearly all")
    return format_lazy(_("about {tenths} in 10"), tenths=cell.in_ten.tenths)


def _value(cell: disclosure.Cell, small: bool) -> int | None:
    """The percentage; below 100 people only tenths are known well enough to say."""
    if not small or cell.in_ten is None:
        return cell.percent
    return cell.in_ten.tenths * 10 if cell.in_ten.code == "about" else None


def _people_counted() -> str | Promise:
    return _("people who joined in the last five years, counted in groups of 20")


def _source(base: int) -> Source:
    blocks = base // disclosure.BLOCK_SIZE
    return Source(
        ngettext_lazy("%(count)d group of 20 people", "%(count)d groups of 20 people", blocks)
        % {"count": blocks}
    )


def _meaning(figure_id: str) -> str | Promise:
    if figure_id == "people.languages":
        return _("Languages that people of the network speak, as they told us when they joined.")
    label = BringsKind(figure_id.rpartition(".")[2]).label
    return format_lazy(
        _("The share of people who bring experience as: {label}. A person may bring several things."),
        label=label,
    )


def _wording(figure_id: str) -> str | Promise:
    if figure_id == "people.languages":
        return _("Which languages do you speak?")
    return _("What do you bring? Choose all that are true for you.")


_MAKERS: dict[str, Callable[[dict[str, Any]], Figure]] = {
    "people.members": _members,
    "people.organisations": _organisations,
    "people.communities": _communities,
    "people.outreach_actions": _outreach_actions,
    "people.outreach_with_result": _outreach_with_result,
    "people.introductions_made": _introductions,
}
