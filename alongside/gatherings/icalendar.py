"""Sessions as calendar entries: RFC 5545, with METHOD by RFC 5546 and CONFERENCE by RFC 7986.

An entry keeps its UID for ever; SEQUENCE is the session's revision, so that a calendar replaces what it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.letters import absolute, centre_name
from alongside.foundation.models import Centre
from alongside.people.models import AgeGuard, ReachBy

from .models import Coming, Meeting, Registration, Session

if TYPE_CHECKING:
    import icalendar

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
LONDON = "Europe/London"

# The rules of the United Kingdom since 1996. Libraries that compute them put the spring hour in the wrong place.
VTIMEZONE = "\r\n".join((
    "BEGIN:VTIMEZONE", f"TZID:{LONDON}",
    "BEGIN:DAYLIGHT", "DTSTART:19960331T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZNAME:BST", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:DAYLIGHT",
    "BEGIN:STANDARD", "DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZNAME:GMT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "END:STANDARD",
    "END:VTIMEZONE", "",
))  # fmt: skip

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class House:
    """What every entry says about who holds the session: asked for once for a whole calendar."""

    name: str
    email: str
    phone: str


def the_house(centre: Centre | None = None) -> House:
    """The centre, as the organiser of its sessions; asked for where the caller does not know it."""
    centre = centre or Centre.current()
    written_from = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if centre is None:
        return House(centre_name(), written_from, "")
    return House(centre.name, centre.help_email or written_from, centre.help_phone)


def entry(
    session: Session,
    registration: Registration | None = None,
    method: str = PUBLISH,
    *,
    house: House | None = None,
) -> str:
    """One session as an iCalendar text.

    Without a registration it is what everybody may know: it holds no way to join online. With one whose member
    has an email address, REQUEST and CANCEL name them as ATTENDEE.
    """
    placed = registration is not None and registration.placed_at is not None
    attendee = address_of(registration) if registration and method != PUBLISH else ""
    event = _event(
        session, house or the_house(), with_link=placed, attendee=attendee, cancelled=method == CANCEL,
        coming=registration.coming if registration else "",
    )  # fmt: skip
    return _text([event.to_ical().decode()], method)


def calendar(sessions: Iterable[Session], *, house: House) -> str:
    """Many sessions as everybody may know them, for a calendar that reads them again and again."""
    name = _("Sessions at %(centre)s") % {"centre": house.name}
    return _text((_event(one, house).to_ical().decode() for one in sessions), PUBLISH, name)


def own_calendar(registrations: Iterable[Registration], *, house: House) -> str:
    """One member's sessions with the ways to join; what was cancelled stays in view as cancelled."""
    name = _("My sessions at %(centre)s") % {"centre": house.name}
    events = (
        _event(one.session, house, with_link=True, coming=one.coming, cancelled=one.cancelled_at is not None)
        for one in registrations
    )
    return _text((event.to_ical().decode() for event in events), PUBLISH, name)


def address_of(registration: Registration) -> str:
    """The email address that messages about a registration go to; "" where they go by post or phone."""
    member = registration.member
    if member.age_guard == AgeGuard.UNDER_16:
        return member.guardian.email if hasattr(member, "guardian") else ""
    if member.reach_by == ReachBy.SUPPORTER:
        return member.supporter.email if hasattr(member, "supporter") else ""
    return member.email if member.reach_by == ReachBy.EMAIL else ""


def _text(events: Iterable[str], method: str, name: str = "") -> str:
    import icalendar  # here, because few processes ever write an entry and it weighs 5 MB

    head = icalendar.Calendar()
    head.add("version", "2.0")
    head.add("prodid", "-//Alongside//Sessions//EN")
    head.add("method", method)
    if name:
        head.add("name", _clean(name))
        head.add("x-wr-calname", _clean(name))
        head.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    opening = head.to_ical().decode().removesuffix("END:VCALENDAR\r\n")
    zone = VTIMEZONE if settings.TIME_ZONE == LONDON else ""
    return "".join((opening, zone, *events, "END:VCALENDAR\r\n"))


def _event(
    session: Session,
    house: House,
    *,
    with_link: bool = False,
    coming: str = "",
    attendee: str = "",
    cancelled: bool = False,
) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"session-{session.pk}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}")
    event.add("sequence", session.revision)
    event.add("dtstamp", clock.now())
    event.add("dtstart", session.starts_at.astimezone(_zone()))
    event.add("dtend", session.ends_at.astimezone(_zone()))
    event.add("status", "CANCELLED" if cancelled or session.cancelled_at else "CONFIRMED")
    event.add("summary", _clean(_title(session)), parameters={"LANGUAGE": session.language})
    event.add("location", _clean(_location(session, coming)))
    event.add("url", _link(session))
    words = _description(session, house, with_link=with_link)
    event.add("description", _clean(words), parameters={"LANGUAGE": get_language() or session.language})
    _add_people(event, house, attendee)
    if with_link and session.meeting != Meeting.IN_PERSON:
        _add_conferences(event, session)
    return event


def _zone() -> ZoneInfo:
    """London time under its name; anywhere else in UTC, which no calendar can misread."""
    return ZoneInfo(LONDON if settings.TIME_ZONE == LONDON else "UTC")


def _add_people(event: icalendar.Event, house: House, attendee: str) -> None:
    event.add("organizer", f"mailto:{house.email}", parameters={"CN": _clean(house.name)})
    if attendee:
        coming = {"PARTSTAT": "ACCEPTED", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"}
        event.add("attendee", f"mailto:{attendee}", parameters=coming)


def _add_conferences(event: icalendar.Event, session: Session) -> None:
    if session.online_link:
        _add_conference(event, session.online_link, "VIDEO", _("Join online"))
    if number := _telephone(session.dial_in):
        _add_conference(event, f"tel:{number}", "PHONE", _("Join by phone: %s") % session.dial_in)


def _add_conference(event: icalendar.Event, uri: str, feature: str, label: str) -> None:
    named = {"VALUE": "URI", "FEATURE": feature, "LABEL": _clean(label)}
    event.add("conference", uri, parameters=named)


def _telephone(dial_in: str) -> str:
    """The number alone, such as +441315601234 from "0131 560 1234, PIN 55": the label says the rest."""
    found = re.match(r"\s*(\+|00)?([\d\s().-]*)", dial_in)
    abroad, digits = (found[1], re.sub(r"\D", "", found[2])) if found else (None, "")
    if len(digits) < 6:
        return ""
    if abroad:
        return f"+{digits}"
    return f"+44{digits[1:]}" if digits[0] == "0" and settings.TIME_ZONE == LONDON else digits


def _title(session: Session) -> str:
    numbers = {"number": session.number, "title": session.title}
    return _("Session %(number)s: %(title)s") % numbers if session.number else session.title


def _location(session: Session, coming: str) -> str:
    if coming == Coming.ONLINE or session.meeting == Meeting.ONLINE:
        return _("Online")
    return ", ".join(part for part in (session.venue, *_lines(session.address)) if part)


def _description(session: Session, house: House, *, with_link: bool) -> str:
    joining = [
        _("Join online: %(link)s") % {"link": session.online_link} if session.online_link else "",
        _("Or join by phone: %(number)s") % {"number": session.dial_in} if session.dial_in else "",
    ]
    ask = _("To cancel or ask, call %(phone)s.") % {"phone": house.phone} if house.phone else ""
    parts = [
        session.purpose.strip(),
        "\n".join(line for line in joining if line)
        if with_link and session.meeting != Meeting.IN_PERSON
        else "",
        session.getting_there.strip() if session.meeting != Meeting.ONLINE else "",
        ask,
        _("Read more: %(link)s") % {"link": _link(session)},
    ]
    return "\n\n".join(part for part in parts if part)


def _link(session: Session) -> str:
    return absolute(reverse("gatherings:session", args=[session.pk]))


def _lines(text: str) -> list[str]:
    return [line.strip(" ,") for line in text.splitlines() if line.strip()]


def _clean(text: str) -> str:
    """One kind of line break, and nothing that no calendar could show."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
