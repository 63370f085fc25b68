"""The dated public moments of projects: what happened since, once it is confirmed, and case studies."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.foundation.moments import Moment

from ..models import CaseStudy, SinceKind, SinceThen


def moments() -> Iterator[Moment]:
    """What happened since and was confirmed; case studies that came out. Two queries."""
    for row in SinceThen.objects.published().exclude(confirmed_at=None).select_related("project"):
        said = {"project": row.project.title, "what": Truncator(row.what).chars(120)}
        yield Moment(
            "since", str(row.pk), row.happened_on, _("%(project)s since then: %(what)s") % said,
            reverse("projects:since", args=[row.project.slug]) + f"#since-{row.pk}", ("projects",),
            important=row.kind == SinceKind.AWARD,
        )  # fmt: skip
    studies = CaseStudy.objects.filter(published_at__isnull=False, project__published_at__isnull=False)
    for study in studies.select_related("project").order_by("published_at", "pk"):
        assert study.published_at is not None
        yield Moment(
            "case_study", str(study.pk), timezone.localtime(study.published_at).date(),
            _("The case study of %(project)s comes out") % {"project": study.project.title},
            reverse("projects:case_study", args=[study.project.slug]), ("projects",),
        )  # fmt: skip
