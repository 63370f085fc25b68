"""What the story holds today, as plain data: a live page shows it, an edition freezes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation import clock, figures
from alongside.foundation.figures import Figure
from alongside.foundation.models import Centre

from .. import wording
from ..models import Claim, Milestone, Strand
from . import quotes, records
from .plain import Content, item


def content(
    languages: Sequence[str],
    *,
    title: str = "",
    slug: str = "",
    as_of: date | None = None,
    of_rows: bool = True,
) -> Content:
    """The whole story as it stands. The number of queries is the same however much there is of anything.

    Without `of_rows`, figures of single projects are there only where a sentence names them: a page shows no others.
    """
    today = clock.today()
    day = as_of or today
    claims = list(Claim.objects.on_page().prefetch_related("tellings"))
    milestones = list(Milestone.objects.on_page().prefetch_related("tellings"))
    named = wording.figure_ids([*(claim.text for claim in claims), *(moment.text for moment in milestones)])
    return Content(
        format=2, title=title, slug=slug, as_of=day.isoformat(), published_on=today.isoformat(),
        site=settings.SITE_URL, languages=list(languages), centre=_centre(),
        strands=[
            {"code": strand.value, "label": records.in_each(languages, strand.label.__str__)}
            for strand in Strand
        ],
        figures=_figures(named, languages, of_rows),
        claims=[_claim(claim) for claim in claims],
        milestones=[_milestone(moment) for moment in milestones],
        quotes=quotes.showable(), moments=records.shown_moments(languages, day),
        since=records.since(languages, day), case_studies=records.case_studies(languages),
    )  # fmt: skip


def _centre() -> dict[str, str]:
    centre = Centre.current()
    if centre is None:
        return {"name": _("This centre"), "short_name": _("This centre"), "purpose": ""}
    return {"name": centre.name, "short_name": centre.short_name, "purpose": centre.purpose}


def known_figures(named: dict[str, str] | None = None, of_rows: bool = True) -> dict[str, Figure]:
    """Every figure that a room stands behind, then those only named, each with the best label there is."""
    named = named or {}
    ids = [one for one in figures.ids() if of_rows or not figures.is_of_a_row(one)]
    found = figures.read([*ids, *named])
    return {
        figure_id: figures.not_recorded(figure_id, named[figure_id])
        if named.get(figure_id) and figure.status == "not_recorded" and figure.label == figure_id
        else figure
        for figure_id, figure in found.items()
    }


def figures_to_choose() -> list[Figure]:
    """Every figure that a claim can use: those of the rooms, then those named already but not recorded."""
    claims = Claim.objects.on_page().values_list("text", flat=True)
    moments = Milestone.objects.on_page().values_list("text", flat=True)
    return list(known_figures(wording.figure_ids([*claims, *moments])).values())


def figure(figure_id: str) -> Figure | None:
    """One figure, or None when no room knows it and no part of the story names it."""
    found = figures.read([figure_id])[figure_id]
    if found.label != figure_id:
        return found
    claims = Claim.objects.filter(text__contains=figure_id).values_list("text", flat=True)
    moments = Milestone.objects.filter(text__contains=figure_id).values_list("text", flat=True)
    named = wording.figure_ids([*claims, *moments])
    return known_figures({figure_id: named[figure_id]})[figure_id] if figure_id in named else None


def _figures(named: dict[str, str], languages: Sequence[str], of_rows: bool) -> dict[str, dict[str, Any]]:
    """Read once for each language, because a room may give its words in the language of the moment."""
    found: dict[str, dict[str, Any]] = {}
    with figures.at_one_moment():
        for language in languages:
            with translation.override(language):
                for key, figure in known_figures(named, of_rows).items():
                    found.setdefault(key, figure_data(figure, []))["texts"][language] = _texts(figure)
    return found


def figure_data(figure: Figure, languages: Sequence[str]) -> dict[str, Any]:
    """One figure as plain data, with the words that it has in each language."""
    texts = {}
    for language in languages:
        with translation.override(language):
            texts[language] = _texts(figure)
    return {
        "id": figure.id,
        "status": figure.status,
        "value": figure.value,
        "base": figure.base,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "row_count": figure.row_count,
        "qualifier": figure.qualifier,
        "texts": texts,
    }


def _texts(figure: Figure) -> dict[str, Any]:
    names = ("label", "unit", "base_note", "definition", "wording", "rule", "baseline")
    source = [{"label": str(row.label), "url": str(row.url) if row.url else None} for row in figure.source]
    words = {name: str(getattr(figure, name)) for name in names}
    return words | {"words": str(about(figure)), "source": source}


def about(figure: Figure) -> Any:
    """How a figure reads, with "about" before a number that is rounded."""
    said = figure.words
    if figure.shown and figure.qualifier == "about" and str(said)[:1].isdigit():
        return _("about %(number)s") % {"number": said}
    return said


def _claim(claim: Claim) -> dict[str, Any]:
    said = {"heading": claim.heading, "text": claim.text, "did_not_work": claim.did_not_work}
    return item(claim) | said | {"tellings": _tellings(claim)}


def _tellings(row: Any) -> list[dict[str, Any]]:
    """The same in other languages and in Easy Read, as far as it still tells what the item says."""
    return [
        {
            "language": one.language, "easy": one.easy, "heading": one.heading, "text": one.text,
            "picture": one.picture, "unchecked": one.unchecked,
        }
        for one in row.tellings.all()
        if one.is_of(row)
    ]  # fmt: skip


def _milestone(moment: Milestone) -> dict[str, Any]:
    return item(moment) | {
        "title": moment.title,
        "on": moment.on.isoformat(),
        "precision": moment.precision,
        "text": moment.text,
        "source_label": moment.source_label,
        "source_url": moment.source_url,
        "tellings": _tellings(moment),
    }
