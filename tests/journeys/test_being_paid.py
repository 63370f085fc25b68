"""Being paid, from the choice to the day of payment; and declining pay, which leaves no trace of money.

Given Marek took part in a reading group and has not said how he would like to be paid
When he reads the note on benefits, chooses a part, and says how to pay him
Then Ayo checks it, Farid takes the file and pays, and Marek sees each step like a parcel.

Given Marek would rather not be paid
When he chooses no payment, on an old phone without scripts
Then nothing is written down as earned.
"""

import re

import pytest

from alongside.foundation import actors
from alongside.foundation.models import Message
from alongside.payments import actions as payments
from alongside.payments.models import Batch, Offer, Payment, PayTo
from tests.journeys.conftest import Walk, Walker, member

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}


@pytest.fixture
def offer(centre: None) -> Offer:
    """Marek took part in something that £55 is offered for."""
    marek = member("Marek")
    made = payments.make_offer(
        about=marek, label="Reading group", pence=5500, unit="two_hours", expenses=["travel"], by=BY
    )
    payments.owe(made, marek, because=marek, by=BY)
    return made


def test_being_paid_from_choice_to_paid(offer: Offer, walk: Walk) -> None:
    marek = walk("Marek", **SMALL)
    when_he_reads_the_note_and_chooses_a_part(marek)
    when_he_says_how_to_pay_him(marek)
    when_ayo_checks_it_and_makes_a_batch(walk("Ayo"))
    when_farid_takes_the_file_and_pays(walk("Farid"))
    then_he_sees_every_step(marek)


def when_he_reads_the_note_and_chooses_a_part(marek: Walker) -> None:
    marek.go("/desk/")
    marek.follow("Choose how to be paid: Reading group")
    assert marek.reads("If you get benefits, read this first", "£55 for about two hours")
    marek.choose("Part of it")
    marek.write("If you choose a part: how much?", "5,50")
    marek.press("Save my choice")
    assert marek.reads("Write the amount in pounds and pence, like 5.50.")
    marek.write("If you choose a part: how much?", "20")
    marek.press("Save my choice")
    assert marek.heading() == "My payments"
    assert marek.reads("£20", "Being checked")


def when_he_says_how_to_pay_him(marek: Walker) -> None:
    marek.follow("Say how we pay you")
    marek.choose("Into a bank account")
    marek.write("For a bank account: the name on it", "Marek Example")
    marek.write("For a bank account: sort code", "00-00-00")
    marek.press("Save")
    assert marek.reads("Write the account number.")
    marek.write("For a bank account: account number", "00000042")
    marek.press("Save")
    assert marek.reads("••••••42")
    assert "00000042" not in marek.page.content()


def when_ayo_checks_it_and_makes_a_batch(ayo: Walker) -> None:
    ayo.go("/desk/")
    ayo.follow("Payments to check: 1")
    ayo.page.get_by_label("Marek").press("Space")
    ayo.press("These are right")
    assert ayo.reads("1 payment is checked.")
    ayo.press("Make a batch")
    assert ayo.reads("£20, 1 line", "Somebody with the role finance takes it.")


def when_farid_takes_the_file_and_pays(farid: Walker) -> None:
    farid.go("/desk/")
    farid.follow(f"Batch {Batch.objects.get().pk}: take the file and confirm")
    with farid.page.expect_download() as taken:
        farid.page.get_by_role("button", name="Take the file (CSV)").press("Enter")
    assert b"0000 0042" in taken.value.path().read_bytes()
    farid.press("I have it")
    assert farid.reads("The bank details in it are deleted here.")
    assert PayTo.objects.count() == 0
    farid.follow("It was paid")
    farid.press("All that is left was paid")
    assert farid.reads("1 line is paid, and they are told.")


def then_he_sees_every_step(marek: Walker) -> None:
    marek.go("/me/payments/")
    marek.follow("See where it is")
    assert marek.heading() == "£20"
    steps = marek.page.locator("ol.al-timeline > li")
    assert [step.locator("h3").inner_text() for step in steps.all()] == [
        "You took part",
        "Checked",
        "With finance",
        "Paid",
    ]
    assert not marek.reads("still to come")
    assert Message.objects.filter(subject="You have been paid").count() == 1


def test_declining_pay_on_an_old_phone(offer: Offer, walk: Walk) -> None:
    marek = walk("Marek", **SMALL)
    marek.go("/me/payments/")
    marek.follow("Choose how to be paid")
    marek.choose("No payment")
    marek.press("Save my choice")
    assert marek.reads("You chose no payment")
    marek.follow("See where it is")
    assert marek.reads("Nothing is written down as earned.")
    assert Payment.objects.count() == 0


def test_the_letter_and_the_rates_are_read_by_everybody(offer: Offer, walk: Walk) -> None:
    marek = walk("Marek", **SMALL)
    marek.go(f"/me/payments/offers/{offer.pk}/letter/")
    assert marek.reads("Confirm before use", "£55 for about two hours", "From which amount?")
    marek.page.emulate_media(media="print")
    assert not marek.page.locator(".al-header").is_visible()
    assert not marek.page.locator(".al-footer").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", marek.page.pdf(format="A4"))) == 1
    visitor = walk(width=320)
    visitor.go("/ar/what-we-pay/")
    assert visitor.page.locator("html").get_attribute("dir") == "rtl"
