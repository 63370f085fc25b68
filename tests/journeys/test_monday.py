"""The coordinator's Monday, and the annual report.

Given much waits in many rooms
When Ayo opens this week
Then she sees what is due by day, narrows it to one room, and one press is where it is done;
and what reports lack leads to where it is added.

Given a year of records
When Ayo chooses its days, adds words, and publishes
Then everybody reads a report in which no number was typed, and takes it away.
"""

from datetime import timedelta

from alongside.foundation import actors, clock
from alongside.learning import actions as learning
from alongside.learning.models import LearningItem
from tests.journeys.conftest import Walk, member

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}


def given_much_waits() -> None:
    """Something to look at, and a change whose day has passed."""
    marek = member("Marek")
    learning.write_item(
        marek, what="Four months were short.", how_it_went="did_not", strand="projects", by=BY
    )
    with clock.at(clock.now() - timedelta(days=90)):
        learning.propose_change(
            [LearningItem.objects.latest("pk")], what="Give six months", label="The next round", by=BY
        )


def test_monday(centre: None, walk: Walk) -> None:
    given_much_waits()
    ayo = walk("Ayo", **SMALL)
    ayo.go("/desk/")
    ayo.follow("This week", exact=True)
    assert ayo.heading() == "This week"
    assert ayo.reads("Overdue (2)", "No day named (1)", "the centre’s", "about 20 minutes")
    ayo.page.get_by_label("Where").select_option(index=1)
    ayo.choose("The centre’s")
    ayo.press("Show these")
    step = ayo.page.locator(".al-week__row a").first
    words = step.inner_text()
    ayo.enter(step)
    ayo.look()
    assert words == "Decide what changes because of what we learnt"
    assert "/desk/week/" not in ayo.page.url
    ayo.go("/desk/week/")
    ayo.follow("See what, and where to add it")
    assert ayo.heading() == "Missing for reports"
    ayo.follow("Add it")
    ayo.page.emulate_media(media="print")
    ayo.page.goto(ayo.home + "/desk/week/")
    assert not ayo.page.get_by_role("button", name="Show these").is_visible()
    assert ayo.page.locator(".al-week__row").first.is_visible()


def test_annual_report(centre: None, walk: Walk) -> None:
    ayo = walk("Ayo", **SMALL)
    ayo.go("/desk/reports/")
    ayo.follow("Start a report")
    ayo.press("Start it")
    assert ayo.reads("Write a title.")
    ayo.write("Title", "Annual report 2019")
    for group, day in (("First day", ("1", "1", "2019")), ("Last day", ("31", "12", "2019"))):
        fields = ayo.page.get_by_role("group", name=group)
        for label, number in zip(("Day", "Month", "Year"), day, strict=True):
            fields.get_by_label(label).fill(number)
    ayo.press("Start it")
    assert ayo.reads("A draft", "In these days", "sessions that took place", "What did not work")
    ayo.enter(ayo.page.locator('a[href$="/words/said/"]'))
    ayo.look()
    ayo.write("Your words", "We answered 90% of it.")
    ayo.press("Save your words")
    assert ayo.reads("is a typed figure")
    ayo.write("Your words", "We answered most of it.")
    ayo.press("Save your words")
    assert ayo.reads("We answered most of it.")
    ayo.press("Publish this report")

    helen = walk(**SMALL)
    helen.go("/annual-reports/")
    helen.follow("Annual report 2019")
    assert helen.reads("We answered most of it.", "Fingerprint:", "Take it away as PDF")
    helen.page.locator("details summary").first.press("Enter")
    helen.look()
    helen.go("/ar/annual-reports/report-2019-12-31/")
    assert helen.page.locator("html").get_attribute("dir") == "rtl"


def test_this_week_reads_from_right_to_left(centre: None, walk: Walk) -> None:
    ayo = walk("Ayo", **SMALL)
    for path in ("/ar/desk/week/", "/ar/desk/week/missing/", "/ar/desk/reports/"):
        ayo.go(path)
        assert ayo.page.locator("html").get_attribute("dir") == "rtl"
