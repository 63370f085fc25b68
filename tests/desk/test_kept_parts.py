"""What waits is kept for one person until the record moves: right on the next request, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation import actors, clock, kept, waiting
from alongside.foundation.doors import Role
from alongside.learning import actions as learning
from alongside.learning.models import LearningItem
from alongside.people import actions as people
from alongside.people.models import Member
from tests.furniture import Browser, Make, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

BY = actors.SYSTEM
LOOK = "Look at what people learnt"
NOT_ON_RECORD = {"desk", "desk.webhooks", "outreach.issues", "outreach.reach", "outreach.returns"}
"""Letters that were posted, addresses and platforms that did not answer, mail that came back: jobs find that out."""
OF_THE_REQUEST = {"people"}
CONFIDENTIAL = {"gatherings.access"}


def learn(member: Member | None, what: str) -> LearningItem:
    return learning.write_item(member, what=what, how_it_went="worked", strand="learning", by=BY)


def page(client: Client, path: str = "/desk/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as questions:
        page(client, path)
    return len(questions)


def test_a_second_look_asks_a_fifth_and_reads_the_same(coordinator: Member, browser_of: Browser) -> None:
    learn(None, "It went well")
    browser, now = browser_of(coordinator), clock.now()
    with clock.at(now.replace(second=1)):
        for path in ("/desk/", "/desk/week/"):
            kept.forget_parts()
            first, second = asked(browser, path), asked(browser, path)
            assert second * 4 < first
            again = page(browser, path)
            kept.forget_parts()
            assert _words(page(browser, path)) == _words(again)


def _words(text: str) -> list[str]:
    return [line for line in text.splitlines() if "nonce" not in line and "csrf" not in line]


def test_a_change_shows_on_the_next_request(coordinator: Member, browser_of: Browser) -> None:
    browser = browser_of(coordinator)
    assert LOOK not in page(browser)
    item = learn(None, "It went well")
    assert LOOK in page(browser)
    learning.check_item(item, by=BY)
    assert LOOK not in page(browser)


def test_nobody_gets_what_waits_for_another(make: Make, coordinator: Member, browser_of: Browser) -> None:
    learn(None, "It went well")
    assert LOOK in page(browser_of(coordinator))
    assert LOOK not in page(browser_of(make("Ada")))


def test_a_role_opens_and_shuts_on_the_next_request(make: Make, browser_of: Browser) -> None:
    learn(None, "It went well")
    ada = make("Ada")
    browser = browser_of(ada)
    assert LOOK not in page(browser)
    given = people.appoint(ada, role=Role.COORDINATOR, by=BY)
    make("Grace", role="coordinator")
    assert LOOK in page(browser)
    people.end_appointment(given, by=BY)
    assert LOOK not in page(browser)


def test_each_language_has_its_own(coordinator: Member, browser_of: Browser) -> None:
    learn(None, "It went well")
    browser = browser_of(coordinator)
    english = f'href="{reverse("learning:run_items")}"'
    assert english in page(browser)
    assert english not in page(browser, "/ar/desk/")
    assert english in page(browser)


def test_what_changes_without_the_record_is_never_kept() -> None:
    assert waiting._askers.keys() - waiting._on_record == (NOT_ON_RECORD | OF_THE_REQUEST | CONFIDENTIAL)


def test_a_part_lasts_a_minute_at_most_and_not_all_are_made_anew_at_once() -> None:
    parts, now = kept.Parts(60), clock.now()
    keys = [("desk", str(number)) for number in range(60)]
    assert parts.find(keys[0], "last event") is None
    with clock.at(now):
        for key in keys:
            parts.keep(key, "last event", "a part")
        assert all(parts.find(key, "last event") for key in keys)
        parts.keep(("one more",), "last event", "a part")
        assert parts.find(("one more",), "last event") is None, "there are too many"
    with clock.at(now + timedelta(seconds=30)):
        assert 10 < sum(parts.find(key, "last event") is not None for key in keys) < 50
    with clock.at(now + timedelta(seconds=60)):
        assert not any(parts.find(key, "last event") for key in keys)
        parts.keep(("one more",), "last event", "a part")
        assert parts.find(("one more",), "last event"), "those whose minute is over make room"
        assert parts.find(("one more",), "next event") is None
