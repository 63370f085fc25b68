"""Which sessions stand in a calendar, and whether it has changed since it was read."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.utils.translation import get_language

from alongside.foundation import clock
from alongside.people.models import Member

from ..models import CalendarFeed, Registration, Session

IN_AN_ENTRY = (
    "pk", "revision", "cancelled_at", "number", "title", "purpose", "language", "meeting", "starts_at", "ends_at",
    "venue", "address", "getting_there",
)  # fmt: skip
STAYS_IN_VIEW = timedelta(days=365)


def hash_of(token: str) -> str:
    """The hash under which the secret of a calendar address is kept. The secret has 256 bits, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(member: Member) -> CalendarFeed | None:
    """The calendar address that a member has now."""
    return CalendarFeed.objects.filter(member=member, ended_at=None).first()


def feed_of(token: str) -> CalendarFeed | None:
    """The address with this secret, ended ones too."""
    return CalendarFeed.objects.select_related("member").filter(token_hash=hash_of(token)).first()


def announced(pk: int) -> Session | None:
    """One session that everybody may see; its row alone."""
    return Session.objects.announced().filter(pk=pk).first()


def public_sessions() -> list[Session]:
    """Everything that was announced, cancelled sessions too, oldest first."""
    return list(Session.objects.announced().order_by("starts_at", "pk"))


def own_registrations(member: Member) -> list[Registration]:
    """What a member had a place in, one row for each session: the newest, so that coming back counts."""
    recent = Registration.objects.filter(
        member=member, session__ends_at__gt=clock.now() - STAYS_IN_VIEW, session__announced_at__isnull=False
    ).exclude(placed_at=None)
    newest = {row.session_id: row for row in recent.select_related("session").order_by("created_at", "pk")}
    return sorted(newest.values(), key=lambda row: (row.session.starts_at, row.pk))


def public_mark(house: object) -> str:
    """Differs as soon as the public calendar does. One query, however many sessions there are."""
    seen = Session.objects.announced().aggregate(
        many=Count("pk"), highest=Max("pk"), revisions=Sum("revision"), newest=Max("announced_at"),
        cancelled=Max("cancelled_at"),
    )  # fmt: skip
    return _mark(house, *seen.values())


def session_mark(session: Session, house: object) -> str:
    """Differs as soon as the entry of a session does."""
    seen = (getattr(session, name) for name in IN_AN_ENTRY)
    return _mark(house, *seen)


def own_mark(registrations: list[Registration], house: object) -> str:
    """Differs as soon as one member's calendar does."""
    seen = (
        (row.pk, row.cancelled_at, row.coming, row.session.revision, row.session.cancelled_at)
        for row in registrations
    )
    return _mark(house, *seen)


def _mark(*parts: object) -> str:
    """A strong ETag over what was seen and the language. `house` is what every entry says about the centre."""
    told = repr((parts, get_language(), settings.SITE_URL))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
