"""Public pages are kept until something happens: right on the next request, and never for people signed in."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, centre, clock, kept
from alongside.foundation.models import Centre
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Session
from alongside.people.models import Member
from tests.gatherings.helpers import Browser, Make, text_of

BY = actors.SYSTEM
TO_DECIDE = 2  # the centre, and the last fingerprint of the record
Paths = Callable[[Session], str]
PAGES: list[Paths] = [
    lambda session: "/sessions/",
    lambda session: f"/sessions/{session.pk}/",
    lambda session: f"/sessions/{session.pk}/session.ics",
]


def questions(client: Client, path: str) -> int:
    with CaptureQueriesContext(connections["default"]) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", PAGES)
def test_a_second_visit_gets_the_same_page_for_two_questions(session: Session, path: Paths) -> None:
    first = Client().get(path(session)).content
    assert questions(Client(), path(session)) == TO_DECIDE
    assert Client().get(path(session)).content == first


@pytest.mark.parametrize("path", PAGES)
def test_a_change_shows_on_the_next_request(session: Session, path: Paths) -> None:
    Client().get(path(session))
    gatherings.change_session(session, title="Sleep and what helps", by=BY)
    assert "Sleep and what helps" in text_of(Client(), path(session))


def test_a_place_that_is_taken_is_gone_on_the_next_request(session: Session, make: Make) -> None:
    page = f"/sessions/{session.pk}/"
    assert "20 places left online." in text_of(Client(), page)
    gatherings.register(session, make("Ada"), coming="online", by=BY)
    assert "19 places left online." in text_of(Client(), page)


def test_a_change_of_the_centre_shows_on_the_next_request(session: Session, our_centre: Centre) -> None:
    page = f"/sessions/{session.pk}/"
    Client().get(page)
    centre.change(our_centre, help_phone="020 7946 0000", by=BY)
    assert "020 7946 0000" in text_of(Client(), page)


def test_what_the_clock_changes_shows_within_a_minute(session: Session) -> None:
    page = f"/sessions/{session.pk}/"
    moment = session.starts_at - timedelta(hours=1)
    gatherings.change_session(session, registration_closes_at=moment, by=BY)
    with clock.at(moment - timedelta(seconds=30)):
        assert "Registration is closed." not in text_of(Client(), page)
    with clock.at(moment + timedelta(seconds=31)):
        assert "Registration is closed." in text_of(Client(), page)


def test_somebody_who_is_signed_in_gets_a_page_of_their_own(
    session: Session, make: Make, browser_of: Browser
) -> None:
    page, ada = f"/sessions/{session.pk}/", make("Ada")
    gatherings.register(session, ada, coming="online", by=BY)
    visitor = text_of(Client(), page)
    mine = text_of(browser_of(ada), page)
    assert "You have a place" in mine
    assert "You have a place" not in visitor
    assert text_of(Client(), page) == visitor


def test_each_language_has_its_own(session: Session) -> None:
    assert b'lang="en"' in Client().get("/sessions/").content
    assert b'lang="ar"' in Client().get("/ar/sessions/").content
    assert b'lang="en"' in Client().get("/sessions/").content


def test_a_calendar_that_has_the_entry_already_is_told_so(session: Session) -> None:
    path = f"/sessions/{session.pk}/session.ics"
    mark = Client().get(path).headers["ETag"]
    assert Client().get(path, headers={"if-none-match": mark}).status_code == 304


def test_a_page_with_a_form_is_never_kept(session: Session) -> None:
    """The sign of a form is the token in it; each visitor needs one of their own."""
    page = f"/sessions/{session.pk}/"
    browser = Client()
    browser.cookies["csrftoken"] = "a" * 32
    browser.get(page)
    assert questions(Client(), page) > TO_DECIDE


def test_a_shelf_lets_go_of_what_was_not_asked_for_longest() -> None:
    shelf, stamps = kept.Shelf(most=2), count()
    stamp = (str(next(stamps)), "minute")
    pages = {key: kept.Page(stamp, key.encode(), {}) for key in "abc"}
    for key in "ab":
        shelf.keep((key,), pages[key])
    assert shelf.find(("a",), stamp) is pages["a"]
    shelf.keep(("c",), pages["c"])
    assert [shelf.find((key,), stamp) for key in "abc"] == [pages["a"], None, pages["c"]]
    assert shelf.find(("a",), ("another", "minute")) is None


def test_the_member_of_a_role_is_no_visitor(
    session: Session, coordinator: Member, browser_of: Browser
) -> None:
    page = f"/sessions/{session.pk}/"
    assert "Run this session" not in text_of(Client(), page)
    assert "Run this session" in text_of(browser_of(coordinator), page)
    assert "Run this session" not in text_of(Client(), page)
