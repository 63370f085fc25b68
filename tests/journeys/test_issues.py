"""Writing a newsletter and sending it.

Given somebody agreed to get the newsletter
When Ayo writes one in parts, looks at it as they get it, says why she approves it alone, and sends it
Then it arrives, and everybody reads it in the archive, in English and in Arabic.
"""

from typing import Any

import pytest
from django.core import mail

from alongside.foundation import actors, clock, outbox
from alongside.outreach import actions as outreach
from alongside.outreach.models import Issue
from alongside.people import actions as people
from tests.journeys.conftest import Walk, Walker

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}


def given_a_reader() -> str:
    """Somebody who told us by phone that they want it; their reference."""
    told = people.Told("phone", clock.today(), True, "")
    made = outreach.record_subscriber(
        told=told, wording="Send me your newsletter.", email="rose@example.org", called="Rose", by=BY
    )
    return made.reference


def when_she_writes_it(ayo: Walker) -> None:
    ayo.go("/newsletter/write/")
    ayo.follow("Begin the next newsletter")
    ayo.press("Begin it")
    for language, name in (("en", "News of spring"), ("ar", "أخبار الربيع")):
        ayo.go(f"/newsletter/write/1/words/{language}/")
        ayo.write("Subject", name)
        ayo.press("Save")
    ayo.go("/newsletter/write/1/add/words/")
    ayo.press("Add it")
    part = Issue.objects.get().blocks.get().pk
    for language, words in (("en", "The garden is open."), ("ar", "الحديقة مفتوحة.")):
        ayo.go(f"/newsletter/write/1/parts/{part}/words/{language}/")
        ayo.write("Words", words)
        ayo.press("Save")


@pytest.mark.parametrize("browser", [pytest.param(SMALL, id="320px-without-scripts")])
def test_from_parts_to_a_reader_and_the_archive(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    reference = given_a_reader()
    ayo = walk("Ayo", **browser)
    when_she_writes_it(ayo)

    ayo.go(f"/newsletter/write/1/preview/?who={reference}")
    assert ayo.reads("Hello Rose,", "The garden is open.")
    ayo.go("/newsletter/write/1/check/")
    ayo.write("If you wrote it last yourself: why can nobody else approve it?", "The others are away.")
    ayo.press("Approve it")
    ayo.go("/newsletter/write/1/send/")
    ayo.press("Send it to all of them")
    outbox.deliver_due("journey")
    ayo.go("/newsletter/write/1/sending/")
    assert ayo.reads("Sent", "Where its sending stands")

    arrived = [one for one in mail.outbox if one.subject == "News of spring"]
    assert len(arrived) == 1
    assert "The garden is open." in str(arrived[0].body)
    anybody = walk(**browser)
    anybody.go("/newsletter/1/")
    assert anybody.reads("News of spring", "The garden is open.")
    anybody.go("/ar/newsletter/1/")
    assert anybody.reads("أخبار الربيع", "الحديقة مفتوحة.")
