"""What this room tells of a period: the sessions that took place, and what people said to sessions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import reporting
from alongside.foundation.reporting import Listed, Part, Row

from .models import Answer, AnswerState, Contribution, Session
from .queries import evidence


def tell(begins: date, ends: date) -> Iterator[Part]:
    """Chapters "sessions" and "said". Four queries."""
    rows = [Row(one.on, one.label, one.url) for one in evidence.held(begins, ends)]
    days, page = (begins, ends), reverse("gatherings:sessions")
    cancelled = Session.objects.announced().filter(starts_at__date__range=days, cancelled_at__isnull=False)
    taken_place = _("Sessions of the numbered series that were announced and took place in these days.")
    where = _("The list of sessions")
    yield Part(
        "sessions",
        [
            reporting.of_records(
                "period.sessions", _("sessions that took place"), len(rows), taken_place, ends, page, where
            ),
            reporting.of_records(
                "period.sessions_cancelled", _("sessions that were cancelled"), cancelled.count(),
                _("Announced sessions of these days that did not take place. They keep their number."), ends, page,
                where,
            ),
        ],
        [Listed(_("Sessions that took place"), taken_place, _newest(rows))],
    )  # fmt: skip
    said = Contribution.objects.public().filter(created_at__date__range=days).count()
    yield Part(
        "said",
        [
            reporting.of_acts(
                "period.said_to_sessions", _("things that people said to sessions"), said,
                _("Ideas, questions and worries that everybody may read, said in any way in these days."), ends, page,
                where,
            )
        ],
        [_answers(begins, ends)],
    )  # fmt: skip


def _answers(begins: date, ends: date) -> Listed:
    rows = Answer.objects.filter(created_at__date__range=(begins, ends), session__announced_at__isnull=False)
    rows = rows.exclude(state=AnswerState.THINKING).select_related("session")
    found = [
        Row(
            timezone.localtime(row.created_at).date(), row.text,
            reverse("gatherings:you_said", args=[row.session_id]), row.get_state_display(),
        )
        for row in rows
    ]  # fmt: skip
    return Listed(
        _("What we answered to what was said at sessions"),
        _("Answers of these days other than “we are still thinking”."), _newest(found),
    )  # fmt: skip


def _newest(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.on, reverse=True)
