"""The dated public moments of sessions: each that took place, by its number."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.moments import Moment

from ..models import Session


def moments() -> Iterator[Moment]:
    """Sessions of numbered series that took place; the first and the newest are important. One query."""
    rows = list(
        Session.objects.announced().delivered().exclude(number=None).order_by("series", "number", "pk")
    )
    newest = {row.series_id: row.pk for row in rows}
    first: dict[int, int] = {}
    for row in rows:
        first.setdefault(row.series_id, row.pk)
    for row in rows:
        given = {"number": row.number, "title": row.title}
        yield Moment(
            "session", str(row.pk), timezone.localtime(row.starts_at).date(),
            _("Session %(number)d takes place: %(title)s") % given, reverse("gatherings:session", args=[row.pk]),
            tuple(row.strands) or ("learning",),
            important=row.pk in (newest[row.series_id], first[row.series_id]),
        )  # fmt: skip
