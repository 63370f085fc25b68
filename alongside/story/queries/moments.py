"""The dated public moments of this room: each edition."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.moments import Moment

from ..models import Edition


def moments() -> Iterator[Moment]:
    """Every edition by the day of which it tells. One query."""
    for slug, title, as_of in Edition.objects.values_list("slug", "title", "as_of"):
        yield Moment(
            "edition", slug, as_of, _("The edition “%(title)s” comes out") % {"title": title},
            reverse("story:edition", args=[slug]), ("learning", "movement"),
        )  # fmt: skip
