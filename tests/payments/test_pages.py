"""The pages of the till, by hand: what each says, and that a wrong turn gets a sentence and never a fall."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from alongside.foundation import actors, clock
from alongside.foundation.models import Centre, Message
from alongside.payments import actions as payments
from alongside.payments.models import (
    Choice,
    Choosing,
    Offer,
    Payment,
    PayTo,
    RateCard,
    TakingPart,
)
from alongside.people.models import Member
from tests.payments.conftest import Make
from tests.payments.helpers import BANK, day, doing, owed, queries_of, shown_token, signed_in

BY = actors.SYSTEM


def test_nobody_chooses_without_having_been_shown_the_note_on_benefits(offer: Offer, ada: Member) -> None:
    browser, path = signed_in(ada), f"/me/payments/offers/{offer.pk}/"
    page = browser.get(path).content.decode()
    assert page.index("If you get benefits, read this first") < page.index('name="kind"')
    for forged in ("", "x", "2026-01-01T00:00:00+00:00"):
        refused = browser.post(path, {"kind": "full", "shown": forged})
        assert "Read the note about benefits" in refused.content.decode()
    assert Choice.objects.count() == 0
    assert browser.post(path, {"kind": "full", "shown": shown_token(page)}).status_code == 302
    assert Choice.objects.get().note_shown_at <= clock.now()


@pytest.mark.parametrize("part", ["", "5,50", "-1", "1e9", "55", "55.01", "99999999999999999999", "abc", "0"])
def test_a_wrong_part_gets_a_sentence_and_keeps_what_was_typed(offer: Offer, ada: Member, part: str) -> None:
    browser, path = signed_in(ada), f"/me/payments/offers/{offer.pk}/"
    shown = shown_token(browser.get(path).content.decode())
    page = browser.post(path, {"kind": "part", "part": part, "shown": shown}).content.decode()
    assert "There is a problem" in page
    assert "Write " in page
    assert f'value="{part}"' in page or not part


@pytest.mark.parametrize(("part", "pence"), [("£5", 500), ("٥", 500), ("12.50", 1250), (" 54.99 ", 5499)])
def test_a_part_may_be_written_as_people_write_it(offer: Offer, ada: Member, part: str, pence: int) -> None:
    browser, path = signed_in(ada), f"/me/payments/offers/{offer.pk}/"
    shown = shown_token(browser.get(path).content.decode())
    browser.post(path, {"kind": "part", "part": part, "shown": shown})
    assert Choice.objects.get().pence == pence


def test_two_clicks_on_one_button_choose_once(offer: Offer, ada: Member) -> None:
    browser, path = signed_in(ada), f"/me/payments/offers/{offer.pk}/"
    form = {
        "kind": "full",
        "shown": shown_token(browser.get(path).content.decode()),
        "once": str(uuid.uuid4()),
    }
    assert [browser.post(path, form).status_code for _click in range(2)] == [302, 302]
    assert Choice.objects.count() == 1


def test_an_offer_that_ended_is_gone_for_whoever_has_nothing_to_do_with_it(
    our_centre: Centre, offer: Offer, ada: Member, make: Make
) -> None:
    payments.choose(offer, ada, kind=Choosing.FULL, by=BY)
    payments.end_offer(our_centre, by=BY)
    assert signed_in(ada).get(f"/me/payments/offers/{offer.pk}/").status_code == 200
    assert signed_in(make("Eve")).get(f"/me/payments/offers/{offer.pk}/").status_code == 404


def test_a_payment_is_followed_like_a_parcel(offer: Offer, ada: Member, finance: Member) -> None:
    browser = signed_in(ada)
    payment = owed(offer, ada)
    path = f"/me/payments/{payment.took_part_id}/"

    def says() -> str:
        return browser.get(path).content.decode()

    page = says()
    steps = re.findall(r'<h3 class="al-timeline__title">([^<]+)</h3>', page)
    assert steps == ["You took part", "Checked", "With finance", "Paid"]
    assert page.count("still to come") == 3
    assert "Being checked" in page
    payments.approve([payment], by=doing(finance))
    assert "Tell us how to pay" in says()
    payments.say_how_to_pay(ada, way="cash", by=BY)
    assert "It goes to finance next." in says()
    batch = payments.make_batch(by=BY)
    payments.take_file(batch, by=BY)
    payments.confirm_batch(batch, by=BY)
    page = says()
    assert "With finance" in page
    assert page.count("still to come") == 1
    payments.mark_paid(batch, on=clock.today(), by=BY)
    page = says()
    assert "still to come" not in page
    assert batch.lines.get().reference in page


def test_one_line_of_a_batch_is_said_to_be_paid_on_its_own(
    offer: Offer, ada: Member, make: Make, finance: Member
) -> None:
    for member in (ada, make("Eve")):
        payments.approve([owed(offer, member)], by=BY)
        payments.say_how_to_pay(member, way="cash", by=BY)
    batch = payments.make_batch(by=BY)
    payments.take_file(batch, by=BY)
    payments.confirm_batch(batch, by=BY)
    one, other = batch.lines.order_by("pk")
    browser = signed_in(finance)
    page = browser.get(f"/payments/batches/{batch.pk}/").content.decode()
    doors = re.findall(r'action="(/payments/lines/\d+/paid/)"', page)
    assert doors == [f"/payments/lines/{line.pk}/paid/" for line in (one, other)]
    key = re.findall(r'name="once" value="([^"]+)"', page)[0]
    for _press in range(2):
        assert browser.post(doors[0], {"once": key}).status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.paid_on, other.paid_on) == (clock.today(), None)
    assert "Finance has it" in browser.get("/payments/batches/").content.decode()
    payments.mark_paid(batch, on=clock.today(), by=BY)
    for address in ("/payments/batches/", f"/payments/batches/{batch.pk}/"):
        assert "Finance has it" not in browser.get(address).content.decode(), "nothing of it is left to do"


def test_somebody_elses_payment_does_not_exist(offer: Offer, ada: Member, make: Make) -> None:
    payment = owed(offer, ada)
    claim = payments.claim(ada, kind="travel", what="Bus", pence=1, spent_on=clock.today(), by=BY)
    booking = payments.ask_booking(ada, kind="travel", what="Taxi", by=BY)
    eve = signed_in(make("Eve"))
    assert eve.get(f"/me/payments/{payment.took_part_id}/").status_code == 404
    assert eve.post(f"/me/payments/claims/{claim.pk}/withdraw/").status_code == 404
    assert eve.post(f"/me/payments/bookings/{booking.pk}/withdraw/").status_code == 404


def test_whoever_declines_sees_no_money_and_can_change_their_mind(offer: Offer, ada: Member) -> None:
    payments.choose(offer, ada, kind=Choosing.NONE, by=BY)
    payments.owe(offer, ada, because=ada, by=BY)
    took_part = TakingPart.objects.get()
    page = signed_in(ada).get(f"/me/payments/{took_part.pk}/").content.decode()
    assert "Nothing is written down as earned" in page
    assert "I changed my mind" in page
    assert "£" not in page


def test_a_choice_can_be_changed_from_its_page_until_finance_has_it(
    offer: Offer, ada: Member, finance: Member
) -> None:
    payment = owed(offer, ada)
    browser = signed_in(ada)
    pages = ("/me/payments/", f"/me/payments/{payment.took_part_id}/")
    way = f'href="/me/payments/offers/{offer.pk}/"'
    assert all(way in browser.get(page).content.decode() for page in pages)
    payments.say_how_to_pay(ada, way="cash", by=BY)
    payments.approve([payment], by=doing(finance))
    payments.make_batch(by=BY)
    assert not any(way in browser.get(page).content.decode() for page in pages)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sort_code": "12345"}, "six numbers"), ({"sort_code": ""}, "Write the sort code"),
        ({"account_number": "1234567"}, "eight numbers"), ({"name": ""}, "Write the name on the account"),
        ({"way": ""}, "Choose how we should pay you"), ({"sort_code": "=1+1"}, "six numbers"),
    ],
)  # fmt: skip
def test_wrong_bank_details_get_a_sentence(
    offer: Offer, ada: Member, wrong: dict[str, str], sentence: str
) -> None:
    owed(offer, ada)
    assert sentence in signed_in(ada).post("/me/payments/how/", BANK | wrong).content.decode()
    assert PayTo.objects.count() == 0


def test_bank_details_are_asked_for_only_when_something_is_to_be_paid(offer: Offer, ada: Member) -> None:
    browser = signed_in(ada)
    assert "sort_code" not in browser.get("/me/payments/how/").content.decode()
    owed(offer, ada)
    assert "sort_code" in browser.get("/me/payments/how/").content.decode()
    assert browser.post("/me/payments/how/", BANK | {"sort_code": "٠١٢٣٤٥"}).status_code == 302
    page = browser.get("/me/payments/how/").content.decode()
    assert "••••••67" in page
    assert "01234567" not in page
    browser.post("/me/payments/how/forget/")
    assert PayTo.objects.count() == 0


def test_payments_are_checked_many_at_a_time_and_never_ones_own(
    offer: Offer, make: Make, coordinator: Member, finance: Member
) -> None:
    rows = [owed(offer, make(f"M{number}")) for number in range(3)]
    mine = owed(offer, coordinator)
    browser = signed_in(coordinator)
    refused = browser.post("/payments/approve/", {"payment": [row.pk for row in [*rows, mine]]}, follow=True)
    assert "This is your own payment" in refused.content.decode()
    assert Payment.objects.exclude(approved_at=None).count() == 0
    browser.post("/payments/approve/", {"payment": [row.pk for row in rows] + ["x", "-1", "9" * 30]})
    assert Payment.objects.exclude(approved_at=None).count() == 3


@pytest.mark.parametrize("path", ["/payments/", "/me/payments/", "/payments/batches/", "/desk/"])
def test_lists_take_as_many_queries_for_many_as_for_one(
    path: str, offer: Offer, make: Make, finance: Member, coordinator: Member
) -> None:
    counts = []
    for number in (1, 9):
        for one in range(number):
            member = make(f"M{number}x{one}")
            owed(offer, member)
            about = payments.make_offer(about=member, label=f"Thing {number}.{one}", pence=100, by=BY)
            payments.choose(about, finance, kind="full", by=BY)
            payments.owe(about, finance, because=about, by=BY)
            payments.claim(finance, kind="travel", what="Bus", pence=100, spent_on=clock.today(), by=BY)
        counts.append(queries_of(signed_in(finance), path))
    assert counts[0] == counts[1]


def test_the_public_page_shows_the_card_that_counts_today(our_centre: Centre, coordinator: Member) -> None:
    visitor, browser = Client(), signed_in(coordinator)
    assert "has not confirmed a rate card" in visitor.get("/what-we-pay/").content.decode()
    browser.post("/payments/rates/examples/")
    assert "has not confirmed a rate card" in visitor.get("/what-we-pay/").content.decode()
    for card in RateCard.objects.all():
        browser.post(f"/payments/rates/{card.pk}/confirm/")
    page = visitor.get("/what-we-pay/").content.decode()
    assert "£13.80" in page
    assert "£12.50" not in page
    assert "16 December 2025" in page
    assert "Trade press" in page


def test_a_rate_card_is_written_in_pounds(coordinator: Member) -> None:
    browser = signed_in(coordinator)
    form = {"name": "Ours", "source": "Trustees, May"} | day("starts_on")
    assert "Write at least one rate" in browser.post("/payments/rates/add/", form).content.decode()
    wrong = browser.post("/payments/rates/add/", form | {"hour": "27,50"}).content.decode()
    assert "in pounds and pence" in wrong
    assert browser.post("/payments/rates/add/", form | {"hour": "27.50", "day": "£165"}).status_code == 302
    card = RateCard.objects.get()
    assert dict(card.rates.values_list("unit", "pence")) == {"hour": 2750, "day": 16500}
    browser.post(f"/payments/rates/{card.pk}/discard/")
    assert RateCard.objects.count() == 0


def test_the_letter_says_confirm_before_use(offer: Offer, ada: Member, coordinator: Member) -> None:
    payments.choose(offer, ada, kind="part", pence=2000, by=BY)
    mine = signed_in(ada).get(f"/me/payments/offers/{offer.pk}/letter/").content.decode()
    printed = signed_in(coordinator).get(f"/payments/for/{ada.reference}/offers/{offer.pk}/letter/")
    for page in (mine, printed.content.decode()):
        for words in (
            "Confirm before use",
            "£55 for about two hours",
            "Part of it: £20",
            "change their benefits",
        ):
            assert words in page


def test_the_desk_says_what_waits(offer: Offer, ada: Member, finance: Member) -> None:
    with clock.at(clock.now() - timedelta(days=10)):
        owed(offer, ada)
        payments.claim(ada, kind="travel", what="Bus", pence=1, spent_on=clock.today(), by=BY)
    page = signed_in(finance).get("/desk/").content.decode()
    assert "Payments to check: 1" in page
    assert "Claims to answer: 1" in page
    assert "The oldest has waited 10 days." in page
    assert "Your payment: Session 15" in signed_in(ada).get("/desk/").content.decode()


def test_staff_find_a_member_by_reference_however_it_is_typed_or_by_the_whole_name(
    ada: Member, finance: Member
) -> None:
    browser, plain = signed_in(finance), ada.reference.lower()
    for typed in (plain, plain.replace("-", ""), plain.replace("-", " "), f" {plain} ", "ada"):
        found = browser.get("/payments/", {"reference": typed})
        assert found.headers["Location"] == f"/payments/for/{ada.reference}/", typed
    assert "Nobody has this reference" in browser.get("/payments/", {"reference": "X"}).content.decode()


def test_under_eighteen_a_voucher_is_offered_first(make: Make, offer: Offer) -> None:
    zara = make("Zara", age_guard="16-17")
    page = signed_in(zara).get(f"/me/payments/offers/{offer.pk}/").content.decode()
    assert page.index("A voucher of £55") < page.index("All of it: £55")


def test_a_batch_is_walked_through_by_finance(
    offer: Offer, ada: Member, coordinator: Member, finance: Member
) -> None:
    payment = owed(offer, ada)
    payments.say_how_to_pay(ada, way="cash", by=BY)
    signed_in(coordinator).post("/payments/approve/", {"payment": payment.pk})
    response = signed_in(coordinator).post("/payments/batches/make/")
    path = response.headers["Location"]
    browser = signed_in(finance)
    early = browser.post(f"{path}confirm/", follow=True).content.decode()
    assert "Take the file first" in early
    assert browser.post(f"{path}file/").status_code == 200
    assert "deleted here" in browser.post(f"{path}confirm/", follow=True).content.decode()
    assert "cannot be made again" in browser.post(f"{path}file/", follow=True).content.decode()
    done = browser.post(f"{path}paid/", day("on"), follow=True).content.decode()
    assert "1 line is paid" in done
    assert Message.objects.filter(subject="You have been paid").count() == 1


def test_two_members_of_one_name_are_told_apart_by_reference(make: Make, finance: Member) -> None:
    make("Sam", email="one@example.org")
    make("Sam", email="two@example.org")
    page = signed_in(finance).get("/payments/", {"reference": "Sam"}).content.decode()
    assert "Several members have this name" in page


def test_the_batch_shows_from_the_start_what_comes_after_the_file(
    offer: Offer, ada: Member, finance: Member
) -> None:
    payments.approve([owed(offer, ada)], by=BY)
    payments.say_how_to_pay(ada, way="cash", by=BY)
    batch = payments.make_batch(by=BY)
    browser, path = signed_in(finance), f"/payments/batches/{batch.pk}/"
    page = browser.get(path).content.decode()
    assert "Press “I have it” after you saved the file." in page
    assert f'action="{path}confirm/"' in page
    refused = browser.post(f"{path}confirm/", follow=True).content.decode()
    assert "Take the file first." in refused
    batch.refresh_from_db()
    assert batch.confirmed_at is None
    browser.post(f"{path}file/")
    browser.post(f"{path}confirm/")
    batch.refresh_from_db()
    assert batch.confirmed_at is not None


def test_the_till_names_who_has_not_said_how_to_be_paid(offer: Offer, ada: Member, finance: Member) -> None:
    payments.approve([owed(offer, ada)], by=BY)
    page = signed_in(finance).get("/payments/").content.decode()
    assert f'href="/payments/for/{ada.reference}/"' in page
    assert ada.reference in page


def test_ticking_nothing_is_not_called_done(finance: Member) -> None:
    page = signed_in(finance).post("/payments/approve/", {}, follow=True).content.decode()
    assert "Nothing was ticked" in page
    assert "Done" not in page


def test_whoever_was_signed_out_reads_that_their_press_was_not_done_and_comes_back_to_the_page(
    our_centre: Centre,
) -> None:
    page = Client().post("/me/payments/how/forget/", follow=True).content.decode()
    assert "what you pressed was not done" in page
    assert 'value="/me/payments/how/"' in page


def test_an_address_for_a_button_says_so_when_it_is_opened(ada: Member) -> None:
    answer = signed_in(ada).get("/me/payments/how/forget/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    page = answer.content.decode()
    assert "Go to the page with the button" in page
    assert 'href="/me/payments/how/"' in page
