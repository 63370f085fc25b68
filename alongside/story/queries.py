"""What the story holds today, as plain data: a live page shows it, an edition freezes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypedDict

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation import clock, figures
from alongside.foundation.figures import Figure
from alongside.foundation.models import Centre
from alongside.gatherings.models import SessionQuote
from alongside.gatherings.queries import quotes as session_quotes
from alongside.people.models import Consent, ConsentChannel, Purpose
from alongside.people.queries import consents

from . import wording
from .models import Claim, Edition, Item, Milestone, Quote, Strand

SOON = timedelta(days=90)
CHANNELS = (ConsentChannel.WEB, ConsentChannel.PRINT)


class Content(TypedDict):
    """The story as plain data, JSON-able. Texts of figures and strands are kept in each language asked."""

    format: int
    title: str
    slug: str
    as_of: str
    published_on: str
    site: str
    languages: list[str]
    centre: dict[str, str]
    strands: list[dict[str, Any]]
    figures: dict[str, dict[str, Any]]
    claims: list[dict[str, Any]]
    milestones: list[dict[str, Any]]
    quotes: list[dict[str, Any]]


def content(
    languages: Sequence[str], *, title: str = "", slug: str = "", as_of: date | None = None
) -> Content:
    """The whole story as it stands. The number of queries is the same however much there is of anything."""
    today = clock.today()
    claims, milestones = list(Claim.objects.on_page()), list(Milestone.objects.on_page())
    named = wording.figure_ids([*(claim.text for claim in claims), *(moment.text for moment in milestones)])
    return Content(
        format=1, title=title, slug=slug, as_of=(as_of or today).isoformat(), published_on=today.isoformat(),
        site=settings.SITE_URL, languages=list(languages), centre=_centre(),
        strands=[{"code": strand.value, "label": _in_each(languages, strand.label)} for strand in Strand],
        figures=_figures(named, languages),
        claims=[_claim(claim) for claim in claims],
        milestones=[_milestone(moment) for moment in milestones],
        quotes=_quotes(),
    )  # fmt: skip


def _centre() -> dict[str, str]:
    centre = Centre.current()
    if centre is None:
        return {"name": _("This centre"), "short_name": _("This centre"), "purpose": ""}
    return {"name": centre.name, "short_name": centre.short_name, "purpose": centre.purpose}


def _in_each(languages: Iterable[str], text: Any) -> dict[str, str]:
    said = {}
    for language in languages:
        with translation.override(language):
            said[language] = str(text)
    return said


def known_figures(named: dict[str, str] | None = None) -> dict[str, Figure]:
    """Every figure that a room stands behind, then those only named, each with the best label there is."""
    named = named or {}
    found = figures.read([*figures.ids(), *named])
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


def _figures(named: dict[str, str], languages: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Read once for each language, because a room may give its words in the language of the moment."""
    found: dict[str, dict[str, Any]] = {}
    for language in languages:
        with translation.override(language):
            for key, figure in known_figures(named).items():
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


def _item(item: Item) -> dict[str, Any]:
    return {"id": item.pk, "language": item.language, "strands": [strand.value for strand in item.strands]}


def _claim(claim: Claim) -> dict[str, Any]:
    said = {"heading": claim.heading, "text": claim.text, "did_not_work": claim.did_not_work}
    return _item(claim) | said


def _milestone(moment: Milestone) -> dict[str, Any]:
    return _item(moment) | {
        "title": moment.title,
        "on": moment.on.isoformat(),
        "precision": moment.precision,
        "text": moment.text,
        "source_label": moment.source_label,
        "source_url": moment.source_url,
    }


def _quotes() -> list[dict[str, Any]]:
    """Quotes whose consent lives for the website or for print, with the name that their speaker chose."""
    quotes = list(Quote.objects.on_page())
    found = []
    allowed = {
        channel: consents.showable([quote.consent_id for quote in quotes], channel) for channel in CHANNELS
    }
    for quote in quotes:
        channels = [channel.value for channel in CHANNELS if quote.consent_id in allowed[channel]]
        if channels and quote.text:
            said = {"text": quote.text, "about": quote.about, "channels": channels}
            found.append(
                _item(quote) | said | {"attribution": allowed[ConsentChannel(channels[0])][quote.consent_id]}
            )
    return found


def amended_quotes(frozen: Content, channel: str) -> dict[int, str | None]:
    """Quotes of frozen content that read differently today; empty when all may stay as it was frozen.

    None for a quote that may not be shown on this channel any more, else the name that its speaker has now.
    """
    named = {quote["id"]: quote["attribution"] for quote in frozen["quotes"] if channel in quote["channels"]}
    if not named:
        return {}
    consent_of = dict(Quote.objects.filter(pk__in=named).values_list("pk", "consent_id"))
    allowed = consents.showable(consent_of.values(), channel)
    today = {quote_id: allowed.get(consent_of.get(quote_id, 0)) for quote_id in named}
    return {quote_id: name for quote_id, name in today.items() if name != named[quote_id]}


def still_carrying() -> list[tuple[Edition, int]]:
    """Editions that were printed with quotes that may no longer be shown in print; and how many quotes."""
    editions = list(Edition.objects.all())
    frozen = {
        quote["id"]
        for edition in editions
        for quote in edition.content["quotes"]
        if "print" in quote["channels"]
    }
    consent_of = dict(Quote.objects.filter(pk__in=frozen).values_list("pk", "consent_id"))
    allowed = consents.showable(consent_of.values(), ConsentChannel.PRINT)
    gone = {quote_id for quote_id in frozen if consent_of.get(quote_id) not in allowed}
    counts = [
        (
            edition,
            sum(quote["id"] in gone and "print" in quote["channels"] for quote in edition.content["quotes"]),
        )
        for edition in editions
    ]
    return [(edition, count) for edition, count in counts if count]


def quotes_to_arrange() -> list[tuple[Quote, dict[str, str]]]:
    """Every quote on the page with the channels on which it may be shown today, and the name shown there."""
    quotes = list(Quote.objects.on_page().select_related("consent"))
    ids = [quote.consent_id for quote in quotes]
    allowed = {channel: consents.showable(ids, channel) for channel in CHANNELS}
    return [
        (quote, {str(channel.value): allowed[channel][quote.consent_id] for channel in CHANNELS
                 if quote.consent_id in allowed[channel]})
        for quote in quotes
    ]  # fmt: skip


def session_quotes_to_add() -> list[tuple[SessionQuote, str]]:
    """Words from sessions that may be quoted today and are not in the story yet, each with who is named."""
    offered = session_quotes.to_offer()
    ours = set(
        Quote.objects.filter(consent__in=[row.consent_id for row, _by in offered]).values_list(
            "consent_id", flat=True
        )
    )
    return [(row, by) for row, by in offered if row.consent_id not in ours]


def quotes_expiring_soon() -> list[Quote]:
    """Quotes on the page whose consent ends within 90 days, soonest first."""
    today = clock.today()
    ends = Quote.objects.on_page().filter(
        consent__expires_on__gt=today, consent__expires_on__lte=today + SOON, consent__withdrawn_at=None
    )
    return list(ends.select_related("consent").order_by("consent__expires_on", "pk"))


def consents_for_quotes() -> QuerySet[Consent]:
    """Living consents to quote somebody, on the website or in print."""
    living = Consent.objects.in_force(clock.today()).filter(purpose=Purpose.QUOTE)
    return living.select_related("member").order_by("member__called", "pk")
