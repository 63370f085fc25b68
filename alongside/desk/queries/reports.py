"""An annual report as data: chapters of figures, records and words, all of it from records, in one language.

`built` makes it anew; what is published is a copy of that, frozen. Page, PDF and data are made of the same content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.foundation import clock, figures, reporting
from alongside.foundation.figures import Figure
from alongside.foundation.letters import absolute
from alongside.foundation.models import Centre
from alongside.foundation.reporting import Listed
from alongside.learning.queries import evidence

from ..models import AnnualReport, ReportWords

Text = str | Promise
Data = dict[str, Any]
DAYS = frozenset({"begins", "ends", "as_of", "on"})

CHAPTERS: dict[str, tuple[Text, Text]] = {
    "who": (gettext_lazy("Who we are"), gettext_lazy("What the centre is for.")),
    "people": (
        gettext_lazy("Who takes part"),
        gettext_lazy(
            "People are not counted for a period: two periods side by side could show one of them. These are the "
            "published figures, as they stood on the day that each names."
        ),
    ),
    "sessions": (gettext_lazy("Sessions"), ""),
    "said": (gettext_lazy("What people said, and what changed"), ""),
    "learnt": (gettext_lazy("What we learnt, and what it changed"), ""),
    "funding": (gettext_lazy("Funding"), gettext_lazy("Offered, granted and paid are three different sums.")),
    "projects": (gettext_lazy("Projects and what came of them"), ""),
    "did_not_work": (
        gettext_lazy("What did not work"),
        gettext_lazy("An empty list here means that nothing is on record, not that all went well."),
    ),
    "reach": (
        gettext_lazy("Reach"),
        gettext_lazy(
            "Followers, impressions, reach and recipients are four different things, never added together."
        ),
    ),
    "standards": (
        gettext_lazy("How we work with people, by two standards"),
        gettext_lazy("Each heading is filled from records of the period. What is missing is named."),
    ),
}
"""Every chapter in order: its title, and what a reader has to know first."""

AS_THEY_STAND: dict[str, tuple[str, ...]] = {
    "people": ("people.", "monitoring."),
    "sessions": ("gatherings.",),
    "reach": ("outreach.",),
}
"""Published figures that stand in a chapter as they are, because they count people or audiences."""
TOLD_OF_THE_PERIOD = frozenset(
    {"gatherings.sessions_delivered", "gatherings.contributions", "gatherings.quotes"}
)
"""Figures that count records: the chapter has them for the days of the report."""


def written(report: AnnualReport) -> dict[str, ReportWords]:
    """The words of a draft, by chapter. One query."""
    return {row.chapter: row for row in ReportWords.objects.filter(report=report)}


def content_of(report: AnnualReport, language: str) -> Data:
    """What a report says in a language: what was frozen, or for a draft what it would say now."""
    if not report.is_published:
        return built(report, language)
    frozen: dict[str, Data] = report.content
    return frozen.get(language) or frozen.get(report.language) or next(iter(frozen.values()))


def built(report: AnnualReport, language: str) -> Data:
    """The whole report from records as they stand now, JSON-able."""
    with translation.override(language):
        words = written(report)
        told = reporting.parts(report.begins, report.ends)
        published = _published()
        centre = Centre.current()
        return {
            "title": report.title, "language": language, "spoken": report.language,
            "begins": report.begins.isoformat(), "ends": report.ends.isoformat(),
            "as_of": clock.today().isoformat(), "centre": centre.name if centre else "",
            "chapters": [_chapter(name, report, words, told, published) for name in CHAPTERS],
        }  # fmt: skip


def fingerprint(content: Data) -> str:
    """SHA-256 of a report's content in every language, as sorted JSON."""
    said = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _published() -> dict[str, list[Figure]]:
    """Published figures by chapter; of those that cannot be shown, their number is told."""
    ids = figures.ids()
    wanted = {
        name: [one for one in ids if one.startswith(prefixes) and one not in TOLD_OF_THE_PERIOD]
        for name, prefixes in AS_THEY_STAND.items()
    }
    found = figures.read(one for each in wanted.values() for one in each)
    return {name: [found[one] for one in each] for name, each in wanted.items()}


def _chapter(
    name: str, report: AnnualReport, words: dict[str, ReportWords], told: list[reporting.Part],
    published: dict[str, list[Figure]],
) -> Data:  # fmt: skip
    title, note = CHAPTERS[name]
    parts = [part for part in told if part.chapter == name]
    stand = published.get(name, [])
    shown = [one for one in stand if one.shown]
    period = [_figure(one) for part in parts for one in part.figures]
    lists = [_listed(one) for part in parts for one in part.lists]
    return {
        "name": name, "title": str(title), "note": str(note), "paragraphs": _own(name),
        "words": words[name].text if name in words else "",
        "period": period, "stand": [_figure(one) for one in shown], "hidden": _hidden(len(stand) - len(shown)),
        "lists": _standards(report) if name == "standards" else lists,
    }  # fmt: skip


def _own(name: str) -> list[str]:
    """What a chapter says of itself, from the centre's profile."""
    centre = Centre.current() if name == "who" else None
    return [centre.purpose] if centre else []


def _hidden(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "%(count)d published figure of this kind cannot be shown: too few people, or nothing on record yet.",
        "%(count)d published figures of this kind cannot be shown: too few people, or nothing on record yet.",
        count,
    )
    return said % {"count": count}


def _figure(one: Figure) -> Data:
    """A figure with everything that it opens to."""
    return {
        "id": one.id, "label": str(one.label), "words": str(one.words), "shown": one.shown,
        "qualifier": _(one.qualifier) if one.qualifier and one.shown else "", "value": one.value,
        "definition": str(one.definition), "base": _base(one), "rule": str(one.rule),
        "as_of": one.as_of.isoformat() if one.as_of else "", "baseline": str(one.baseline),
        "sources": [{"label": str(source.label), "url": _address(source.url)} for source in one.source],
    }  # fmt: skip


def _base(one: Figure) -> str:
    if not one.shown:
        return ""
    if one.base is not None and one.base_note:
        note = str(one.base_note)
        return note if note[:1].isdigit() else f"{one.base:,} {note}"
    if one.base is not None:
        return ngettext("%(count)d answer", "%(count)d answers", one.base) % {"count": one.base}
    if one.row_count is not None:
        return ngettext("%(count)d record", "%(count)d records", one.row_count) % {"count": one.row_count}
    return ""


def _address(url: str | None) -> str:
    return absolute(url) if url and url.startswith("/") else url or ""


def _listed(one: Listed) -> Data:
    return {
        "title": str(one.title), "definition": str(one.definition), "count": len(one.rows),
        "more": max(0, len(one.rows) - reporting.MOST),
        "rows": [
            {"on": row.on.isoformat(), "label": row.label, "url": _address(row.url), "state": str(row.state)}
            for row in one.rows[: reporting.MOST]
        ],
        "missing": [],
    }  # fmt: skip


def _standards(report: AnnualReport) -> list[Data]:
    """Every heading of GRIPP2 and the UK Standards: how many records of each kind, and what is missing."""
    return [
        {
            "title": f"{framework.title}: {section.heading.title}", "definition": str(section.heading.asks),
            "count": sum(kind.count for kind in section.kinds), "more": 0,
            "rows": [
                {"on": kind.rows[0].on.isoformat(), "label": f"{kind.says}: {kind.count}", "url": "", "state": ""}
                for kind in section.kinds
            ],
            "missing": [str(says) for says in section.missing],
        }
        for framework in evidence.FRAMEWORKS.values()
        for section in evidence.report(framework, report.begins, report.ends)
    ]  # fmt: skip


def with_days(content: Any) -> Any:
    """The same content with its days as dates, for pages that show them in the reader's language."""
    if isinstance(content, list):
        return [with_days(each) for each in content]
    if not isinstance(content, dict):
        return content
    return {
        name: date.fromisoformat(value) if name in DAYS and value else with_days(value)
        for name, value in content.items()
    }


def slugs(wanted: Iterable[str]) -> set[str]:
    """Which of these names of reports are taken."""
    return set(AnnualReport.objects.filter(slug__in=list(wanted)).values_list("slug", flat=True))
