"""Sessions that took place, as records that count in reports on working with people; see `learning`."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.sources import Thing
from alongside.learning.queries.evidence import Counted, Found, Name, Work

from ..models import Series, Session
from . import sources

SERIES, MOST = "series", 50


def held(begins: date, ends: date) -> Iterator[Found]:
    """Sessions that took place. One query."""
    for row in Session.objects.delivered().announced().filter(starts_at__date__range=(begins, ends)):
        label = _("Session %(number)s: %(title)s") % {"number": row.number, "title": row.title}
        page = reverse("gatherings:session", args=[row.pk])
        of = frozenset({(sources.KIND, str(row.pk)), (SERIES, str(row.series_id))})
        yield Found(timezone.localtime(row.starts_at).date(), label, page, of)


def series() -> Iterator[Thing]:
    """Series of sessions."""
    for row in Series.objects.order_by("-pk")[:MOST]:
        yield Thing(SERIES, str(row.pk), row.name)


def of_series(key: str) -> frozenset[Name]:
    """A series and its sessions."""
    rows = Session.objects.announced().filter(series=int(key)).values_list("pk", flat=True)
    return frozenset({(SERIES, key)} | {(sources.KIND, str(pk)) for pk in rows})


COUNTED = [
    Counted(
        frozenset({"methods", "together"}),
        gettext_lazy("Sessions that took place"),
        held,
        "gatherings:sessions",
    )
]
"""What this room registers."""

WORK = Work(SERIES, gettext_lazy("A series of sessions"), series, of_series)
"""Each series has reports of its own."""
