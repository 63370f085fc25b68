"""Sessions as something that can be translated; see `foundation.translating`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.translating import Part, Source

from ..models import Session

KIND, MOST = "session", 200


def source(session: Session) -> Source:
    """What a session says of itself, in the language in which it is held."""
    return Source(
        KIND, str(session.pk), session.title, reverse("gatherings:session", args=[session.pk]), session.language,
        (
            Part("title", _("Title"), session.title, long=False),
            Part("purpose", _("What it is for"), session.purpose),
            Part("what_difference", _("What difference it can make"), session.what_difference),
            Part("getting_there", _("How to get there"), session.getting_there),
        ),
    )  # fmt: skip


def listed() -> list[Source]:
    """Announced sessions, the newest first; those long ago are left as they are."""
    rows = Session.objects.announced().filter(cancelled_at=None).order_by("-starts_at", "-pk")
    return [source(row) for row in rows[:MOST]]


def read(key: str) -> Source | None:
    """An announced session by its key."""
    row = Session.objects.announced().filter(pk=int(key)).first() if _is_key(key) else None
    return source(row) if row else None


def _is_key(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < 16
