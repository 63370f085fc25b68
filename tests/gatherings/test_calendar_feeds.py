"""Calendars to fetch: one session, all sessions, and a member's own, whose address can be taken back."""

from datetime import timedelta
from typing import Any

import ics
import vobject
from django.test import Client

from alongside.foundation import actors, clock
from alongside.foundation.models import Event
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import CalendarFeed, Coming, Registration, Session
from alongside.people import actions as people
from alongside.people.models import Member
from tests.gatherings.helpers import Browser, Make, Plan, doing, queries_of

BY = actors.SYSTEM


def test_anybody_can_fetch_a_session_and_learns_no_way_to_join(session: Session, client: Client) -> None:
    response = client.get(f"/sessions/{session.pk}/session.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content.decode()
    assert session.online_link not in text
    calendar = vobject.readOne(text)
    assert (calendar.method.value, calendar.vevent.status.value) == ("PUBLISH", "CONFIRMED")
    gatherings.cancel(session, because="Snow.", by=BY)
    event = vobject.readOne(client.get(f"/sessions/{session.pk}/session.ics").content.decode()).vevent
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")


def test_the_list_of_sessions_leads_to_a_calendar_that_can_be_followed(
    session: Session, client: Client, settings: Any
) -> None:
    settings.SITE_URL = "https://centre.example"
    page = client.get("/sessions/").content.decode()
    assert 'href="webcal://centre.example/sessions/calendar.ics"' in page
    assert 'href="/sessions/calendar.ics"' in page


def test_a_draft_has_no_entry(plan: Plan, client: Client) -> None:
    assert client.get(f"/sessions/{plan().pk}/session.ics").status_code == 404


def test_a_reader_who_has_it_already_gets_304(session: Session, client: Client) -> None:
    for url in (f"/sessions/{session.pk}/session.ics", "/sessions/calendar.ics"):
        mark = client.get(url).headers["ETag"]
        again = client.get(url, headers={"If-None-Match": mark})
        assert (again.status_code, again.content) == (304, b"")
        gatherings.change_session(session, title=f"Another title {url}", by=BY)
        changed = client.get(url, headers={"If-None-Match": mark})
        assert changed.status_code == 200
        assert "Another title" in changed.content.decode().replace("\r\n ", "")


def test_the_calendar_of_all_sessions_takes_as_many_queries_for_a_hundred(plan: Plan, client: Client) -> None:
    counts = []
    for many in (1, 9, 90):
        for _number in range(many):
            gatherings.announce(plan(), by=BY)
        counts.append(queries_of(client, "/sessions/calendar.ics"))
        assert len(ics.Calendar(client.get("/sessions/calendar.ics").content.decode()).events) in (1, 10, 100)
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 3
    one = Session.objects.announced()[0]
    assert queries_of(client, f"/sessions/{one.pk}/session.ics") <= 3


def _address(member: Member, browser_of: Browser) -> str:
    page = browser_of(member).post("/me/calendar/new/").content.decode()
    return "/calendars/" + page.partition("/calendars/")[2].partition(".ics")[0] + ".ics"


def _place(session: Session, member: Member, **more: object) -> Registration:
    details = {"coming": Coming.ONLINE, "placed_at": clock.now()} | more
    return Registration.objects.create(session=session, member=member, **details)


def test_a_member_reads_their_own_sessions_and_how_to_join(
    plan: Plan, make: Make, browser_of: Browser, client: Client
) -> None:
    ada, other = make("Ada"), make("Bo")
    mine, waiting, gone, others = (
        gatherings.announce(plan(title), by=BY) for title in ("Mine", "Wait", "Gone", "Other")
    )
    _place(mine, ada)
    _place(waiting, ada, placed_at=None)
    _place(gone, ada, cancelled_at=clock.now())
    _place(others, other)
    response = client.get(_address(ada, browser_of))
    text = response.content.decode()
    events = {event.summary.value.partition(": ")[2]: event for event in vobject.readOne(text).vevent_list}
    assert {name: event.status.value for name, event in events.items()} == {
        "Mine": "CONFIRMED",
        "Gone": "CANCELLED",
    }
    assert events["Mine"].conference.value == mine.online_link
    assert "attendee" not in events["Mine"].contents
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_whoever_comes_back_stands_in_their_calendar_again(
    session: Session, make: Make, browser_of: Browser, client: Client
) -> None:
    ada = make("Ada")
    _place(session, ada, cancelled_at=clock.now())
    _place(session, ada, created_at=clock.now() + timedelta(seconds=1))
    text = client.get(_address(ada, browser_of)).content.decode()
    assert [event.status.value for event in vobject.readOne(text).vevent_list] == ["CONFIRMED"]


def test_only_the_hash_of_the_secret_is_kept(make: Make) -> None:
    ada = make("Ada")
    token = gatherings.new_calendar_address(ada, by=doing(ada))
    feed = CalendarFeed.objects.get()
    assert len(token) >= 43
    assert token not in repr(list(CalendarFeed.objects.values()) + list(Event.objects.values()))
    assert feed.ended_at is None


def test_an_address_that_was_renewed_ended_or_left_behind_is_gone(
    make: Make, browser_of: Browser, client: Client
) -> None:
    ada = make("Ada")
    first = _address(ada, browser_of)
    assert client.get(first).status_code == 200
    second = _address(ada, browser_of)
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)
    page = browser_of(ada).post("/me/calendar/end/", follow=True).content.decode()
    assert "Your calendar address has ended" in page
    assert client.get(second).status_code == 410
    assert client.get("/calendars/guessed.ics").status_code == 404
    third = _address(ada, browser_of)
    people.leave(ada, by=doing(ada))
    assert client.get(third).status_code in (404, 410)


def test_a_member_cannot_see_an_address_again(make: Make, browser_of: Browser) -> None:
    ada = make("Ada")
    address = _address(ada, browser_of)
    page = browser_of(ada).get("/me/calendar/").content.decode()
    assert address not in page
    assert "You have a calendar address" in page
