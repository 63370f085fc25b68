"""Two ways to report on working with people, filled from records: GRIPP2 (short form) and the UK Standards.

Rooms register which of their records count for a heading (`register`); what a heading lacks is listed as missing.
A report is of the whole centre or of one piece of work; rooms register what is one (`register_work`).
Sources: Staniszewska and others, GRIPP2 reporting checklists, BMJ 2017;358:j3453 (open access, CC BY 4.0), short form;
UK Standards for Public Involvement, 2019, https://sites.google.com/nihr.ac.uk/pi-standards. Both in our own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import sources

Text = str | Promise
Name = tuple[str, str]
MOST = 20


@dataclass(frozen=True)
class Heading:
    """One heading of a framework, and what it asks."""

    name: str
    title: Text
    asks: Text


@dataclass(frozen=True)
class Framework:
    """A way to report: its headings in order."""

    name: str
    title: Text
    source: str
    headings: tuple[Heading, ...]


GRIPP2 = Framework(
    "gripp2", _("GRIPP2, short form"), "https://doi.org/10.1136/bmj.j3453",
    (
        Heading("aim", _("Aim"), _("What did we want to reach by working with people?")),
        Heading("methods", _("Methods"), _("How did we work with people?")),
        Heading("results", _("Results"), _("What came out of it, good and bad?")),
        Heading("influence", _("How far it had influence"), _("What is different because people took part?")),
        Heading("reflection", _("Looking back critically"), _("What went well, what did not, what can others learn?")),
    ),
)  # fmt: skip
STANDARDS = Framework(
    "standards", _("UK Standards for Public Involvement"), "https://sites.google.com/nihr.ac.uk/pi-standards",
    (
        Heading("opportunities", _("Inclusive opportunities"), _("Can everybody find a way in, and do we reach out?")),
        Heading("together", _("Working together"), _("Do we work in a way that values all that people bring?")),
        Heading("support", _("Support and learning"), _("Do we help people to take part, and to learn?")),
        Heading("communications", _("Communications"), _("Do we use plain words, in the formats that people need?")),
        Heading("impact", _("Impact"), _("Do we write down and share what is different because of people?")),
        Heading("governance", _("Governance"), _("Do people take part in decisions, and can everybody see them?")),
    ),
)  # fmt: skip
FRAMEWORKS = {one.name: one for one in (GRIPP2, STANDARDS)}


@dataclass(frozen=True)
class Found:
    """One record that everybody may read: when it was, what it is, and its page.

    `of` names what it belongs to, came from or changed, by kind and key as `foundation.sources` does.
    """

    on: date
    label: str
    url: str
    of: frozenset[Name] = frozenset()


@dataclass(frozen=True)
class Counted:
    """Which records of a room count for some headings. `says` names them for readers.

    `add` names the view where such a record is made, "" where it comes by itself.
    `gather` gives those from one day to another, both included; it asks a constant number of questions.
    """

    headings: frozenset[str]
    says: Text
    gather: Callable[[date, date], Iterable[Found]]
    add: str = ""


@dataclass(frozen=True)
class Gap:
    """A kind of record of which there is nothing, the headings that it counts for, and the view where to add it."""

    says: Text
    headings: list[tuple[Framework, Heading]]
    add: str


@dataclass(frozen=True)
class Work:
    """A kind of piece of work that has reports of its own, such as a series of sessions or a project.

    `find` gives the pieces that everybody may read, the newest first, fifty at most. `parts` gives what belongs to the
    piece with a key, by kind and key, itself included. Each asks a constant number of questions.
    """

    name: str
    says: Text
    find: Callable[[], Iterable[sources.Thing]]
    parts: Callable[[str], frozenset[Name]]


@dataclass(frozen=True)
class Kind:
    """The records of one kind under a heading: the newest, how many there are in all, and the day of the first."""

    says: Text
    rows: list[Found]
    count: int
    first: date


@dataclass(frozen=True)
class Section:
    """A heading with what was found, kind by kind; `missing` names the kinds of which there is nothing."""

    heading: Heading
    kinds: list[Kind]
    missing: list[Text]


_rooms: dict[str, list[Counted]] = {}
_works: dict[str, Work] = {}


def register(room: str, counted: list[Counted]) -> None:
    """A room says which of its records count."""
    _rooms[room] = counted


def register_work(work: Work) -> None:
    """A room says which of its things are pieces of work."""
    _works[work.name] = work


def works() -> list[Work]:
    """Every kind of piece of work, in order of name."""
    return [_works[name] for name in sorted(_works)]


def parts_of(name: str, key: str) -> frozenset[Name]:
    """What belongs to a piece of work; nothing where no room knows its kind."""
    return _works[name].parts(key) if name in _works else frozenset()


def report(
    framework: Framework, begins: date, ends: date, parts: frozenset[Name] | None = None
) -> list[Section]:
    """Every heading of a framework, filled from the records of a period. Each kind is gathered once.

    With `parts`, only what has to do with that piece of work.
    """
    counted = [one for room in sorted(_rooms) for one in _rooms[room]]
    wanted = {heading.name for heading in framework.headings}
    gathered = [
        (one, sorted(_within(one.gather(begins, ends), parts), key=lambda row: row.on, reverse=True))
        for one in counted
        if one.headings & wanted
    ]
    return [_section(heading, gathered) for heading in framework.headings]


def gaps(begins: date, ends: date) -> list[Gap]:
    """Every kind of record that some framework asks for and of which there is nothing in a period, those first that
    leave the most headings wanting. Each kind is gathered once.
    """
    counted = [one for room in sorted(_rooms) for one in _rooms[room]]
    asked = [(work, heading) for work in FRAMEWORKS.values() for heading in work.headings]
    found = [
        Gap(one.says, [(work, heading) for work, heading in asked if heading.name in one.headings], one.add)
        for one in counted
        if next(iter(one.gather(begins, ends)), None) is None
    ]
    return sorted(found, key=lambda gap: -len(gap.headings))


def _within(rows: Iterable[Found], parts: frozenset[Name] | None) -> Iterable[Found]:
    return rows if parts is None else (row for row in rows if row.of & parts)


def _section(heading: Heading, gathered: list[tuple[Counted, list[Found]]]) -> Section:
    here = [(one, rows) for one, rows in gathered if heading.name in one.headings]
    kinds = [Kind(one.says, rows[:MOST], len(rows), rows[-1].on) for one, rows in here if rows]
    return Section(heading, kinds, [one.says for one, rows in here if not rows])
