"""Questions about words that people let us quote. Each passes through the one check of living consents."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.people.models import Consent, ConsentChannel, Member
from alongside.people.queries import consents

from ..models import Session, SessionQuote

CHANNELS = (ConsentChannel.WEB, ConsentChannel.PRINT)


@dataclass(frozen=True)
class Shown:
    """Words that may be shown today, and the name that their speaker has today; "" for no name."""

    text: str
    by: str
    language: str


def standing_of(session: Session, member: Member) -> SessionQuote | None:
    """What a member lets us quote of a session today."""
    living = Consent.objects.in_force(clock.today()).filter(member=member)
    rows = SessionQuote.objects.filter(session=session, consent__in=living).exclude(text="")
    return rows.select_related("consent").first()


def shown(session: Session) -> list[Shown]:
    """Quotes for the page of a session: on the web, today."""
    rows = list(SessionQuote.objects.filter(session=session).exclude(text="").order_by("pk"))
    allowed = consents.showable([row.consent_id for row in rows], ConsentChannel.WEB)
    return [
        Shown(row.text, allowed[row.consent_id], row.language) for row in rows if row.consent_id in allowed
    ]


def to_offer() -> list[tuple[SessionQuote, str]]:
    """Every quote that the story could show today, on the web or in print, newest first, with its speaker."""
    rows = list(SessionQuote.objects.exclude(text="").select_related("session", "session__series", "consent"))
    allowed: dict[int, str] = {}
    for channel in CHANNELS:
        allowed |= consents.showable([row.consent_id for row in rows], channel)
    return [(row, allowed[row.consent_id]) for row in rows if row.consent_id in allowed]


def about(session: Session) -> str:
    """What a quote is about: "Co-production session 15: Care at home"."""
    if session.number is None:
        return session.title
    return _("Co-production session %(number)s: %(title)s") % {
        "number": session.number,
        "title": session.title,
    }


def count() -> int:
    """How many quotes may be shown on the web today."""
    rows = SessionQuote.objects.exclude(text="").values_list("consent_id", flat=True)
    return len(consents.showable(rows, ConsentChannel.WEB))
