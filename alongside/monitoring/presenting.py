"""From a frozen snapshot to what people read: sentences, charts and tables, all from the same numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.charts import Bar, Chart
from alongside.methods import disclosure

from . import figures, queries
from .models import Snapshot
from .questions import PREFER_NOT, said

SMALLEST_BASE = disclosure.SMALLEST_BASE
Data = dict[str, Any]


@dataclass(frozen=True)
class Beside:
    """One of our shares beside the baseline, in a sentence. `code` is more, fewer, cannot_tell or too_few."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Question:
    """One question as its figures are read. `status` is published, held or too_small."""

    id: str
    text: str
    standard: str
    status: str
    people: str = ""
    chart: Chart | None = None
    detail: Chart | None = None
    missing: Chart | None = None
    beside: Sequence[Beside] = field(default_factory=tuple)
    source: str = ""
    wording_note: str = ""
    some_held: bool = False


@dataclass(frozen=True)
class Page:
    """A snapshot, ready to read."""

    slug: str
    on: date
    n: int
    asked: int
    answered: int
    first: date
    last: date
    area: str
    questions: Sequence[Question]

    @property
    def compared(self) -> list[Question]:
        """The questions that stand beside a baseline."""
        return [question for question in self.questions if question.missing]


def page(snapshot: Snapshot) -> Page:
    """What everybody reads of a snapshot, and nothing that is not in its public data."""
    data = snapshot.data
    first, last = (date.fromisoformat(f"{month}-01") for month in data["months"])
    return Page(
        slug=data["id"], on=date.fromisoformat(data["date"]), n=data["n"],
        asked=data["response"]["asked"], answered=data["response"]["answered"], first=first, last=last,
        area="" if data["baseline_area"] == queries.ELSEWHERE else area_name(data["baseline_area"]),
        questions=list(_questions(data["questions"])),
    )  # fmt: skip


def area_name(code: str) -> str:
    """An area in words."""
    return str(queries.AREAS.get(code, code))


def _questions(told: Sequence[Data]) -> Iterator[Question]:
    """Where several answers are allowed, the tables of one question stand together."""
    for _main, parts in groupby(told, key=lambda data: data["id"].partition("=")[0]):
        together = list(parts)
        yield _several(together) if "=" in together[0]["id"] else _exclusive(together[0])


def _exclusive(data: Data) -> Question:
    tables = data["tables"]
    if not tables:
        return Question(data["id"], said(data["text"]), said(data["standard"]), data["status"])
    lead, cells = tables[0], tables[0]["cells"]
    comparable = [cell for cell in cells if cell["baseline"]]
    source = comparable[0]["baseline"] if comparable else None
    return Question(
        data["id"], said(data["text"]), said(data["standard"]), data["status"], people=_people(data["n"]),
        chart=_chart(data, lead, cells, _sentence(lead, cells), notes=_notes(tables[:1])),
        detail=_detail(data, tables[1]) if len(tables) > 1 else None,
        missing=_missing(data, lead, comparable) if comparable else None,
        beside=[_beside(cell) for cell in comparable],
        source=_source(source) if source else "", wording_note=said(source["wording_note"]) if source else "",
    )  # fmt: skip


def _several(parts: Sequence[Data]) -> Question:
    """One bar for each answer; "no" is what is left, and says nothing new."""
    told = [data for data in parts if data["tables"]]
    status = "published" if told else parts[0]["status"]
    main = parts[0] | {"id": parts[0]["id"].partition("=")[0]}
    blank = Question(main["id"], said(main["text"]), said(main["standard"]), status)
    if not told:
        return blank
    lead = told[0]["tables"][0]
    cells = [cell for data in told for cell in data["tables"][0]["cells"] if cell["answer"] == "yes"]
    notes = [_("One person could give several answers, so these do not add up to 100%."), *_notes_of(cells)]
    return Question(
        blank.id, blank.text, blank.standard, status, people=_people(told[0]["n"]),
        chart=_chart(main, lead, cells, _sentence(lead, cells), notes=notes), some_held=len(told) < len(parts),
    )  # fmt: skip


def _chart(data: Data, table: Data, cells: Sequence[Data], sentence: str, *, notes: Sequence[str]) -> Chart:
    beside = next((cell["baseline"] for cell in cells if cell["baseline"]), None)
    return Chart(
        name=said(data["text"]),
        description=_("One bar for each answer, as a share of the people who answered."),
        sentence=sentence, bars=[_bar(table, cell) for cell in cells],
        columns=(_("Answer"), _("Our share"), _("Compared with")),
        baseline_name=_area_and_year(beside) if beside else "", maximum=_full(cells), notes=notes,
    )  # fmt: skip


def _detail(data: Data, table: Data) -> Chart:
    cells = table["cells"]
    hidden = sum(cell["status"] != "shown" for cell in cells)
    sentence = _("Each answer by itself. Together they make the groups above.")
    if hidden:
        words = ngettext(
            "%(count)d answer is too few to show.", "%(count)d answers are too few to show.", hidden
        )
        sentence += " " + words % {"count": hidden}
    told = data | {"text": _("%(question)s Each answer") % {"question": said(data["text"])}}
    return _chart(told, table, cells, sentence, notes=_notes([table]))


def _missing(data: Data, table: Data, cells: Sequence[Data]) -> Chart:
    """Our share beside the baseline, with how sure we are."""
    name = _area_and_year(cells[0]["baseline"])
    return Chart(
        name=_("%(question)s Compared with %(area)s")
        % {"question": said(data["text"]), "area": area_name(cells[0]["baseline"]["area"])},
        description=_("Each bar is our share. The mark is the share in the area. The line shows how sure we are."),
        sentence=_("Our share, and the share in the area."), bars=[_bar(table, cell, sure=True) for cell in cells],
        columns=(_("Answer"), _("Our share"), name), baseline_name=name, maximum=_full(cells),
    )  # fmt: skip


def _bar(table: Data, cell: Data, *, sure: bool = False) -> Bar:
    beside = cell["baseline"]
    against: dict[str, Any] = {
        "baseline": beside["percent"] if beside else None,
        "baseline_display": f"{beside['percent']:.1f}%" if beside else "",
    }
    if cell["status"] != "shown":
        return Bar(said(cell["label"]), None, status="too_few", **against)
    low, high = math.floor(cell["low"]), math.ceil(cell["high"])
    between: dict[str, Any] = {}
    if sure:
        between = {"low": cell["low"], "high": cell["high"], "interval_display": f"{low}% – {high}%"}
    return Bar(said(cell["label"]), _length(table, cell), display(table, cell), **against, **between)


def _length(table: Data, cell: Data) -> float:
    """How far a bar reaches: no finer than what is said beside it."""
    if table["lead"] == "in_ten" and cell["in_ten"]:
        return float(10 * cell["in_ten"]["tenths"]) or min(5.0, float(cell["percent"]))
    return float(cell["percent"])


def display(table: Data, cell: Data) -> str:
    """How a shown cell reads: "39%", "about 58%", or "about 4 in 10" where few have answered."""
    words = figures.display(table, cell)
    if cell["about"] and words.endswith("%"):
        return _("about %(share)s") % {"share": words}
    return words


def _full(cells: Sequence[Data]) -> float:
    """The whole width: the next ten above everything that is drawn, so that small shares can be told apart."""
    drawn = [cell[name] for cell in cells for name in ("percent", "high") if cell[name] is not None]
    drawn += [cell["baseline"]["percent"] for cell in cells if cell["baseline"]]
    return float(min(100, 10 * math.ceil(max([*drawn, 10]) / 10)))


def _sentence(table: Data, cells: Sequence[Data]) -> str:
    """Every share in a short sentence, in the order of the question."""
    told = [cell for cell in cells if cell["status"] == "shown" and cell["answer"] != PREFER_NOT]
    return " ".join(_share_said(table, cell) for cell in told) or _("Every answer is too few to show.")


def _share_said(table: Data, cell: Data) -> str:
    share = display(table, cell)
    return _("%(share)s %(do)s.") % {"share": share[:1].upper() + share[1:], "do": said(cell["phrase"])}


def _notes(tables: Sequence[Data]) -> list[str]:
    notes = [note for table in tables for note in _notes_of(table["cells"])]
    if not all(table["sums_to_100"] for table in tables):
        notes.append(_("These do not sum to 100, for each is rounded by itself or too few to show."))
    return notes


def _notes_of(cells: Sequence[Data]) -> list[str]:
    notes = [_("Rounded so that nobody can be identified.")]
    if any(cell["status"] == "too_few" for cell in cells):
        notes.append(_("“Too few to show” means fewer than eight people, or nobody."))
    if any(cell["derived"] and cell["status"] == "shown" for cell in cells):
        notes.append(_("The share with “about” is what the other answers leave."))
    return notes


def _beside(cell: Data) -> Beside:
    told = {"do": said(cell["phrase"]), "area": area_name(cell["baseline"]["area"])}
    if cell["status"] != "shown":
        return Beside("too_few", _("Too few of us %(do)s to show a number.") % told)
    if cell["compared"] == "more":
        return Beside("more", _("More of us %(do)s than in %(area)s.") % told)
    if cell["compared"] == "fewer":
        return Beside("fewer", _("Fewer of us %(do)s than in %(area)s.") % told)
    return Beside("cannot_tell", _("We cannot tell if more or fewer of us %(do)s than in %(area)s.") % told)


def _people(n: int) -> str:
    return ngettext("%(count)d person answered.", "%(count)d people answered.", n) % {"count": n}


def _area_and_year(beside: Data) -> str:
    return f"{area_name(beside['area'])}, {beside['date'][:4]}"


def _source(beside: Data) -> str:
    return _("Compared with %(area)s, %(year)s: %(source)s.") % {
        "area": area_name(beside["area"]), "year": beside["date"][:4], "source": beside["source"],
    }  # fmt: skip


@dataclass(frozen=True)
class Possible:
    """Whether printed percentages can be true. `rows` are a line, and the counts that print as it does."""

    base: int | None
    limit: int
    rows: Sequence[tuple[str, str | Promise]] = ()


def possible(lines: Sequence[Sequence[int]], *, limit: int) -> Possible:
    """Look for the smallest number of people that can give all of these percentages."""
    found = disclosure.smallest_base(lines, limit=limit)
    if found is None:
        return Possible(None, limit)
    rows = [
        (", ".join(f"{share}%" for share in line), ", ".join(map(str, counts)))
        for line, counts in zip(lines, found.counts, strict=True)
    ]
    return Possible(found.base, limit, rows)
