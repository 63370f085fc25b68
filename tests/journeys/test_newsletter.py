"""From asking for the newsletter to stopping it in one click.

Given Rita is no member, has an old phone without scripts, and asks for the newsletter
When she confirms by the link in her mail, and an issue is sent
Then it reaches her, and one click stops it; nobody has to sign in anywhere.

Given Amal reads Arabic on a small screen
When she asks, confirms and stops
Then every page reads from right to left and holds together.
"""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from alongside.foundation import actors, outbox
from alongside.foundation.models import Message
from alongside.foundation.sending import To, Version
from alongside.outreach.models import Basis, Purpose, Subscriber
from alongside.outreach.queries import links, reaching, still
from alongside.outreach.queries.recipients import recipients, sendable
from tests.journeys.conftest import Walk, Walker

SMALL = {"width": 320, "height": 640, "javascript": False}
BROWSERS = [pytest.param(SMALL, id="320px-without-scripts"), pytest.param({"width": 1280}, id="with-scripts")]
RITA = "rita@reader.example"


@pytest.mark.parametrize("browser", BROWSERS)
def test_asking_confirming_receiving_and_stopping(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    rita = walk(**browser)
    when_she_asks_for_the_newsletter(rita)
    when_she_confirms(rita)
    stop = then_an_issue_reaches_her()
    then_looking_changes_nothing(rita, stop)
    then_one_click_of_her_mail_program_stops_it(stop)
    then_she_is_told_kindly_and_can_undo_it(rita, stop)


def when_she_asks_for_the_newsletter(rita: Walker) -> None:
    rita.go("/")
    rita.follow("Get the newsletter", exact=True)
    assert rita.heading() == "Get the newsletter", rita.page.url
    rita.press("Ask for the newsletter")
    assert rita.reads("Tick the box if you would like the newsletter.")
    rita.write("Your email address", RITA)
    rita.page.get_by_role("checkbox", name=re.compile("^I agree")).press("Space")
    rita.press("Ask for the newsletter")
    assert rita.heading() == "Look into your mailbox"
    assert not Subscriber.objects.filter(email=RITA).exists()


def when_she_confirms(rita: Walker) -> None:
    rita.go(path_in(Message.objects.get(to=RITA).text, "confirm"))
    assert rita.heading() == "Would you like the newsletter?"
    rita.press("Yes, send me the newsletter")
    assert rita.heading() == "The newsletter: what you get"
    assert rita.reads("You are on the list. Thank you.", "It comes by email.", "What was agreed")


def then_an_issue_reaches_her() -> str:
    """Send something to everybody on the list, and find the way to stop it in what reached Rita."""
    given_an_issue_is_sent()
    (sent,) = [
        message for message in mail.outbox if message.to == [RITA] and message.subject == "What is new"
    ]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return path_in(sent.extra_headers["List-Unsubscribe"], "stop")


def given_an_issue_is_sent() -> None:
    """A plain sending to the list, as every issue of the newsletter goes out."""
    mailing = outbox.start_mailing(
        name="Issue 1", about=None, list_id="newsletter.example", by=actors.SYSTEM, not_before=None,
        versions={"en": Version("What is new", "Hello. This is what is new.", "", "en")},
    )  # fmt: skip
    readers = sendable(recipients(Purpose.NEWSLETTER, Basis.CONSENT))
    outbox.add_recipients(mailing, [row(reader) for reader in readers], by=actors.SYSTEM)
    outbox.close_list(mailing, by=actors.SYSTEM)
    while outbox.deliver_due("worker"):
        pass


def row(reader: Subscriber) -> To:
    reach = reaching.of(reader)
    assert reach is not None
    headers = {
        "List-Unsubscribe": f"<{links.unsubscribe_url(reader, 'issue-1')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return To(reach.to, reach.name, "en", {}, still.key_of(reader), headers)


def then_looking_changes_nothing(rita: Walker, stop: str) -> None:
    rita.go(stop)
    assert rita.heading() == "Stop the newsletter?"
    assert recipients(Purpose.NEWSLETTER, Basis.CONSENT).filter(email=RITA).exists()


def then_one_click_of_her_mail_program_stops_it(stop: str) -> None:
    program = Client(enforce_csrf_checks=True)
    answer = program.post(
        stop, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert not recipients(Purpose.NEWSLETTER, Basis.CONSENT).filter(email=RITA).exists()


def then_she_is_told_kindly_and_can_undo_it(rita: Walker, stop: str) -> None:
    rita.go(stop)
    assert rita.heading() == "The newsletter is stopped"
    rita.press("Go on sending it to me")
    assert rita.reads("The newsletter goes on. Nothing was lost.")
    rita.press("Stop the newsletter")
    assert rita.heading() == "The newsletter is stopped"
    assert not recipients(Purpose.NEWSLETTER, Basis.CONSENT).filter(email=RITA).exists()


def test_in_arabic_on_a_small_screen(centre: None, walk: Walk) -> None:
    amal = walk(width=320)
    amal.go("/ar/newsletter/subscribe/")
    assert amal.page.locator("html").get_attribute("dir") == "rtl"
    amal.page.locator("input[type=email]").fill("amal@reader.example")
    amal.page.locator("input[name=agreed]").press("Space")
    press(amal)
    asked = Message.objects.get(to="amal@reader.example")
    assert asked.language == "ar"
    amal.go(path_in(asked.text, "confirm"))
    press(amal)
    assert "/ar/newsletter/choices/" in amal.page.url
    reader = Subscriber.objects.get(email="amal@reader.example")
    amal.go(path_in(links.unsubscribe_url(reader, "issue-1"), "stop"))
    press(amal)
    assert not recipients(Purpose.NEWSLETTER, Basis.CONSENT).filter(pk=reader.pk).exists()


def press(walker: Walker) -> None:
    """Press the first button of the page's form, whatever it says."""
    walker.enter(walker.page.locator("main form button").first)
    walker.look()


def path_in(words: str, part: str) -> str:
    """The path of a link of ours in a mail or a header."""
    found = re.search(rf"http[^\s<>]*?((?:/ar)?/newsletter/{part}/[^\s<>]+)", words)
    assert found, words
    return found[1]
