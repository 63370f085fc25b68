"""Following another centre.

Given a second centre with a house of its own
When Ayo follows it and asks for its story
Then everybody reads what both counted, side by side, and nothing that its people said.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Walk
from tests.processes import House

SECOND = """
from alongside.foundation import actors, centre
from alongside.people import actions as people
by = actors.SYSTEM
centre.set_up(name="The Friendly Centre", short_name="Friendly", purpose="To be beside.", area="england",
    languages=["en", "ar"], by=by)
for called in ("Bea", "Col"):
    people.join(called=called, email=called + "@friend.example", reach_by="email", age_guard="adult", by=by)
print("1")
"""


@pytest.mark.long
def test_another_centre_is_followed(
    django_db_setup: None, centre: None, walk: Walk, tmp_path: Path, settings: Any
) -> None:
    settings.FETCHING_MAY_REACH_LOOPBACK = True
    with House(tmp_path / "friend", "friend") as friend:
        friend.environment["ALONGSIDE_BEHIND_TLS"] = "false"
        friend.ask(SECOND)
        with friend.web() as port:
            ayo = walk("Ayo", width=320, height=640, javascript=False)
            ayo.go("/movement/following/")
            ayo.follow("Follow another centre")
            ayo.write("Address of the other centre", f"http://localhost:{port}")
            ayo.press("Follow this centre")
            assert ayo.reads("Write who agreed, and under which licence.")
            ayo.write("Who agreed, and under which licence?", "Bea agreed by phone. CC BY 4.0.")
            ayo.press("Follow this centre")
            ayo.enter(ayo.page.get_by_role("button", name="Ask it now"))
            ayo.look()
            assert ayo.reads("It answered. Its figures are on the public page.", "The Friendly Centre")

    for place in ("/movement/", "/ar/movement/"):
        anybody = walk()
        anybody.go(place)
        assert anybody.reads("Friendly")
        assert anybody.page.locator("#alike ~ .al-scroll tbody tr").count(), "figures stand side by side"

    ayo.enter(ayo.page.get_by_role("button", name="Follow it no more"))
    assert ayo.reads("You follow it no more.")
