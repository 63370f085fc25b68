"""What the room holds of a member, for "my data"."""

from __future__ import annotations

from typing import Any

from alongside.people.models import Member

from ..models import Part
from . import statements


def said_by(member: Member) -> list[dict[str, Any]]:
    """What they said, and what became of it."""
    return [
        {
            "conversation": row.conversation.title, "text": row.text, "language": row.language,
            "said_on": row.created_at.isoformat(), "how": row.how, "state": statements.state_of(row),
            "declined_because": row.declined_because,
            "answers": [response.text for response in row.theme.responses.all()] if row.theme else [],
        }
        for row in statements.of_member(member)
    ]  # fmt: skip


def parts_of(member: Member) -> list[dict[str, Any]]:
    """In which conversations they take part, as what, and how they voted."""
    rows = Part.objects.filter(member=member).select_related("conversation")
    found = rows.prefetch_related("declarations__community", "votes__statement")
    return [
        {
            "conversation": part.conversation.title,
            "declared": [
                {"community": row.community.name, "wording": row.wording, "how": row.how}
                for row in part.declarations.all()
            ],
            "votes": [
                {
                    "statement": row.statement.text, "vote": row.get_value_display(), "how": row.how,
                    "on": row.changed_at.isoformat(),
                }
                for row in part.votes.all()
            ],
        }
        for part in found
    ]  # fmt: skip
