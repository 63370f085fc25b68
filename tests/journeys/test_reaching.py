"""Importing what a platform gives.

Given a channel with a number that somebody typed in
When Ayo uploads the file of the platform
Then she sees what is new, what changes and which line is wrong, before anything is written down
And when she takes it in, everybody reads the new numbers, and the old one stays to be read.
"""

from datetime import date
from typing import Any

import pytest

from alongside.foundation import actors
from alongside.outreach.actions import reach
from alongside.outreach.models import ReachChannel
from tests.journeys.conftest import Walk

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = {"width": 1280, "height": 800}
FILE = (
    '\ufeffDate,Impressions,Likes,Engagements\n"Mon, Mar 2, 2020","1,234",5,"67"\n'
    '"Tue, Mar 3, 2020",80,1,4\nTotal,1314,6,71\n'
)


def given_a_channel() -> ReachChannel:
    channel = reach.add_channel(kind="x", name="Our account", opened_on=date(2020, 1, 1), by=BY)
    reading = reach.add_reading(
        channel, measure="impressions", value=1_000, since=date(2020, 3, 2), definition="Seen", source_note="Page",
        by=BY,
    )  # fmt: skip
    type(reading).objects.update(known_on=date(2020, 3, 2))
    return channel


@pytest.mark.parametrize(
    "browser", [pytest.param(SMALL, id="320px-without-scripts"), pytest.param(DESK, id="desktop")]
)
def test_a_file_is_looked_at_and_then_taken_in(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    channel = given_a_channel()
    ayo = walk("Ayo", **browser)
    ayo.go(f"/reach/channels/{channel.pk}/")
    ayo.follow("Import a file")
    ayo.press("Upload and look")
    assert ayo.reads("Choose a file")
    ayo.page.get_by_label("Choose the file").set_input_files(
        {"name": "overview.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    ayo.press("Upload and look")
    assert ayo.reads("3 numbers are new", "1 number changes", "1 line cannot be taken in", "Line 4:")
    ayo.press("Write down 4 numbers")
    assert ayo.reads("4 numbers were written down.", "Line 4:")

    visitor = walk(**browser)
    visitor.go("/reach/impressions/")
    assert visitor.reads("1,234", "before: 1,000", "overview.csv")
    visitor.go("/reach/")
    assert visitor.reads("Our account", "What our own records know")
    visitor.follow("Who is missing, and what we tried")
    assert visitor.reads("We do not know.", "Nothing done yet", "No result recorded yet")
    visitor.go("/ar/reach/who-is-missing/")
    visitor.go("/ar/reach/")
    visitor.go("/ar/reach/impressions/")
    assert visitor.page.locator("html").get_attribute("dir") == "rtl"
