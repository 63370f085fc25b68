"""What this room tells of a period: projects, outcomes of every kind, and what happened since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from alongside.foundation import reporting
from alongside.foundation.figures import Figure
from alongside.foundation.reporting import Listed, Part, Row

from .models import Expected, Project, Valence
from .queries import came_of, outcomes


def tell(begins: date, ends: date) -> Iterator[Part]:
    """Chapters "projects" and "did_not_work". Four queries."""
    days, page = (begins, ends), reverse("projects:projects")
    running = (
        Project.objects.public()
        .filter(starts_on__lte=ends)
        .filter(Q(closed_at=None) | Q(closed_at__date__gte=begins))
    )
    projects = [
        Row(row.starts_on, row.title, reverse("projects:project", args=[row.slug]))
        for row in running.order_by("-starts_on")
    ]
    rows = list(outcomes.public().filter(day__range=days).order_by("-day", "-pk"))
    told = [
        Row(row.day, _short(row.words), reverse("projects:outcome", args=[row.pk]), _word(row))
        for row in rows
    ]
    unexpected = [line for line, row in zip(told, rows, strict=True) if row.kind_of != Expected.EXPECTED]
    not_good = [line for line, row in zip(told, rows, strict=True) if row.goes != Valence.POSITIVE]
    since = [Row(one.on, one.label, one.url) for one in came_of.happened_since(begins, ends)]
    all_outcomes = reverse("projects:outcomes")
    where = _("What came of projects")

    def counted(name: str, label: str | Promise, found: list[Row], definition: str | Promise) -> Figure:
        return reporting.of_records(
            f"period.{name}", label, len(found), definition, ends, all_outcomes, where
        )

    yield Part(
        "projects",
        [
            reporting.of_records(
                "period.projects", _("projects that ran"), len(projects),
                _("Published projects that ran on at least one of these days."), ends, page, _("The list of projects"),
            ),
            counted("outcomes", _("outcomes"), told, _("Published outcomes of these days, of every kind.")),
            counted("unexpected", _("outcomes that nobody expected, or only in part"), unexpected,
                    _("Those of these days that the team did not expect, or only in part.")),
            counted("not_good", _("outcomes that are not good, or only in part"), not_good,
                    _("Those of these days that are negative or mixed.")),
        ],
        [
            Listed(_("Projects that ran"), _("Published projects that ran on at least one of these days."), projects),
            Listed(_("Outcomes"), _("Published outcomes, good or not, expected or not."), told),
            Listed(_("What happened since"), _("What happened in these days after projects had ended."), since),
        ],
    )  # fmt: skip
    yield Part(
        "did_not_work",
        lists=[
            Listed(_("Outcomes that are not good, or only in part"), _("Published outcomes of these days."), not_good)
        ],
    )  # fmt: skip


def _word(row: Any) -> str:
    """Whether it was expected, and whether it is good, in the words of the form."""
    return f"{Expected(row.kind_of).label}. {Valence(row.goes).label}."


def _short(words: str) -> str:
    return Truncator(words).chars(200)
