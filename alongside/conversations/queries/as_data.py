"""Decisions and answered themes as data that everybody may have, in fields that keep their names.

The API answers with it, and webhooks send it. It says what the public pages say, and nobody's name.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from alongside.foundation.letters import absolute

from ..models import Conversation, Decision, Theme
from . import decisions, themes


def of_decision(decision: Decision) -> dict[str, Any]:
    """One decision; ask for its `decided_by` and `reviews` before. Where a number is under five, all are None."""
    return {
        "id": decision.pk, "question": decision.question, "outcome": decision.outcome,
        "options": [str(one) for one in decision.options], "dissent": decision.dissent, "method": decision.method,
        "rung": decision.rung, "language": decision.language, "decided_on": decision.decided_on.isoformat(),
        "review_on": decision.review_on.isoformat() if decision.review_on else None, "people": decision.people,
        "more_than_half_lived_experience": decision.has_lived_majority,
        "decided_by": [
            {"role": role, "count": count} for role, count in decisions.counts(decision)
        ],
        "reviews": [
            {"on": row.created_at.date().isoformat(), "said": row.said} for row in decision.reviews.all()
        ],
        "conversation_url": _conversation(decision.conversation_id),
        "url": absolute(reverse("conversations:decision", args=[decision.pk])),
    }  # fmt: skip


def all_decisions() -> QuerySet[Decision]:
    """Every decision with what stands on its page."""
    return decisions.everything().prefetch_related("decided_by", "reviews")


def one_decision(pk: int) -> dict[str, Any] | None:
    """The decision with this number as data; None where there is none."""
    decision = all_decisions().filter(pk=pk).first()
    return of_decision(decision) if decision else None


def public_themes() -> QuerySet[Theme]:
    """The themes of conversations that everybody may read, with their newest response."""
    return Theme.objects.filter(conversation__in=Conversation.objects.published()).with_response()


def of_themes(rows: list[Theme]) -> list[dict[str, Any]]:
    """Themes as data, in their order: what people said, and what was answered. Seven queries for all of them."""
    wanted = public_themes().filter(pk__in=[row.pk for row in rows])
    read = {one.theme.pk: one for one in themes.you_said(wanted)}
    return [_of_theme(read[row.pk]) for row in rows if row.pk in read]


def _of_theme(one: themes.YouSaid) -> dict[str, Any]:
    theme, response = one.theme, one.response
    answer = {
        "state": response.state, "text": response.text, "by_role": response.by_role,
        "on": response.created_at.date().isoformat(),
        "more_by": response.more_by.isoformat() if response.more_by else None,
    } if response else None  # fmt: skip
    return {
        "id": theme.pk, "title": theme.title, "due_on": one.due.isoformat(), "answered": one.answered,
        "overdue": one.overdue, "response": answer,
        "said": [{"text": row.text, "language": row.language} for row in one.said], "said_more": one.more,
        "conversation_url": _conversation(theme.conversation_id),
        "url": absolute(reverse("conversations:theme", args=[theme.pk])),
    }  # fmt: skip


def _conversation(pk: int | None) -> str | None:
    return absolute(reverse("conversations:conversation", args=[pk])) if pk else None
