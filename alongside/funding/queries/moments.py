"""The dated public moments of rounds: opened, announced, and when their projects end."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.moments import Moment

from ..models import Round


def moments() -> Iterator[Moment]:
    """Every round that was opened, as it went. One query."""
    rows = Round.objects.public().select_related("announcement").order_by("opened_at", "pk")
    for row in rows:
        page = reverse("funding:round", args=[row.slug])
        assert row.opened_at is not None
        given = {"round": row.title}
        yield Moment(
            "round_opened", row.slug, timezone.localtime(row.opened_at).date(), _("%(round)s opens") % given, page,
            ("projects",), important=True,
        )  # fmt: skip
        announced = getattr(row, "announcement", None)
        if announced is None:
            continue
        yield Moment(
            "round_announced", row.slug, timezone.localtime(announced.created_at).date(),
            _("The projects of %(round)s are announced") % given, page, ("projects",), important=True,
        )  # fmt: skip
        ends = end_of(row.starts_on, row.months)
        if ends <= clock.today():
            yield Moment(
                "round_ended", row.slug, ends, _("The projects of %(round)s end") % given, page, ("projects",),
                important=True, precision="month",
            )  # fmt: skip


def end_of(starts_on: date, months: int) -> date:
    """The last day of the last month of some months, the one with `starts_on` included."""
    years, month = divmod(starts_on.year * 12 + starts_on.month - 1 + months - 1, 12)
    return date(years, month + 1, calendar.monthrange(years, month + 1)[1])
