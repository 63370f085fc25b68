"""Taking a training, and writing what was learnt.

Given a training of a text and something to do
When Zara takes it module by module, and says how it was
Then she has a certificate as a page and as a PDF, in English and in Arabic, without scripts, on a small phone.

Given Marek learnt that something did not work
When he writes it, and Ayo carries it to the next round
Then he reads what was decided and why, and everybody reads where it came from.
"""

from typing import Any

import pytest

from alongside.learning.models import Feedback, LearningItem, Taking
from tests.journeys.conftest import Walk
from tests.journeys.rooms import learning as room

SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = {"width": 1280, "height": 800}
BOTH = pytest.mark.parametrize(
    "browser", [pytest.param(SMALL, id="320px-without-scripts"), pytest.param(DESK, id="desktop")]
)


@BOTH
@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["english", "arabic"])
def test_taking_the_training_and_getting_the_certificate(
    centre: None, walk: Walk, browser: dict[str, Any], prefix: str
) -> None:
    package = room.training("Working together")
    home = f"{prefix}/training/{package.slug}/"
    zara = walk("Zara", **browser)
    zara.go(prefix + "/training/")
    zara.enter(zara.page.get_by_role("link", name="Working together"))
    zara.look()
    zara.enter(zara.page.locator(f'a.govuk-button[href="{home}modules/1/"]'))
    zara.look()
    assert zara.heading() == "Listening"
    when_a_module_is_done(zara)
    assert zara.heading() == "Try it"
    zara.go(home + "certificate/")
    assert not Taking.objects.get().completed_on, "no certificate before the end"
    zara.go(home + "modules/2/")
    when_a_module_is_done(zara)
    assert zara.page.url.endswith(home + "finish/")
    zara.page.locator("#id_helped").fill("The example.")
    when_a_module_is_done(zara)
    assert zara.page.url.endswith(home + "certificate/")
    assert zara.reads("Zara", "Working together")
    assert Feedback.objects.get().helped == "The example."
    pdf = zara.page.request.get(zara.home + home + "certificate/pdf/")
    assert pdf.body().startswith(b"%PDF")
    zara.go(prefix + "/me/training/")
    zara.enter(zara.page.locator(f'a[href="{home}certificate/"]'))
    zara.look()


def when_a_module_is_done(walker: Any) -> None:
    """By the one big button at the end of the page, by keyboard."""
    walker.enter(walker.page.locator("main form[method=post] button[type=submit]").last)
    walker.look()


@BOTH
def test_what_did_not_work_changes_the_next_round(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    marek, ayo = walk("Marek", **browser), walk("Ayo", **browser)
    marek.go("/learning/")
    marek.follow("Write what you learnt")
    marek.press("Send it")
    assert marek.reads("Write what happened.", "Choose how it went.")
    marek.choose("It did not work", "Facilitate co-production projects", "The name I am called by")
    marek.write("What happened?", "Four months were too short.")
    marek.press("Send it")
    assert marek.reads("Somebody looks at it first", "Four months were too short.")

    ayo.go("/learning/run/")
    ayo.enter(ayo.page.get_by_role("button", name="Let everybody read it").first)
    ayo.look()
    item = LearningItem.objects.get()
    ayo.go(f"/learning/{item.pk}/")
    ayo.follow("Carry it to something that it would change")
    ayo.write("What would change?", "Seven months instead of four")
    ayo.write("If it is something else: what would be changed?", "Pilots Phase 2")
    ayo.press("Keep it")
    ayo.follow("Say what was decided")
    ayo.choose("Adopted")
    ayo.write("Who decided?", "The review team")
    ayo.press("Keep it")
    assert ayo.reads("Adopted", "The review team", "Four months were too short.")

    marek.go("/me/learning/")
    marek.follow("Four months were too short.")
    assert marek.reads("Seven months instead of four", "Adopted", "Pilots Phase 2")
    anybody = walk(**browser)
    anybody.go("/learning/?went=did_not")
    assert anybody.reads("Four months were too short.", "Marek", "It did not work (1)")
