"""The facts about a session in words, so that a letter and a call say all that a calendar entry does."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.letters import absolute
from alongside.foundation.models import Centre
from alongside.people.models import AgeGuard, Member, ReachBy

from .. import icalendar
from ..models import Coming, Meeting, Registration, Session


def hello(member: Member) -> str:
    """The first line of every message."""
    return _("Hello %(name)s,") % {"name": member.called}


def title(session: Session) -> str:
    """ "Session 15: Care at home"; only the title before it has a number."""
    if session.number is None:
        return session.title
    return _("Session %(number)s: %(title)s") % {"number": session.number, "title": session.title}


def when(session: Session) -> str:
    """The day and the hours, where the centre is."""
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return _("When: %(weekday)s %(day)s, %(from)s to %(to)s, %(zone)s.") % {
        "weekday": formats.date_format(begins, "l"),
        "day": formats.date_format(begins, "DATE_FORMAT"),
        "from": formats.time_format(begins, "TIME_FORMAT"),
        "to": formats.time_format(ends, "TIME_FORMAT"),
        "zone": _("UK time") if settings.TIME_ZONE == "Europe/London" else str(begins.tzname()),
    }


def where(session: Session, coming: str, *, with_link: bool) -> str:
    """The place, or how to join; the online link only for those who have a place."""
    if coming == Coming.ONLINE and session.meeting != Meeting.IN_PERSON:
        return _online(session, with_link)
    street = (" ".join(line.split()).strip(" ,") for line in session.address.splitlines())
    place = ", ".join(part for part in (session.venue, *street) if part)
    lines = [_("Where: %(place)s") % {"place": place} if place else "", session.getting_there.strip()]
    return "\n".join(line for line in lines if line)


def _online(session: Session, with_link: bool) -> str:
    if not with_link:
        return _("Where: online, or by phone.") if session.dial_in else _("Where: online.")
    lines = [
        _("Join online: %(link)s") % {"link": session.online_link} if session.online_link else "",
        _("Or join by phone: %(number)s") % {"number": session.dial_in} if session.dial_in else "",
    ]
    return "\n".join(line for line in lines if line) or _("Where: online. We will tell you how to join.")


def facts(registration: Registration, *, with_link: bool) -> list[str]:
    """What, when and where, as paragraphs."""
    session = registration.session
    return [title(session), when(session), where(session, registration.coming, with_link=with_link)]


def more(session: Session, member: Member) -> str:
    """Where to read more, for those who can open a link."""
    if not opens_links(member):
        return ""
    return _("Read about the session: %(link)s") % {"link": session_link(session)}


def run_it(member: Member, session: Session) -> str:
    """Where those who help find all that belongs to a session, for those who can open a link."""
    if not (opens_links(member) and member.account_id):
        return ""
    link = absolute(reverse("gatherings:run_session", args=[session.pk]))
    return _("Everything for the session is here: %(link)s") % {"link": link}


def how_to_cancel(member: Member) -> str:
    """By phone or post as well as on the web, with the same standing."""
    ways = [_("call %(phone)s") % {"phone": phone}] if (phone := _help_phone()) else []
    if opens_links(member) and member.account:
        ways.append(_("cancel here: %(link)s") % {"link": my_sessions_link()})
    ways = ways or [_("tell the centre by phone or by post")]
    return _("If you cannot come, %(ways)s. Somebody else can then have your place.") % {
        "ways": _(" or ").join(ways)
    }


def code(registration: Registration) -> str:
    """The code of a registration, which finds it at the door."""
    return _("Your code for this session is %(code)s. Say it or show it when you arrive.") % {
        "code": registration.code
    }


def calendar_entry(registration: Registration, method: str) -> str:
    """The entry that goes with an email to somebody who has a place; nothing for anybody else."""
    if registration.placed_at is None or not icalendar.address_of(registration):
        return ""
    return icalendar.entry(registration.session, registration, method)


def of_use_until(session: Session) -> datetime | None:
    """When a message about a place is of no use any more: a call not made by then shows as missed."""
    return session.ends_at if session.ends_at > clock.now() else None


def opens_links(member: Member) -> bool:
    """Whether a message to this member is an email to themselves."""
    return member.reach_by == ReachBy.EMAIL and member.age_guard != AgeGuard.UNDER_16


def session_link(session: Session) -> str:
    """The public page of a session, as people can type it."""
    return absolute(reverse("gatherings:session", args=[session.pk]))


def my_sessions_link() -> str:
    """The page on which members see and cancel their sessions."""
    return absolute(reverse("gatherings:my_sessions"))


def _help_phone() -> str:
    centre = Centre.current()
    return centre.help_phone if centre else ""
