"""What the room holds about somebody in minutes, items and calendars, for "my data" and for leaving."""

from typing import Any

from django.db.models import Q

from alongside.foundation import outbox, privacy
from alongside.foundation.actors import Actor
from alongside.people.models import Member

from ..models import CalendarFeed, Correction, Item, MinutesVersion, Reminder, Session
from ..queries import minutes as queries


def export_minutes(member: Member) -> dict[str, Any]:
    """Corrections with their answers, and what a member said that they would do."""
    corrections = Correction.objects.filter(member=member).select_related("minutes__session")
    items = Item.objects.filter(owner=member).select_related("session")
    return {
        "corrections": [
            {
                "session": row.minutes.session.number, "suggested": row.words, "how": row.how,
                "accepted": row.accepted, "reason": row.reason, "suggested_at": row.created_at.isoformat(),
            }
            for row in corrections
        ],
        "items": [
            {
                "session": row.session.number, "words": row.words,
                "due": row.due.isoformat() if row.due else None, "done": row.done_at is not None,
            }
            for row in items
        ],
    }  # fmt: skip


def erase_minutes(member: Member, by: Actor) -> None:
    """Take a member's names and words out of minutes and items; what was decided stays."""
    near = Q(registrations__member=member) | Q(helpers__member=member) | Q(items__owner=member)
    ids = list(Session.objects.filter(near).distinct().values_list("pk", flat=True))
    for model, path, field in (
        (MinutesVersion, "minutes__session__in", "text"), (Item, "session__in", "words"),
        (Correction, "minutes__session__in", "words"), (Correction, "minutes__session__in", "reason"),
    ):  # fmt: skip
        _take_names_out(model, path, field, ids, member)
    for row in [*Correction.objects.filter(member=member), *Item.objects.filter(owner=member)]:
        privacy.erase(row)


def export_calendars(member: Member) -> list[dict[str, Any]]:
    """When calendar addresses were made and ended."""
    return [
        {"made_at": row.created_at.isoformat(), "ended_at": row.ended_at.isoformat() if row.ended_at else None}
        for row in CalendarFeed.objects.filter(member=member)
    ]  # fmt: skip


def erase_calendars(member: Member, by: Actor) -> None:
    """End every address, and take back what was not sent yet."""
    CalendarFeed.objects.filter(member=member).delete()
    for reminder in Reminder.objects.filter(registration__member=member).select_related("message"):
        if reminder.message is not None:
            outbox.take_back(reminder.message, by=by)


def _take_names_out(model: Any, path: str, field: str, sessions: list[int], member: Member) -> None:
    for row in model.objects.filter(**{path: sessions}):
        words = queries.without_names(getattr(row, field), [member])
        if words != getattr(row, field):
            setattr(row, field, words)
            row.save(update_fields=[field])
