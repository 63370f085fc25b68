"""Applying for money: by phone, with somebody who writes it down, and together on a small phone.

Given a round is open, and Lin phones
When Ayo writes her bid down, reads it back and sends it
Then it is in like every other, and Lin reads it and its receipt.

Given Marek has an old phone without scripts, 320 pixels wide
When he asks himself whether the round is for him, starts a bid, writes, checks and sends it
Then he reads what is missing on the way, and has a receipt at the end; in Arabic the page reads from the right.

Given a change was carried to the next round and nobody answered it
When Ayo opens the round
Then she reads what to answer first.
"""

from alongside.foundation import actors, clock
from alongside.funding.models import Bid, Round
from alongside.funding.queries import rounds
from alongside.learning.models import DesignChange
from tests.journeys.conftest import Walk, Walker
from tests.journeys.rooms import funding_bids

SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = {"width": 1280, "height": 800}
PATH = f"/funding/rounds/{funding_bids.OPEN}/"


def test_applying_by_phone_and_on_a_small_phone(centre: None, walk: Walk) -> None:
    funding_bids.build()
    given_a_change_is_not_answered()
    ayo = walk("Ayo", **DESK)
    when_she_opens_the_next_round(ayo)
    when_lin_phones(ayo)
    lin = walk("Lin", **DESK)
    bid = Bid.objects.get(title="A choir")
    lin.go(f"/funding/bids/{bid.reference}/receipt/")
    assert lin.reads(bid.reference)
    when_marek_applies(walk("Marek", **SMALL))


def given_a_change_is_not_answered() -> None:
    draft = Round.objects.get(slug=funding_bids.DRAFT)
    DesignChange.objects.create(
        what="Give projects longer.", kind=rounds.KIND, key=draft.slug, label=draft.title, by=actors.SYSTEM.key,
        due_on=clock.today(),
    )  # fmt: skip


def when_she_opens_the_next_round(ayo: Walker) -> None:
    ayo.go(f"/funding/rounds/{funding_bids.DRAFT}/run/")
    ayo.press("Open the round")
    assert ayo.reads("The round cannot open yet", "Answer this first: “Give projects longer.”")


def when_lin_phones(ayo: Walker) -> None:
    ayo.go(f"{PATH}run/")
    ayo.follow("Write a bid down for somebody")
    ayo.write("Their name, reference, phone or email", "Lin")
    ayo.press("Find")
    ayo.follow("Lin")
    ayo.choose("By phone", "I read this back, and they agreed that it is right")
    ayo.press("Start the bid")
    ayo.follow("Change what it is about")
    ayo.write("What is your project called?", "A choir")
    ayo.write("What would you do, in one or two sentences?", "We sing, and find out what it changes.")
    ayo.write("How many months does it take?", "4")
    ayo.choose("One person")
    ayo.press("Save")
    ayo.follow("A question (words)?")
    ayo.page.get_by_role("textbox").fill("People sing who did not before.")
    ayo.press("Save")
    when_the_budget_is_written(ayo)
    ayo.follow("Check your answers")
    ayo.choose("By phone", "I read this back, and they agreed that it is right")
    ayo.press("Send the bid")
    assert ayo.reads("Your bid is in")


def when_the_budget_is_written(somebody: Walker) -> None:
    somebody.follow("Change the budget")
    somebody.write("What is it for?", "Songs")
    somebody.write("How much?", "1,000")
    somebody.choose("Rooms, food and materials")
    somebody.press("Save the line")
    somebody.follow("Back", exact=True)


def when_marek_applies(marek: Walker) -> None:
    marek.go(PATH)
    marek.choose("Yes")
    marek.press("See if it fits")
    assert marek.reads("You can apply")
    marek.follow("Start a bid", exact=True)
    marek.press("Start")
    marek.follow("Check your answers")
    assert marek.reads("What is missing", "Answer: A question (words)?")
    marek.follow("Write what your project is called.")
    marek.write("What is your project called?", "A garden")
    marek.write("What would you do, in one or two sentences?", "We dig.")
    marek.write("How many months does it take?", "4")
    marek.choose("One person")
    marek.press("Save")
    marek.follow("A question (words)?")
    marek.page.get_by_role("textbox").fill("More gardens.")
    marek.press("Save")
    when_the_budget_is_written(marek)
    marek.follow("Check your answers")
    marek.press("Send the bid")
    assert marek.reads("Your bid is in", "£1,000")
    marek.go(f"/ar{PATH}")
    assert marek.page.locator("html").get_attribute("dir") == "rtl"
