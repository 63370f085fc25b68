"""What the room holds of a member's words, for "my data"."""

from __future__ import annotations

from typing import Any

from alongside.people.models import Member

from ..models import Feedback, SessionQuote
from . import voices


def contributions(member: Member) -> list[dict[str, Any]]:
    """What they said to sessions, and what was answered."""
    return [
        {
            "session": row.session.title, "text": row.text, "said_on": row.created_at.isoformat(),
            "how": row.how, "attribution": row.named, "role": row.role_text,
            "answer": row.answer.text if row.answer else "", "held_back_because": row.held_back_because,
            "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else "",
        }
        for row in voices.of_member(member)
    ]  # fmt: skip


def feedback(member: Member) -> list[dict[str, Any]]:
    """Feedback that bears their name. What they said without a name is nobody's."""
    rows = Feedback.objects.filter(member=member).select_related("session").order_by("pk")
    return [
        {
            "session": row.session.title, "how": row.how, "good": row.good, "differently": row.differently,
            "heard": row.get_heard_display() if row.heard else "", "anything_else": row.anything_else,
        }
        for row in rows
    ]  # fmt: skip


def quotes(member: Member) -> list[dict[str, Any]]:
    """Words that they let us quote."""
    rows = SessionQuote.objects.filter(consent__member=member).exclude(text="").select_related("session")
    return [{"session": row.session.title, "text": row.text} for row in rows]
