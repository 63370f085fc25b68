"""From plain data to what a page shows, in the language that is active."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from .. import wording
from ..queries import Content
from .pieces import (
    Address,
    CaseView,
    Chapter,
    ClaimView,
    EasyPart,
    FigureView,
    MilestoneView,
    Piece,
    QuoteView,
    Sentence,
    SinceView,
    Story,
    Tile,
    figure_view,
)

NETWORK = (
    "people.members", "people.organisations", "people.communities", "people.outreach_actions",
    "people.introductions_made",
)  # fmt: skip
BRINGS = "people.brings."
# Quotes that read differently from how they were frozen: named anew, or None for gone.
Amended = Mapping[int, str | None]
NONE: Amended = MappingProxyType({})


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
