"""The figures about who takes part that this room stands behind: cells of the last published snapshot."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.figures import Figure, Source, Status

from . import queries
from .models import Snapshot
from .questions import Ask, said

ANSWERED = "monitoring.answered"
RULE = gettext_lazy(
    "Counted in blocks of twenty people and rounded to the nearest five, so that nobody can be identified. "
    "Counts under eight are hidden."
)
DEFINITION = gettext_lazy(
    "Of the people who answered this voluntary question, the share who chose this answer. "
    "Each answer was added up with nineteen others and then deleted."
)


class Monitoring:
    """Reads the last snapshot, with two queries for any number of figures."""

    prefix = "monitoring"

    def ids(self) -> Sequence[str]:
        """Every cell that the questions can give, published or not."""
        return _ids(queries.asks())

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for. A known cell that is not in the last publication is held, not unrecorded."""
        snapshot = queries.latest()
        found = {figure.id: figure for figure in [_answered(snapshot), *_cells(snapshot)]} if snapshot else {}
        absent = [name for name in ids if name not in found]
        asks = queries.asks() if absent else ()
        known = set(_ids(asks)) if absent else set()
        return {name: found.get(name) or _held(name, asks) for name in ids if name in found or name in known}


def _ids(asks: Sequence[Ask]) -> list[str]:
    return [ANSWERED, *(f"monitoring.{ask.id}.{cell}" for ask in asks for cell in ask.cells)]


def _answered(snapshot: Snapshot) -> Figure:
    return Figure(
        id=ANSWERED,
        label=_("people who answered"),
        display=str(snapshot.n),
        value=snapshot.n,
        as_of=snapshot.on,
        base_note=_response(snapshot),
        definition=_("People whose answers were added up in the months that the tables cover."),
        rule=RULE,
        source=_source(snapshot),
    )


def _cells(snapshot: Snapshot) -> Iterator[Figure]:
    """Each cell once: groups come before single answers, and lead."""
    seen: set[str] = set()
    for question in snapshot.data["questions"]:
        for table in question["tables"]:
            for cell in table["cells"]:
                name = _name(question["id"], cell["answer"])
                if name not in seen:
                    seen.add(name)
                    yield _figure(name, snapshot, question, table, cell)


def _name(question: str, answer: str) -> str:
    """The id of a cell; a table of one answer among several is named by that answer."""
    main, _equals, one = question.partition("=")
    return f"monitoring.{main}.{one}_{answer}" if one else f"monitoring.{main}.{answer}"


def _figure(
    name: str, snapshot: Snapshot, question: dict[str, Any], table: dict[str, Any], cell: dict[str, Any]
) -> Figure:
    status: Status = "shown" if cell["status"] == "shown" else "too_few"
    shown = status == "shown"
    return Figure(
        id=name,
        label=said(cell["phrase"]),
        display=display(table, cell) if shown else "",
        value=_value(table, cell) if shown else None,
        base=question["n"],
        base_note=_response(snapshot),
        as_of=snapshot.on,
        status=status,
        definition=DEFINITION,
        wording=said(question["text"]),
        rule=RULE,
        unit="%",
        qualifier="about" if cell["about"] else "",
        source=_source(snapshot),
        baseline=_baseline(cell["baseline"]),
    )


def display(table: dict[str, Any], cell: dict[str, Any]) -> str:
    """How a shown cell reads: "39%", or "about 4 in 10" where few have answered."""
    if table["lead"] == "percent" or not cell["in_ten"]:
        return f"{cell['percent']}%"
    return in_ten(cell["in_ten"]["code"], cell["in_ten"]["tenths"])


def in_ten(code: str, tenths: int) -> str:
    """A share in people out of ten, in words."""
    if code == "fewer_than_1":
        return _("fewer than 1 in 10")
    if code == "nearly_all":
        return _("nearly all")
    return _("about %(tenths)s in 10") % {"tenths": tenths}


def _value(table: dict[str, Any], cell: dict[str, Any]) -> float:
    """The number behind the words, and no more exact than they are."""
    if table["lead"] == "percent" or not cell["in_ten"]:
        return float(cell["percent"])
    return 10.0 * float(cell["in_ten"]["tenths"])


def _response(snapshot: Snapshot) -> str:
    response = snapshot.data["response"]
    first, last = snapshot.data["months"]
    return _("%(answered)s of %(asked)s people asked gave answers, %(first)s to %(last)s") % {
        "answered": response["answered"],
        "asked": response["asked"],
        "first": _month(first),
        "last": _month(last),
    }


def _month(text: str) -> str:
    return str(formats.date_format(date.fromisoformat(f"{text}-01"), "YEAR_MONTH_FORMAT"))


def _baseline(beside: dict[str, Any] | None) -> str:
    if beside is None:
        return ""
    return _("%(percent)s%% in %(area)s, Census %(year)s. %(note)s") % {
        "percent": f"{beside['percent']:.1f}",
        "area": queries.AREAS.get(beside["area"], beside["area"]),
        "year": beside["date"][:4],
        "note": said(beside["wording_note"]),
    }


def _source(snapshot: Snapshot) -> tuple[Source, ...]:
    page = reverse("monitoring:who_takes_part")
    return (
        Source(
            _("Tables published on %(day)s (%(slug)s)") % {"day": snapshot.on, "slug": snapshot.slug}, page
        ),
        Source(_("Every table ever published, as data"), "/open-data/equality.json"),
    )


def _held(name: str, asks: Sequence[Ask]) -> Figure:
    _prefix, question, cell = name.split(".") if name.count(".") == 2 else ("", "", "")
    ask = next((item for item in asks if item.id == question), None)
    return Figure(
        id=name,
        label=said(ask.phrase(cell)) if ask else _("people who answered"),
        status="held",
        definition=DEFINITION,
        wording=said(ask.text) if ask else "",
        rule=RULE,
    )
