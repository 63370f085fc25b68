"""A session as data that everybody may have: what its public page says, in fields that keep their names.

The API answers with it, and webhooks send it. It holds no way to join online and nobody's name.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.letters import absolute

from ..models import Coming, Session
from . import listing, sessions


def everybody_may_read() -> QuerySet[Session]:
    """What was announced, cancelled sessions too, each with how many places are taken. One query."""
    return listing.with_places_taken(Session.objects.announced().select_related("series"))


def of_session(session: Any) -> dict[str, Any]:
    """One session; ask for `everybody_may_read`. Moments are in ISO 8601 with the offset of where the centre is."""
    closes = session.registration_closes_at or session.starts_at
    in_room, online = (_left(session, way) for way in (Coming.IN_PERSON, Coming.ONLINE))
    return {
        "id": session.pk, "number": session.number, "series": session.series.name, "title": session.title,
        "purpose": session.purpose, "language": session.language, "state": _state(session),
        "cancelled_because": session.cancelled_because, "meeting": session.meeting,
        "starts_at": _moment(session.starts_at), "ends_at": _moment(session.ends_at),
        "venue": session.venue if session.meeting != "online" else "",
        "address": session.address if session.meeting != "online" else "",
        "registration_closes_at": _moment(closes), "registration_open": session.is_open,
        "places_left_in_person": in_room, "places_left_online": online,
        "access_offer": list(session.access_offer), "strands": list(session.strands),
        "revision": session.revision,
        "url": absolute(reverse("gatherings:session", args=[session.pk])),
        "calendar_url": absolute(reverse("gatherings:session_entry", args=[session.pk])),
    }  # fmt: skip


def of_one(pk: int) -> dict[str, Any] | None:
    """The session with this number as data; None where it is not for everybody."""
    session = everybody_may_read().filter(pk=pk).first()
    return of_session(session) if session else None


def _state(session: Session) -> str:
    if session.cancelled_at:
        return "cancelled"
    if session.completed_at:
        return "completed"
    return "delivered" if session.delivered_at else "announced"


def _left(session: Any, way: Coming) -> int | None:
    """Places left, as the public page says it: None where there is no limit, no such way, or nobody can register."""
    most = sessions.places(session, way)
    if most is None or way not in sessions.ways(session) or not session.is_open:
        return None
    taken = session.taken_in_person if way == Coming.IN_PERSON else session.taken_online
    return max(0, most - int(taken))


def _moment(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
