"""The public figures that the room stands behind: sessions that took place, who came, and what they came as."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source
from alongside.methods import disclosure
from alongside.people.models import BringsKind

from .models import RoomTable, Session
from .queries import room

Text = str | Promise
ROOM = "gatherings.room."
PEOPLE_TO = 5

EXACT = _("Counted from the records as they stand. Nothing is estimated, and nothing is typed in.")
IN_BATCHES = _(
    "Counted from marked attendance, once it is complete: 14 days after a session, or when it is closed. The "
    "total moves on only when at least 8 more people had come. So no two totals differ by fewer than 8."
)
ROUNDED = _(
    "Each person counts once. Rounded down to a multiple of 5, and moved on only when at least 8 more people "
    "had come, so that nobody can be known from it."
)
IN_BLOCKS = _(
    "Each person is counted once, in groups of 20 in the order in which they first came. A count below 8 is "
    "hidden, and so is what would give it away. Published on the first of a month, and only when it can give "
    "nobody away."
)

LABELS: dict[str, Text] = {
    "gatherings.sessions_delivered": _("sessions that took place"),
    "gatherings.places_taken": _("places taken"),
    "gatherings.attendance": _("times that somebody came to a session"),
    "gatherings.people": _("different people who came"),
    f"{ROOM}researcher": _("of those who came did so as a researcher"),
    f"{ROOM}patient": _("of those who came did so as a patient"),
    f"{ROOM}practitioner": _("of those who came did so as a practitioner"),
    f"{ROOM}carer": _("of those who came did so as a carer"),
    f"{ROOM}community": _("of those who came did so as a community member"),
}


class GatheringsFigures:
    """The provider registered with the foundation. Other parts of the room add theirs to `MORE`."""

    prefix = "gatherings"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return [*LABELS, *MORE]

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for, with at most four queries for those of this file, however many are asked."""
        known: dict[str, Any] = {}
        makers = {figure_id: _maker(figure_id) for figure_id in ids}
        return {figure_id: make(known) for figure_id, make in makers.items() if make}


Maker = Callable[[dict[str, Any]], Figure]

MORE: dict[str, Maker] = {}
"""Figures of other parts of the room, by id. A maker gets a dictionary to remember what it asked."""


def once(name: str, ask: Callable[[], Any], known: dict[str, Any]) -> Any:
    """Ask the database the first time only."""
    if name not in known:
        known[name] = ask()
    return known[name]


def _maker(figure_id: str) -> Maker | None:
    if figure_id in LABELS and figure_id.startswith(ROOM):
        return lambda known: _came_as(figure_id, once("room", room.latest, known))
    return _MAKERS.get(figure_id) or MORE.get(figure_id)


def _delivered(known: dict[str, Any]) -> Figure:
    count = once("delivered", Session.objects.delivered().count, known)
    return _counted(
        "gatherings.sessions_delivered",
        count,
        definition=_(
            "Sessions of the numbered series that took place. Cancelled ones keep their number and do not count."
        ),
        rule=EXACT,
        label=_("The list of sessions"),
        rows=count,
    )


def _places(known: dict[str, Any]) -> Figure:
    found = _attendance(known)
    return _hidden_when_few(
        "gatherings.places_taken",
        found.places,
        found,
        definition=_("Places that people held when a session began, added over sessions that took place."),
        rule=IN_BATCHES,
    )


def _times(known: dict[str, Any]) -> Figure:
    found = _attendance(known)
    return _hidden_when_few(
        "gatherings.attendance",
        found.times,
        found,
        definition=_(
            "Times that somebody was marked as there, in the room or online. Who came to two sessions counts twice."
        ),
        rule=IN_BATCHES,
    )


def _people(known: dict[str, Any]) -> Figure:
    found = _attendance(known)
    return _hidden_when_few(
        "gatherings.people",
        found.people - found.people % PEOPLE_TO,
        found,
        definition=_("Different people who were marked as there at a session at least once."),
        rule=ROUNDED,
        qualifier="about",
        unit=_("people"),
    )


def _attendance(known: dict[str, Any]) -> room.Attendance:
    found: room.Attendance = once("attendance", room.attendance, known)
    return found


def _hidden_when_few(
    figure_id: str, count: int, found: room.Attendance, *, definition: Text, rule: Text, **more: Any
) -> Figure:
    sessions = len(found.sessions)
    if found.people < disclosure.SMALLEST_COUNT:
        return Figure(
            id=figure_id, label=LABELS[figure_id], status="too_few", definition=definition, rule=rule,
            as_of=clock.today(), source=(_source(_("The list of sessions")),),
        )  # fmt: skip
    label = ngettext_lazy(
        "%(count)d session that took place", "%(count)d sessions that took place", sessions
    ) % {"count": sessions}
    return _counted(figure_id, count, definition=definition, rule=rule, label=label, rows=count, **more)


def _counted(
    figure_id: str, count: int, *, definition: Text, rule: Text, label: Text, rows: int, **more: Any
) -> Figure:
    return Figure(
        id=figure_id, label=LABELS[figure_id], display=f"{count:,}", value=count, as_of=clock.today(),
        definition=definition, rule=rule, source=(_source(label),), row_count=rows, **more,
    )  # fmt: skip


def _source(label: Text) -> Source:
    return Source(label, reverse("gatherings:sessions"))


def _came_as(figure_id: str, latest: dict[str, RoomTable]) -> Figure:
    row = latest.get(figure_id.removeprefix(ROOM))
    about: dict[str, Any] = {
        "id": figure_id,
        "label": LABELS[figure_id],
        "definition": format_lazy(
            _("The share of people who said, when they registered, that they came as: {label}."),
            label=BringsKind(figure_id.removeprefix(ROOM)).label,
        ),
        "wording": _("What do you come as?"),
        "rule": IN_BLOCKS,
    }
    if row is None or row.held:
        return Figure(status="held", as_of=row.published_on if row else None, **about)
    table = disclosure.Table.from_data(row.table)
    cell = table.cell("yes")
    about |= {
        "base": table.n, "base_note": _("people who came to sessions, counted in groups of 20"),
        "as_of": row.published_on, "row_count": table.n,
    }  # fmt: skip
    if cell.status != "shown":
        return Figure(status="too_few", **about)
    if table.lead == "in_ten" and cell.in_ten is not None:
        return _in_ten(cell.in_ten, about)
    return Figure(display=f"{cell.percent}%", value=cell.percent, unit="%", qualifier="about", **about)


def _in_ten(share: disclosure.InTen, about: dict[str, Any]) -> Figure:
    """A share in words: below 100 people only tenths are known well enough to say."""
    if share.code == "fewer_than_1":
        return Figure(display=_("fewer than 1 in 10"), unit="%", **about)
    if share.code == "nearly_all":
        return Figure(display=_("nearly all"), unit="%", **about)
    said = format_lazy(_("{tenths} in 10"), tenths=share.tenths)
    return Figure(display=said, value=share.tenths * 10, unit="%", qualifier="about", **about)


_MAKERS: dict[str, Maker] = {
    "gatherings.sessions_delivered": _delivered,
    "gatherings.places_taken": _places,
    "gatherings.attendance": _times,
    "gatherings.people": _people,
}
