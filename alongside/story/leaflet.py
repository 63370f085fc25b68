"""The two-page leaflet and the picture to share, set by typst. Words go in as data, never as markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import formats, translation
from django.utils.translation import gettext as _

from alongside.foundation import typesetting

from . import pictures
from .presenting import (
    Chapter,
    ClaimView,
    EasyPart,
    FigureView,
    MilestoneView,
    QuoteView,
    Sentence,
    SinceView,
    Story,
    Tile,
)

if TYPE_CHECKING:
    import typst

TYPESET = Path(__file__).parent / "typeset"
PAGES = 2
ALL = 1000
# Tried in turn until the leaflet has two pages: size of letters in points, how many of each part may stay.
SIZES = (13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9)
FITS = [*((size, ALL) for size in SIZES), *((SIZES[-1], most) for most in (8, 6, 5, 4, 3, 2, 1))]


def leaflet(story: Story, address: str, seal: str) -> bytes:
    """The leaflet as PDF/UA-1: two pages of A4. What does not fit is left out, and the leaflet says so.

    Raises ValidationError when typst refuses, or when even the shortest leaflet has more than two pages.
    """
    for size, most in FITS:
        data = _data(story, address, seal, size, most)
        if _pages(data) <= PAGES:
            return _compile(
                "leaflet.typ", data, format="pdf", pdf_standards=["ua-1"], timestamp=_stamp(story)
            )
    raise ValidationError(
        _("The leaflet does not fit on two pages. Shorten the longest claim or quote, then publish again.")
    )


def large(story: Story, address: str, seal: str) -> bytes:
    """The leaflet in large print, PDF/UA-1: 18 points and more, everything in it, as many pages as it takes.

    Raises ValidationError when typst refuses.
    """
    data = _data(story, address, seal, SIZES[0], ALL)
    return _compile("large.typ", data, format="pdf", pdf_standards=["ua-1"], timestamp=_stamp(story))


def easy(story: Story, address: str) -> bytes:
    """The Easy Read leaflet, PDF/UA-1: a picture beside short sentences, 16 points and more.

    Raises ValidationError when typst refuses.
    """
    data = _frame(story, address) | {
        "qr": _qr(address),
        "parts": [_easy(part) for part in story.easy_told],
        "failed": [_easy(part) for part in story.easy_failed],
        "quotes": [_quote(quote) for quote in story.quotes],
    }
    data["strings"] |= {
        "what": _("What we do"),
        "some_unchecked": _("A machine drafted some of these words. Nobody has read them over yet."),
        "none_easy": _("Nothing is told in Easy Read yet."),
        "more_title": _("Where to read more"),
        "read_online": _("You can read all of it on our website."),
    }
    return _compile("easy.typ", data, format="pdf", pdf_standards=["ua-1"], timestamp=_stamp(story))


def _easy(part: EasyPart) -> dict[str, Any]:
    return {
        "picture": pictures.drawing(part.picture), "heading": part.heading, "unchecked": part.unchecked,
        "lines": [line.text for line in part.lines],
    }  # fmt: skip


def picture(story: Story, address: str) -> bytes:
    """The picture to share, PNG, 1200 by 630. It carries no quotes."""
    data = _frame(story, address) | {
        "figures": [
            {"number": tile.figure.words, "words": tile.words} for tile in story.who if tile.figure.shown
        ][:3]
        or [
            {"number": tile.figure.words, "words": tile.words} for tile in story.network if tile.figure.shown
        ][:3]
    }
    return _compile("picture.typ", data, format="png", ppi=72)


def figure_card(story: Story, figure: FigureView, address: str) -> bytes:
    """A picture of one figure to share, PNG, 1200 by 630."""
    said = {"number": figure.words, "words": figure.base_line}
    data = _frame(story, address) | {"title": figure.label, "figures": [said]}
    return _compile("picture.typ", data, format="png", ppi=72)


def quote_card(story: Story, text: str, by: str, address: str) -> bytes:
    """A picture of somebody's words to share, PNG, 1200 by 630, with the name that they chose."""
    size = next(size for most, size in ((80, 58), (160, 46), (300, 36), (10_000, 24)) if len(text) <= most)
    quote = {"text": text[:900], "by": by, "dir": typesetting.direction(text), "size": size}
    return _compile("quote.typ", _frame(story, address) | {"quote": quote}, format="png", ppi=72)


def alternative(story: Story) -> str:
    """What the picture shows, in words."""
    tiles = [tile for tile in story.who if tile.figure.shown][:3] or [
        t for t in story.network if t.figure.shown
    ][:3]
    told = ", ".join(f"{tile.figure.words} {tile.words}" for tile in tiles)
    return f"{story.centre['name']}: {story.title}. {told}".strip()


def _frame(story: Story, address: str) -> dict[str, Any]:
    """What leaflet and picture share."""
    return {
        "art": (TYPESET / "art.svg").read_text(),
        "lang": story.language.split("-")[0],
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "title": story.title,
        "centre": story.centre["name"],
        "purpose": story.centre["purpose"],
        "named_dir": typesetting.direction(story.centre["purpose"] or story.centre["name"]),
        "date": [story.as_of.year, story.as_of.month, story.as_of.day],
        "address": address,
        "bare_address": address.partition("://")[2].rstrip("/"),
        "strings": _strings(story),
    }


def _strings(story: Story) -> dict[str, str]:
    as_of = formats.date_format(story.as_of, "DATE_FORMAT")
    return {
        "as_of": _("As of %(date)s") % {"date": as_of},
        "who": _("Who takes part"),
        "network": _("Our network"),
        "timeline": _("Timeline"),
        "quotes": _("In people's own words"),
        "since": _("They have since…"),
        "did_not_work": _("What did not work"),
        "nothing_failed": _("Nothing is written down here yet."),
        "no_quotes": _("No quotes yet."),
        "no_claims": _("Nothing is told here yet."),
        "gone": _("A quote was here. The person who said it has withdrawn it."),
        "notes": _("About the figures"),
        "more": _("There is more in the full edition online."),
        "read": _("Read the full edition, with every figure explained"),
        "qr": _("QR code that opens the full edition of the story"),
        "seal": _("Fingerprint"),
        "source": _("Source"),
        "easy": _("Easy Read"),
        "large": _("Large print"),
        "unchecked": _("A machine drafted this translation. Nobody has read it over yet."),
    }


def _data(story: Story, address: str, seal: str, size: float, most: int) -> dict[str, Any]:
    notes = _Notes()
    who = [_tile(tile, notes) for tile in story.who[: max(5, min(most, 6))]]
    network = [_tile(tile, notes) for tile in story.network[: max(3, min(most, 5))]]
    chapters = [
        {"label": chapter.label, "claims": [_claim(claim, notes) for claim in claims[:most]]}
        for chapter, claims in _told(story)
    ]
    moments, quotes, failed = story.timeline[-2 * most :], story.quotes[:most], story.did_not_work[:most]
    since = story.since[-most:]
    cut = any(
        [
            len(since) < len(story.since),
            len(moments) < len(story.timeline),
            len(quotes) < len(story.quotes),
            len(failed) < len(story.did_not_work),
            any(len(claims) > most for _chapter, claims in _told(story)),
        ]
    )  # fmt: skip
    return _frame(story, address) | {
        "size": size,
        "seal": seal,
        "qr": _qr(address),
        "who": who,
        "network": network,
        "chapters": chapters,
        "timeline": [_moment(moment, notes) for moment in moments],
        "quotes": [_quote(quote) for quote in quotes],
        "since": [_since(one) for one in since],
        "did_not_work": [_claim(claim, notes) for claim in failed],
        "cut": cut,
        "notes": notes.columns(),
    }


class _Notes:
    """Footnotes: each figure has one number, however often it is named."""

    def __init__(self) -> None:
        self.seen: dict[str, FigureView] = {}

    def number(self, figure: FigureView) -> int:
        """The number of a figure's note."""
        self.seen.setdefault(figure.id, figure)
        return list(self.seen).index(figure.id) + 1

    def columns(self) -> list[list[dict[str, Any]]]:
        """The notes in two columns of about the same height."""
        lines = self.lines()
        heights = [1 + len(f"{line['label']}{line['text']}") // 48 for line in lines]
        half = next((at for at in range(len(lines)) if sum(heights[: at + 1]) * 2 >= sum(heights)), 0) + 1
        return [column for column in (lines[:half], lines[half:]) if column]

    def lines(self) -> list[dict[str, Any]]:
        """Each note: its number, what the figure counts, its base and date."""
        return [
            {
                "number": number,
                "label": figure.label,
                "text": figure.base_line or figure.in_sentence,
                "dir": typesetting.direction(figure.label),
            }
            for number, figure in enumerate(self.seen.values(), 1)
        ]


def _tile(tile: Tile, notes: _Notes) -> dict[str, Any]:
    figure = tile.figure
    shown = {"number": figure.words, "shown": figure.shown, "words": tile.words, "note": notes.number(figure)}
    return shown | {"lang": tile.language.split("-")[0], "dir": typesetting.direction(tile.words)}


def _told(story: Story) -> list[tuple[Chapter, list[ClaimView]]]:
    """Each chapter with its claims: each once, and not what the big figures tell already."""
    seen: set[int] = set()
    told = []
    for chapter in story.chapters:
        claims = [claim for claim in chapter.claims if not claim.about_who and id(claim) not in seen]
        seen.update(map(id, claims))
        told.append((chapter, claims))
    return told


def _claim(claim: ClaimView, notes: _Notes) -> dict[str, Any]:
    return {"heading": claim.heading, "parts": list(_parts(claim.sentence, notes))} | _spoken(
        claim.language, claim.heading or claim.sentence.text
    )


def _parts(sentence: Sentence, notes: _Notes) -> Iterator[dict[str, Any]]:
    for piece in sentence.pieces:
        if piece.figure is None:
            yield {"text": piece.text}
        else:
            label = piece.figure.label if piece.with_label else ""
            yield {
                "figure": piece.figure.in_sentence, "label": label, "shown": piece.figure.shown,
                "note": notes.number(piece.figure),
            }  # fmt: skip


def _moment(moment: MilestoneView, notes: _Notes) -> dict[str, Any]:
    parts = list(_parts(moment.sentence, notes))
    return {"when": moment.when, "title": moment.title, "parts": parts} | _spoken(
        moment.language, moment.title
    )


def _quote(quote: QuoteView) -> dict[str, Any]:
    by = " · ".join(part for part in (quote.attribution, quote.about) if part)
    return {"text": quote.text, "by": by, "gone": quote.gone} | _spoken(quote.language, quote.text)


def _since(one: SinceView) -> dict[str, Any]:
    standing = _("confirmed") if one.confirmed else _("as the team tells it")
    when = " · ".join([one.kind, one.when, standing, _("as of %(date)s") % {"date": one.known}])
    return {"project": one.project, "what": one.what, "when": when} | _spoken(one.language, one.what)


def _spoken(language: str, text: str) -> dict[str, str]:
    return {"lang": language.split("-")[0], "dir": typesetting.direction(text)}


def _qr(address: str) -> str:
    import segno  # here, because few processes ever draw a code

    drawn: str = segno.make(address, error="m", micro=False).svg_inline(border=0, dark="#241a2e")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _given(name: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "input": (TYPESET / name).read_bytes(),
        "font_paths": typesetting.fonts(),
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
    }


def _pages(data: dict[str, Any]) -> int:
    import typst  # here, because few processes ever print and it weighs 7 MB

    try:
        return int(typst.query(**_given("leaflet.typ", data), selector="<pages>", field="value", one=True))
    except typst.TypstError as refusal:
        raise _refused(refusal) from refusal


def _compile(name: str, data: dict[str, Any], **options: Any) -> bytes:
    import typst  # here, because few processes ever print and it weighs 7 MB

    try:
        made = typst.compile(**_given(name, data), **options)
    except typst.TypstError as refusal:
        raise _refused(refusal) from refusal
    assert isinstance(made, bytes)
    return made


def _refused(refusal: typst.TypstError) -> ValidationError:
    return ValidationError(
        _("The leaflet could not be set: %(why)s. Change what was added last, then publish again.")
        % {"why": refusal.message}
    )


def _stamp(story: Story) -> datetime:
    return datetime(story.as_of.year, story.as_of.month, story.as_of.day, 12, tzinfo=UTC)
