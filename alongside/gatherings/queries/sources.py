"""Sessions as something that words of other rooms can come from; see `foundation.sources`."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.sources import Thing

from ..models import Session

KIND, MOST = "session", 10


def find(words: str) -> list[Thing]:
    """Announced sessions with this number, or with these words in their title, the newest first."""
    rows = Session.objects.announced().filter(cancelled_at=None)
    if words:
        number = Q(number=int(words)) if words.isdecimal() and len(words) < 6 else Q()
        rows = rows.filter(number) if number else rows.filter(title__icontains=words)
    return [_thing(row) for row in rows.order_by("-starts_at", "-pk")[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Announced sessions by key. One query."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    return {str(row.pk): _thing(row) for row in Session.objects.announced().filter(pk__in=wanted)}


def _thing(session: Session) -> Thing:
    label = _("Session %(number)s: %(title)s") % {"number": session.number, "title": session.title}
    return Thing(KIND, str(session.pk), label, reverse("gatherings:session", args=[session.pk]))
