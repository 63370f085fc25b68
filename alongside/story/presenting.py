"""The story as it is shown: plain data in, pieces of a page out. For live pages, editions and leaflets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.utils import formats, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import pictures, wording
from .queries import Content

DATE_FORMATS = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y"}
MACHINE_DATES = {"day": 10, "month": 7, "year": 4}
WHO = "monitoring."
NETWORK = (
    "people.members", "people.organisations", "people.communities", "people.outreach_actions",
    "people.introductions_made",
)  # fmt: skip
BRINGS = "people.brings."
Address = Callable[[str], str]
# Quotes that read differently from how they were frozen: named anew, or None for gone.
Amended = Mapping[int, str | None]
NONE: Amended = MappingProxyType({})


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


class Presenter:
    """Makes a `Story` from content, in the language that is active."""

    def __init__(self, content: Content, address: Address, *, channel: str, amended: Amended = NONE) -> None:
        language = translation.get_language() or content["languages"][0]
        self.language = language if language in content["languages"] else content["languages"][0]
        self.content, self.address, self.channel, self.amended = content, address, channel, amended
        self.figures = {
            key: figure_view(data, self.language, address) for key, data in content["figures"].items()
        }
        self.labels = {strand["code"]: strand["label"][self.language] for strand in content["strands"]}

    def story(self) -> Story:
        """The story, in its parts."""
        claims = [self._claim(data) for data in self.content["claims"]]
        timeline = self._timeline()
        quotes = [self._quote(data) for data in self.content["quotes"] if self.channel in data["channels"]]
        who = [claim for claim in claims if claim.about_who and not claim.did_not_work]
        told = [claim for claim in claims if not claim.did_not_work]
        return Story(
            title=self.content["title"],
            slug=self.content["slug"],
            as_of=date.fromisoformat(self.content["as_of"]),
            centre=self.content["centre"],
            language=self.language,
            chapters=self._chapters(told, timeline, quotes),
            who=[tile for claim in who for tile in _tiles(claim)],
            network=[self._tile(key) for key in NETWORK if key in self.figures],
            brings=[self._tile(key) for key in self.figures if key.startswith(BRINGS)],
            timeline=timeline,
            quotes=quotes,
            did_not_work=[claim for claim in claims if claim.did_not_work],
            used=_used(claims, timeline),
            figures=list(self.figures.values()),
            since=[self._since(data) for data in self.content.get("since", [])],
            since_taken_back=self.content.get("since_taken_back", 0),
            case_studies=[self._case(data) for data in self.content.get("case_studies", [])],
            easy=[self._easy(data) for data in self.content["claims"] if self._told_easy(data)]
            + [self._easy(data) for data in self.content["milestones"] if self._told_easy(data)],
            not_easy=sum(not self._told_easy(data) for data in self.content["claims"]),
        )

    def _told(self, data: dict[str, Any]) -> dict[str, Any]:
        """The words of an item in the reader's language where there are any, else its own."""
        for one in data.get("tellings", ()):
            if one["language"] == self.language and not one["easy"] and data["language"] != self.language:
                return {**data, **one, "title": one["heading"] or data.get("title", "")}
        return {**data, "unchecked": False}

    def _told_easy(self, data: dict[str, Any]) -> dict[str, Any] | None:
        told = (one for one in data.get("tellings", ()) if one["easy"] and one["language"] == self.language)
        return next(told, None)

    def _easy(self, data: dict[str, Any]) -> EasyPart:
        one = self._told_easy(data) or {}
        lines = [self.sentence(line.strip()) for line in one["text"].splitlines() if line.strip()]
        return EasyPart(
            one["picture"], one["heading"], lines, data.get("did_not_work", False), one["unchecked"]
        )

    def _timeline(self) -> list[MilestoneView]:
        written = [self._milestone(data) for data in self.content["milestones"]]
        known = [self._moment(data) for data in self.content.get("moments", [])]
        return sorted([*written, *known], key=lambda one: one.on)

    def _chapters(
        self, claims: list[ClaimView], timeline: list[MilestoneView], quotes: list[QuoteView]
    ) -> list[Chapter]:
        return [
            Chapter(
                code, label,
                [claim for claim in claims if code in claim.strands],
                [quote for quote in quotes if code in quote.strands],
                [moment for moment in timeline if code in moment.strands],
            )
            for code, label in self.labels.items()
        ]  # fmt: skip

    def sentence(self, text: str) -> Sentence:
        """A sentence with its figures in place."""
        return Sentence(
            [
                Piece(text=part.text) if part.text else Piece("", self.figures[part.figure], part.with_label)
                for part in wording.parse(text)
            ]
        )

    def _claim(self, data: dict[str, Any]) -> ClaimView:
        told = self._told(data)
        return ClaimView(
            told["heading"], self.sentence(told["text"]), told["language"], data["strands"], data["did_not_work"],
            told["unchecked"],
        )  # fmt: skip

    def _quote(self, data: dict[str, Any]) -> QuoteView:
        said = QuoteView(data["text"], data["attribution"], data["about"], data["language"], data["strands"])
        if data["id"] not in self.amended:
            return said
        name = self.amended[data["id"]]
        if name is None:
            return replace(said, text="", attribution="", about="", language=self.language, gone=True)
        return replace(said, attribution=name, amended=True)

    def _milestone(self, data: dict[str, Any]) -> MilestoneView:
        told = self._told(data)
        return MilestoneView(
            told["title"], date.fromisoformat(data["on"]), data["precision"], self.sentence(told["text"]),
            told["language"], data["strands"], data["source_label"], data["source_url"],
            unchecked=told["unchecked"],
        )  # fmt: skip

    def _moment(self, data: dict[str, Any]) -> MilestoneView:
        said = data["texts"][self.language]
        return MilestoneView(
            said["title"], date.fromisoformat(data["on"]), data["precision"], Sentence([]), self.language,
            data["strands"], _("Our records"), said["url"], from_records=True,
        )  # fmt: skip

    def _since(self, data: dict[str, Any]) -> SinceView:
        said = data["texts"][self.language]
        return SinceView(
            data["id"], data["project"], data["what"], said["kind"], date.fromisoformat(data["on"]),
            date.fromisoformat(data["as_of"]), data["confirmed"], data["language"], said["url"],
        )  # fmt: skip

    def _case(self, data: dict[str, Any]) -> CaseView:
        said = data["texts"][self.language]
        return CaseView(data["project"], data["summary"], data["language"], said["url"])

    def _tile(self, figure_id: str) -> Tile:
        figure = self.figures[figure_id]
        return Tile(figure, figure.label)


def _tiles(claim: ClaimView) -> list[Tile]:
    """A sentence that leads with its only figure is told under it; several figures each keep their label."""
    seen = claim.sentence.figures
    first = claim.sentence.pieces[0].figure
    if len(seen) == 1 and first:
        return [Tile(seen[0], claim.sentence.rest.text.strip(), claim.language)]
    return [Tile(figure, figure.label) for figure in seen]


def _used(claims: list[ClaimView], timeline: list[MilestoneView]) -> list[FigureView]:
    """The figures that sentences name, each once, in order."""
    sentences = [*(claim.sentence for claim in claims), *(moment.sentence for moment in timeline)]
    return list({figure.id: figure for sentence in sentences for figure in sentence.figures}.values())


def present(content: Content, address: Address, *, channel: str = "web", amended: Amended = NONE) -> Story:
    """The story in the active language. `address` says where a figure opens; see `Amended`."""
    return Presenter(content, address, channel=channel, amended=amended).story()


def anchor(figure_id: str) -> str:
    """Where a figure stands on the page of its edition."""
    return f"#figure-{figure_id.replace('.', '-')}"
