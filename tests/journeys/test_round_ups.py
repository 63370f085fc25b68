"""A round-up: chosen, received, opened, and not said again.

Given something new came into the library
When Marek chooses a weekly round-up, and his day comes
Then he gets one email that says it, and after he opened it the next says it no more;
and one press in the email stops it.
"""

from alongside.foundation import actors
from alongside.foundation.models import Message
from alongside.learning import actions as learning
from alongside.outreach import actions as outreach
from alongside.outreach.models import Digest
from alongside.outreach.queries import digests
from tests.journeys.conftest import Walk, member

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}
TITLE = "A guide to listening"


def given_something_new() -> None:
    learning.add_resource(
        title=TITLE, kind="guide", form="web", licence="cc_by", url="https://example.org/", by=BY
    )


def when_the_day_comes() -> Message:
    choice = digests.choice_of(member("Marek"))
    assert choice is not None
    digest = outreach.send_round_up(choice, by=BY)
    assert digest is not None
    assert digest.message is not None
    return digest.message


def path_in(text: str, part: str) -> str:
    """The first address in a message with this part, as a path of the house."""
    address = next(word for word in text.split() if part in word and word.startswith("http"))
    return "/" + address.split("/", 3)[3]


def test_chosen_received_opened_and_not_said_again(centre: None, walk: Walk) -> None:
    given_something_new()
    marek = walk("Marek", **SMALL)
    marek.go("/me/round-up/")
    marek.choose("Once a week")
    marek.press("Save my choice")
    assert marek.reads("Choose the day of the week.")
    marek.choose("Once a week", "Monday", "No")
    marek.press("Save my choice")
    assert marek.reads("You get a round-up", "Once a week")
    marek.follow("See what my next round-up would say")
    assert marek.reads(TITLE, "Library and training")

    message = when_the_day_comes()
    assert (message.to, TITLE in message.text, TITLE in message.html) == ("marek@member.example", True, True)
    assert outreach.send_round_up(Digest.objects.get().member.digest_choice, by=BY) is None

    given_something_new()
    marek.go("/me/round-up/next/")
    marek.follow(TITLE)
    assert TITLE in marek.heading()
    marek.go("/me/round-up/next/")
    assert not marek.reads(TITLE)

    visitor = walk(**SMALL)
    visitor.go(path_in(message.text, "/round-up/stop/"))
    visitor.press("Stop my round-up")
    assert visitor.heading() == "Your round-up is stopped"
    assert digests.choice_of(member("Marek")) is None


def test_it_reads_from_right_to_left(centre: None, walk: Walk) -> None:
    given_something_new()
    marek = walk("Marek", **SMALL)
    for path in ("/ar/me/round-up/", "/ar/me/round-up/next/", "/ar/desk/"):
        marek.go(path)
        assert marek.page.locator("html").get_attribute("dir") == "rtl"
