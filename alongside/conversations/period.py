"""What this room tells of a period: what people said, what we did, how soon, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.foundation import reporting
from alongside.foundation.figures import Figure, Source
from alongside.foundation.reporting import Listed, Part, Row
from alongside.methods import disclosure

from .models import Conversation, Decision, Response, ResponseState, Statement

LISTED = _("The list of conversations")


def tell(begins: date, ends: date) -> Iterator[Part]:
    """Chapter "said". Seven queries."""
    days, page = (begins, ends), reverse("conversations:conversations")
    questions = [
        Row(row.opens_on, row.question, reverse("conversations:conversation", args=[row.pk]))
        for row in Conversation.objects.published().filter(opens_on__range=days).order_by("-opens_on")
    ]
    said = Statement.objects.accepted().filter(created_at__date__range=days).count()
    fell_due = Statement.objects.filter(withdrawn_at=None, declined_at=None).filter(
        Q(answered_at=None, due_on__range=days) | Q(answered_at__date__range=days)
    )
    base = fell_due.count()
    in_time = fell_due.filter(answered_at__date__lte=F("due_on")).count()
    yield Part(
        "said",
        [
            reporting.of_records(
                "period.questions", _("questions put to the community"), len(questions),
                _("Published questions that opened in these days."), ends, page, LISTED,
            ),
            reporting.of_acts(
                "period.statements", _("ideas that people put to conversations"), said,
                _("Ideas of one sentence that everybody may read, said in any way in these days."), ends, page, LISTED,
            ),
            reporting.share(
                "period.answered_in_time", _("of what people said was answered in time"), in_time, base,
                _("ideas that were answered in these days, or whose day came in them"),
                _(
                    "What had an answer by its own day, which is set when it is said and never moves. “We are still "
                    "thinking” is no answer."
                ),
                ends, Source(LISTED, page),
            ),
            _days_to_answer(begins, ends),
        ],
        [
            Listed(_("Questions put to the community"), _("Published questions that opened."), questions),
            _you_said(begins, ends),
            _decided(begins, ends),
        ],
    )  # fmt: skip


def _days_to_answer(begins: date, ends: date) -> Figure:
    """How long people waited: the median, in whole days; hidden where few were answered."""
    rows = Statement.objects.filter(withdrawn_at=None, answered_at__date__range=(begins, ends))
    both = rows.values_list("created_at", "answered_at")
    waited = sorted((answered - said).days for said, answered in both if answered)
    about: dict[str, Any] = {
        "id": "period.days_to_answer", "label": _("from saying something to its answer, in the middle"),
        "as_of": ends, "rule": reporting.ROUNDED, "source": (Source(LISTED, reverse("conversations:conversations")),),
        "definition": _("Of what was answered in these days, half had its answer sooner, half later. In whole days."),
    }  # fmt: skip
    if len(waited) < disclosure.SMALLEST_COUNT:
        return Figure(**about, status="too_few")
    days = int(median(waited))
    said = ngettext_lazy("%(count)d day", "%(count)d days", days) % {"count": days}
    return Figure(**about, value=days, display=said)


def _you_said(begins: date, ends: date) -> Listed:
    rows = Response.objects.filter(created_at__date__range=(begins, ends)).exclude(
        state=ResponseState.THINKING
    )
    rows = rows.filter(theme__conversation__publication__isnull=False)
    found = [
        Row(
            timezone.localtime(row.created_at).date(), f"{row.theme.title} → {row.text}",
            reverse("conversations:theme", args=[row.theme_id]), row.get_state_display(),
        )
        for row in rows.select_related("theme").order_by("-created_at")
    ]  # fmt: skip
    return Listed(_("You said, we did"), _("Answers of these days to what several people said."), found)


def _decided(begins: date, ends: date) -> Listed:
    rows = Decision.objects.filter(decided_on__range=(begins, ends)).order_by("-decided_on")
    found = [
        Row(row.decided_on, row.question, reverse("conversations:decision", args=[row.pk])) for row in rows
    ]
    return Listed(_("Decisions"), _("Decisions on record, with who took them."), found)
