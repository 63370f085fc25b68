"""What the story tells from the rooms without anybody arranging it: moments, what happened since, case studies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.urls import reverse
from django.utils import timezone, translation

from alongside.foundation import moments
from alongside.foundation.moments import Moment
from alongside.projects.models import CaseStudy, FollowUp, SinceThen

from ..models import MomentChoice
from .plain import Content

Row = TypeVar("Row")


def choices() -> dict[str, bool]:
    """What coordinators chose, by the name of the moment. One query."""
    return {f"{row.kind}.{row.key}": row.shown for row in MomentChoice.objects.all()}


def to_choose() -> list[tuple[Moment, bool]]:
    """Every moment that a room knows, each with whether it is on the timeline, newest first."""
    chosen = choices()
    found = [(one, chosen.get(one.name, one.important)) for one in moments.everything()]
    return found[::-1]


def shown_moments(languages: Sequence[str], until: date) -> list[dict[str, Any]]:
    """The moments on the timeline up to a day, oldest first, with their words in each language."""
    chosen = choices()
    found: dict[str, dict[str, Any]] = {}
    for language in languages:
        with translation.override(language):
            for one in moments.everything():
                if one.on <= until and chosen.get(one.name, one.important):
                    found.setdefault(one.name, _moment(one))["texts"][language] = {
                        "title": str(one.title), "url": one.url,
                    }  # fmt: skip
    return list(found.values())


def _moment(one: Moment) -> dict[str, Any]:
    return {
        "name": one.name, "on": one.on.isoformat(), "precision": one.precision, "strands": list(one.strands),
        "texts": {},
    }  # fmt: skip


def since(languages: Sequence[str], until: date) -> list[dict[str, Any]]:
    """What happened to projects since, as everybody may read it, oldest first, with the day up to which we know.

    Two queries.
    """
    rows = list(SinceThen.objects.published().filter(happened_on__lte=until).select_related("project"))
    asked = FollowUp.objects.filter(project__in={row.project_id for row in rows}, answered_at__isnull=False)
    known: dict[int, date] = {}
    for project, answered in asked.values_list("project", "answered_at"):
        known[project] = max(known.get(project, date.min), timezone.localtime(answered).date())
    return [_since(row, languages, known, until) for row in rows]


def _since(row: SinceThen, languages: Sequence[str], known: dict[int, date], until: date) -> dict[str, Any]:
    published = timezone.localtime(row.published_at).date() if row.published_at else row.happened_on
    return {
        "id": row.pk, "project": row.project.title, "what": row.what, "kind": row.kind,
        "on": row.happened_on.isoformat(), "confirmed": row.confirmed_at is not None, "language": row.language,
        "as_of": min(until, max(published, known.get(row.project_id, published))).isoformat(),
        "texts": in_each(
            languages,
            lambda: {
                "kind": str(row.get_kind_display()),
                "url": reverse("projects:since", args=[row.project.slug]) + f"#since-{row.pk}",
            },
        ),
    }  # fmt: skip


def taken_back(frozen: Content) -> tuple[int, ...]:
    """Which of what frozen content tells of projects since then was taken back after that. One query at most."""
    told = [one["id"] for one in frozen.get("since", [])]
    if not told:
        return ()
    standing = SinceThen.objects.filter(pk__in=told, withdrawn_at=None)
    return tuple(sorted(set(told) - set(standing.values_list("pk", flat=True))))


def without(frozen: Content, gone: Sequence[int]) -> Content:
    """Frozen content without what was taken back; it says how much that is."""
    if not gone:
        return frozen
    kept = [one for one in frozen.get("since", []) if one["id"] not in gone]
    return {**frozen, "since": kept, "since_taken_back": len(gone)}


def case_studies(languages: Sequence[str]) -> list[dict[str, Any]]:
    """Every case study that everybody may read, newest first. One query."""
    rows = CaseStudy.objects.filter(published_at__isnull=False, project__published_at__isnull=False)
    return [_case(row, languages) for row in rows.select_related("project").order_by("-published_at", "-pk")]


def _case(row: CaseStudy, languages: Sequence[str]) -> dict[str, Any]:
    told = row.project
    return {
        "project": told.title, "summary": told.summary, "language": told.language,
        "texts": in_each(languages, lambda: {"url": reverse("projects:case_study", args=[told.slug])}),
    }  # fmt: skip


def in_each(languages: Iterable[str], say: Callable[[], Row]) -> dict[str, Row]:
    """What something says in each language."""
    said = {}
    for language in languages:
        with translation.override(language):
            said[language] = say()
    return said
