"""What a page shows: figures, sentences, claims, quotes, moments, and the story that they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import pictures

DATE_FORMATS = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y"}
MACHINE_DATES = {"day": 10, "month": 7, "year": 4}
WHO = "monitoring."
Address = Callable[[str], str]


@dataclass(frozen=True)
class FigureView:
    """A figure in one language, with the address at which it opens."""

    id: str
    label: str
    words: str
    unit: str
    status: str
    url: str
    base: int | None
    base_note: str
    as_of: date | None
    definition: str
    wording: str
    rule: str
    baseline: str
    source: list[dict[str, str | None]]
    row_count: int | None

    @property
    def shown(self) -> bool:
        """Whether there is a number."""
        return self.status == "shown"

    @property
    def base_text(self) -> str:
        """Of how many, in words; empty where there is no base or nothing is shown."""
        if not self.shown or self.base is None:
            return ""
        base = _("Base: %(base)s") % {"base": formats.number_format(self.base, force_grouping=True)}
        # A note that begins with a number of its own is a sentence beside the base, not the noun that follows it.
        joint = ". " if self.base_note[:1].isdigit() else " "
        return f"{base}{joint}{self.base_note}".strip()

    @property
    def compared(self) -> str:
        """What it is compared with, in one line; empty where nothing was declared."""
        return _("Compared with %(baseline)s") % {"baseline": self.baseline} if self.baseline else ""

    @property
    def day(self) -> str:
        """The day of which it tells, in words."""
        return formats.date_format(self.as_of, "DATE_FORMAT") if self.as_of else ""

    @property
    def base_line(self) -> str:
        """Of how many, and on which day, in one line."""
        return ". ".join(part for part in (self.base_text, self.day) if part)

    @property
    def in_sentence(self) -> str:
        """How it reads inside a sentence: the number, or in brackets why there is none."""
        return self.words if self.shown else f"({self.words})"


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: text, or a figure."""

    text: str = ""
    figure: FigureView | None = None
    with_label: bool = False

    @property
    def words(self) -> str:
        """What is read out."""
        if self.figure is None:
            return self.text
        return (
            f"{self.figure.in_sentence} {self.figure.label}" if self.with_label else self.figure.in_sentence
        )


@dataclass(frozen=True)
class Sentence:
    """A sentence with figures in it."""

    pieces: list[Piece]

    @cached_property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(piece.words for piece in self.pieces)

    @cached_property
    def figures(self) -> list[FigureView]:
        """The figures in it, in order."""
        return [piece.figure for piece in self.pieces if piece.figure]

    @cached_property
    def html(self) -> SafeString:
        """The sentence with each figure as a link to what stands behind it."""
        return format_html_join("", "{}", ((_piece_html(piece),) for piece in self.pieces))

    @property
    def lead(self) -> FigureView | None:
        """The figure that the sentence begins with, if it does and it is a number."""
        first = self.pieces[0].figure if self.pieces else None
        return first if first and first.shown else None

    @property
    def rest(self) -> Sentence:
        """The sentence after its leading figure."""
        first, *others = self.pieces
        label = [Piece(text=first.figure.label)] if first.figure and first.with_label else []
        return Sentence(label + others)


def figure_view(data: Mapping[str, Any], language: str, address: Address) -> FigureView:
    """A figure as it is shown, from its plain data."""
    said = data["texts"][language]
    return FigureView(
        id=data["id"], status=data["status"], base=data["base"], row_count=data["row_count"],
        as_of=date.fromisoformat(data["as_of"]) if data["as_of"] else None, url=address(data["id"]),
        source=said["source"],
        **{name: said[name] for name in ("label", "words", "unit", "base_note", "definition", "wording")},
        **{name: said[name] for name in ("rule", "baseline")},
    )  # fmt: skip


def _piece_html(piece: Piece) -> str | SafeString:
    if piece.figure is None:
        return piece.text
    kind = "" if piece.figure.shown else " story-figure--not-shown"
    hidden = _("what this figure is: %(label)s") % {"label": piece.figure.label}
    link = format_html(
        '<a class="story-figure{}" href="{}">{}<span class="govuk-visually-hidden"> (<bdi>{}</bdi>)</span></a>',
        kind, piece.figure.url, piece.figure.in_sentence, hidden,
    )  # fmt: skip
    return format_html("{} {}", link, piece.figure.label) if piece.with_label else link


@dataclass(frozen=True)
class ClaimView:
    heading: str
    sentence: Sentence
    language: str
    strands: list[str]
    did_not_work: bool
    unchecked: bool = False

    @property
    def about_who(self) -> bool:
        """Whether all its figures say who takes part."""
        seen = self.sentence.figures
        return bool(seen) and all(figure.id.startswith(WHO) for figure in seen)


@dataclass(frozen=True)
class QuoteView:
    text: str
    attribution: str
    about: str
    language: str
    strands: list[str]
    gone: bool = False
    amended: bool = False


@dataclass(frozen=True)
class MilestoneView:
    title: str
    on: date
    precision: str
    sentence: Sentence
    language: str
    strands: list[str]
    source_label: str
    source_url: str
    from_records: bool = False
    unchecked: bool = False

    @property
    def when(self) -> str:
        """The date, as far as it is known."""
        return formats.date_format(self.on, DATE_FORMATS[self.precision])

    @property
    def machine_date(self) -> str:
        """The date for machines, as far as it is known."""
        return self.on.isoformat()[: MACHINE_DATES[self.precision]]


@dataclass(frozen=True)
class SinceView:
    """What happened to a project since, as of a day; claimed, or confirmed."""

    id: int
    project: str
    what: str
    kind: str
    on: date
    as_of: date
    confirmed: bool
    language: str
    url: str

    @property
    def when(self) -> str:
        """The day on which it happened."""
        return formats.date_format(self.on, "DATE_FORMAT")

    @property
    def known(self) -> str:
        """The day up to which we know."""
        return formats.date_format(self.as_of, "DATE_FORMAT")


@dataclass(frozen=True)
class CaseView:
    project: str
    summary: str
    language: str
    url: str


@dataclass(frozen=True)
class Tile:
    """A big figure with a few words under it."""

    figure: FigureView
    words: str
    language: str = ""


@dataclass(frozen=True)
class EasyPart:
    """One thing told in Easy Read: a picture beside short sentences, each with one idea."""

    picture: str
    heading: str
    lines: list[Sentence]
    did_not_work: bool
    unchecked: bool

    @property
    def drawing(self) -> SafeString:
        """The picture, to stand in a page."""
        return pictures.inline(self.picture)


@dataclass(frozen=True)
class Chapter:
    code: str
    label: str
    claims: list[ClaimView] = field(default_factory=list)
    quotes: list[QuoteView] = field(default_factory=list)
    milestones: list[MilestoneView] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing is told in it yet."""
        return not (self.claims or self.quotes or self.milestones)


@dataclass(frozen=True)
class Story:
    """Everything that a page of the story shows, in one language."""

    title: str
    slug: str
    as_of: date
    centre: Mapping[str, str]
    language: str
    chapters: list[Chapter]
    who: list[Tile]
    network: list[Tile]
    brings: list[Tile]
    timeline: list[MilestoneView]
    quotes: list[QuoteView]
    did_not_work: list[ClaimView]
    used: list[FigureView]
    figures: list[FigureView]
    since: list[SinceView] = field(default_factory=list)
    since_taken_back: int = 0
    case_studies: list[CaseView] = field(default_factory=list)
    easy: list[EasyPart] = field(default_factory=list)
    not_easy: int = 0

    @property
    def easy_told(self) -> list[EasyPart]:
        """What is told in Easy Read, without what did not work."""
        return [part for part in self.easy if not part.did_not_work]

    @property
    def easy_unchecked(self) -> bool:
        """Whether a machine drafted some of it, and nobody has read that over."""
        return any(part.unchecked for part in self.easy)

    @property
    def easy_failed(self) -> list[EasyPart]:
        """What did not work, in Easy Read."""
        return [part for part in self.easy if part.did_not_work]

    @property
    def explained(self) -> list[FigureView]:
        """Every figure that the page names or shows big, each once."""
        tiles = [tile.figure for tile in (*self.who, *self.network, *self.brings)]
        return list({figure.id: figure for figure in (*self.used, *tiles)}.values())

    @property
    def waiting(self) -> list[FigureView]:
        """Figures used on the page that have no number: missing, held, or too few."""
        return [figure for figure in self.used if not figure.shown]

    @property
    def changed(self) -> bool:
        """Whether somebody withdrew words that were here, or is named differently now."""
        return any(quote.gone or quote.amended for quote in self.quotes)
