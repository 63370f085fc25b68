"""An award from the offer to the close: accepted on a small phone, paid by finance, extended, and closed by the centre.

Given Ayo's panel decided to fund Marek's bid
When she offers £4,000, he accepts on an old phone without scripts, and Farid pays
Then he reads what was paid under which reference, asks for more time, and Ayo agrees and closes the award
And everybody reads three sums, and the end that was first agreed.
"""

from datetime import date, timedelta

import pytest

from alongside.foundation import actors, clock
from alongside.funding import actions as funding
from alongside.funding.models import Award, Bid
from tests.funding.money import rows as money
from tests.funding.panel import rows
from tests.journeys.conftest import Walk, Walker, member

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}


@pytest.fixture
def bid(centre: None) -> Bid:
    """People decided to fund a bid of Marek's."""
    made = rows.bid(rows.closed_round(), "River walks", 400_000, [member("Marek")])
    funding.decide_bid(made, outcome="fund", reason="It fits.", by=BY)
    return made


def test_from_the_offer_to_the_close(bid: Bid, walk: Walk) -> None:
    ayo, marek, farid = walk("Ayo"), walk("Marek", **SMALL), walk("Farid")
    when_ayo_offers_the_award(ayo)
    when_marek_accepts_it_on_a_small_phone(marek)
    when_ayo_says_that_it_may_be_paid(ayo)
    when_farid_pays_it(farid)
    then_marek_reads_what_was_paid_and_asks_for_more_time(marek)
    when_ayo_agrees_and_closes_it(ayo)
    award = Award.objects.get()
    money.announced(award.bid.round)
    then_everybody_reads_three_sums_and_the_first_end(walk())
    then_it_reads_in_arabic_on_a_small_phone(walk(**SMALL), award)


def write_day(walker: Walker, group: str, day: date) -> None:
    """Write a date into the three boxes of a question."""
    boxes = walker.page.get_by_role("group", name=group)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label).fill(str(number))


def when_ayo_offers_the_award(ayo: Walker) -> None:
    ayo.go("/desk/")
    ayo.follow("Offer an award: River walks")
    ayo.write("How much do we offer?", "5,00")
    ayo.press("Send the offer")
    assert ayo.reads("Write the amount in pounds and pence, like 5.50.", "Write the day.")
    ayo.write("How much do we offer?", "4,000")
    write_day(ayo, "First day", clock.today())
    write_day(ayo, "Last day", clock.today() + timedelta(days=120))
    ayo.press("Send the offer")
    assert ayo.reads("The offer is on its way.")


def when_marek_accepts_it_on_a_small_phone(marek: Walker) -> None:
    marek.go("/desk/")
    marek.follow("Answer our offer: River walks")
    assert marek.reads("We offer you £4,000.")
    marek.follow("Accept this award")
    marek.press("I accept")
    assert marek.reads("Choose as what you are in the team.")
    marek.choose("Person with lived experience")
    marek.press("I accept")
    assert marek.reads("You accepted.", "Running")


def when_ayo_says_that_it_may_be_paid(ayo: Walker) -> None:
    ayo.go("/funding/money/")
    ayo.follow("Say that it is ready")
    ayo.press("It may be paid")
    assert ayo.reads("Ready. Finance can pay it.")


def when_farid_pays_it(farid: Walker) -> None:
    farid.go("/desk/")
    farid.follow("Pay an instalment: River walks")
    farid.follow("Say that it was paid")
    farid.press("It was paid")
    assert farid.reads("Write the reference under which finance paid it")
    farid.write("Reference of finance", "BACS 2041")
    farid.press("It was paid")
    assert farid.reads("Paid, and they are told.", "BACS 2041")


def then_marek_reads_what_was_paid_and_asks_for_more_time(marek: Walker) -> None:
    marek.go("/me/awards/")
    marek.follow("River walks")
    assert marek.reads("BACS 2041", "£4,000")
    marek.follow("A later end")
    write_day(marek, "Which is the new last day?", clock.today() + timedelta(days=180))
    marek.write("Why is this needed?", "Two of us were ill.")
    marek.press("Ask for this change")
    assert marek.reads("We have your request, and answer it.", "Waits for the centre")


def when_ayo_agrees_and_closes_it(ayo: Walker) -> None:
    ayo.go("/desk/")
    ayo.follow("A change to answer: River walks")
    ayo.follow("Agree")
    ayo.press("The centre agrees")
    ayo.follow("Close this award")
    ayo.write("How much was spent in the end?", "3900")
    ayo.press("Close it")
    assert ayo.reads("£100 was paid and not spent. Write down first that it came back.")
    ayo.write("How much was spent in the end?", "4000")
    ayo.press("Close it")
    assert ayo.reads("Closed, and they are told.")


def then_everybody_reads_three_sums_and_the_first_end(visitor: Walker) -> None:
    visitor.go("/funding/awards/")
    visitor.follow("River walks")
    assert visitor.reads("Offered", "Granted", "Paid, without what came back", "the end first agreed was")
    assert not visitor.reads("Marek")


def then_it_reads_in_arabic_on_a_small_phone(visitor: Walker, award: Award) -> None:
    slug = award.bid.round.programme.slug
    for path in ("funding/awards/", f"funding/awards/{award.reference}/", f"funding/compared/{slug}/"):
        visitor.go(f"/ar/{path}")
        assert visitor.page.locator("html").get_attribute("dir") == "rtl"
