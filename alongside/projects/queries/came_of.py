"""What came of a project, for rooms that ask; and which records count in reports on working with people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.sources import Thing
from alongside.learning.queries.evidence import Counted, Found

from ..models import CaseStudy, SinceThen
from . import case, outcomes, since


def came_of(kind: str, key: str) -> list[Thing]:
    """What came of a project: its case study, outcomes, and what happened since."""
    if kind != case.KIND or not key.isdecimal():
        return []
    rows = outcomes.public().filter(project=int(key)).order_by("day", "pk")[:50]
    after = SinceThen.objects.published().filter(project=int(key)).select_related("project")[:50]
    told = CaseStudy.objects.filter(
        project=int(key), published_at__isnull=False, project__published_at__isnull=False
    )
    written = [_study(row) for row in told.select_related("project")]
    return [*written, *(outcomes.thing(row) for row in rows), *(since.thing(row) for row in after)]


def _study(row: CaseStudy) -> Thing:
    page = reverse("projects:case_study", args=[row.project.slug])
    return Thing("case_study", str(row.project_id), gettext("The case study"), page)


def _short(words: str) -> str:
    return Truncator(words).chars(160)


def changed(begins: date, ends: date) -> Iterator[Found]:
    """What changed, good or not, expected or not."""
    for row in outcomes.public().filter(day__range=(begins, ends)):
        yield Found(row.day, _short(row.words), reverse("projects:outcome", args=[row.pk]))


def not_good(begins: date, ends: date) -> Iterator[Found]:
    """What changed and is not good, or is disputed."""
    rows = outcomes.public().filter(day__range=(begins, ends))
    for row in rows.filter(Q(goes__in=("negative", "mixed")) | outcomes.is_disputed()):
        yield Found(row.day, _short(row.words), reverse("projects:outcome", args=[row.pk]))


def happened_since(begins: date, ends: date) -> Iterator[Found]:
    """What happened after projects, claimed or confirmed."""
    for row in (
        SinceThen.objects.published().filter(happened_on__range=(begins, ends)).select_related("project")
    ):
        yield Found(row.happened_on, _short(row.what), since.thing(row).url)


def studies(begins: date, ends: date) -> Iterator[Found]:
    """Case studies that teams agreed to publish."""
    rows = CaseStudy.objects.filter(
        published_at__date__range=(begins, ends), project__published_at__isnull=False
    )
    for row in rows.select_related("project"):
        assert row.published_at is not None
        page = reverse("projects:case_study", args=[row.project.slug])
        yield Found(timezone.localtime(row.published_at).date(), row.project.title, page)


COUNTED = [
    Counted(
        frozenset({"results", "impact"}),
        _("What changed through projects, expected or not"),
        changed,
        "projects:outcomes",
    ),
    Counted(
        frozenset({"reflection"}),
        _("What changed and is not good, or is seen in different ways"),
        not_good,
        "projects:outcomes",
    ),
    Counted(
        frozenset({"influence", "impact"}),
        _("What happened after projects"),
        happened_since,
        "projects:projects",
    ),
    Counted(
        frozenset({"communications", "impact"}),
        _("Case studies that teams agreed to"),
        studies,
        "projects:projects",
    ),
]
"""What is registered for reports."""
