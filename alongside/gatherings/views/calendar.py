"""Calendar entries to fetch, and a member's own calendar address."""

from collections.abc import Callable
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, kept
from alongside.foundation.letters import absolute

from .. import actions as gatherings
from .. import icalendar
from ..models import Session
from ..queries import calendar as queries
from .pages import me, say, show


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def session_entry(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One session, for a calendar. It holds no way to join online: that goes to those with a place."""
    session = queries.announced(pk)
    if session is None:
        raise Http404
    house = icalendar.the_house(getattr(request, "centre", None))
    mark = queries.session_mark(session, house)
    return _answer(request, mark, lambda: _one(mark, session, house), f"session-{session.number}.ics")


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def all_sessions(request: HttpRequest) -> HttpResponseBase:
    """All announced sessions, for a calendar that reads them again and again."""
    house = icalendar.the_house(getattr(request, "centre", None))
    mark = queries.public_mark(house)
    return _answer(request, mark, lambda: _all(mark, house), "sessions.ics")


@doors.open_to(doors.EVERYONE)
def own_sessions(request: HttpRequest, token: str) -> HttpResponseBase:
    """One member's sessions, for whoever knows the secret of the address. An address that was ended is gone."""
    feed = queries.feed_of(token)
    if feed is None:
        raise Http404
    if feed.ended_at or feed.member.has_left:
        return render(request, "410.html", status=410)
    with translation.override(feed.member.language):
        rows = queries.own_registrations(feed.member)
        house = icalendar.the_house(getattr(request, "centre", None))
        mark = queries.own_mark(rows, house)
        answer = _answer(request, mark, lambda: icalendar.own_calendar(rows, house=house), "my-sessions.ics")
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@doors.open_to(doors.SIGNED_IN)
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Put my sessions into my own calendar."""
    return show(request, "my_calendar", feed=queries.address_of(me(request)))


@doors.open_to(doors.SIGNED_IN)
@require_POST
def new_calendar_address(request: HttpRequest) -> HttpResponse:
    """Make an address and end the one before. It is shown on this page only: nothing keeps it."""
    token = gatherings.new_calendar_address(me(request), by=actors.of_request(request))
    address = absolute(reverse("gatherings:own_sessions", args=[token]))
    return show(request, "my_calendar", feed=queries.address_of(me(request)), address=address)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def end_calendar_address(request: HttpRequest) -> HttpResponse:
    """End my address."""
    if gatherings.end_calendar_address(me(request), by=actors.of_request(request)):
        say(request, _("Your calendar address has ended. Nobody can read it any more."))
    return redirect("gatherings:my_calendar")


@lru_cache(maxsize=512)
def _one(mark: str, session: Session, house: icalendar.House) -> str:
    """The entry of one session; made again only when its mark is another."""
    return icalendar.entry(session, house=house)


@lru_cache(maxsize=4)
def _all(mark: str, house: icalendar.House) -> str:
    """The whole public calendar; made again only when its mark is another."""
    return icalendar.calendar(queries.public_sessions(), house=house)


def _answer(request: HttpRequest, mark: str, text: Callable[[], str], file_name: str) -> HttpResponseBase:
    """The text as a file; 304 and nothing more where the reader has it already."""
    known = get_conditional_response(request, etag=mark)
    if known is not None and known.status_code == 304:
        return known
    answer = HttpResponse(text(), content_type="text/calendar; charset=utf-8")
    answer["ETag"] = mark
    answer["Cache-Control"] = "public, no-cache"
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
