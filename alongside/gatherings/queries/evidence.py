"""Sessions that took place, as records that count in reports on working with people; see `learning`."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.learning.queries.evidence import Counted, Found

from ..models import Session


def held(begins: date, ends: date) -> Iterator[Found]:
    """Sessions that took place. One query."""
    for row in Session.objects.delivered().announced().filter(starts_at__date__range=(begins, ends)):
        label = _("Session %(number)s: %(title)s") % {"number": row.number, "title": row.title}
        page = reverse("gatherings:session", args=[row.pk])
        yield Found(timezone.localtime(row.starts_at).date(), label, page)


COUNTED = [Counted(frozenset({"methods", "together"}), gettext_lazy("Sessions that took place"), held)]
"""What this room registers."""
