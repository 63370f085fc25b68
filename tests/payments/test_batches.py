"""Money goes to finance once: every line in one batch, the total its sum, and bank details gone afterwards."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from alongside.foundation import actors, clock
from alongside.foundation.models import Centre, Event, Message
from alongside.payments import actions as payments
from alongside.payments import sealing
from alongside.payments.models import Batch, BatchLine, Choosing, Expense, Offer, Payment, PayTo
from alongside.payments.queries import finance as ready
from alongside.people.models import Member
from tests.payments.conftest import Make
from tests.payments.helpers import all_at_once, doing, on_disk, owed, signed_in

BY = actors.SYSTEM
BANK = sealing.BankDetails("Ada Lovelace", "012345", "01234567")


def payable(offer: Offer, member: Member, way: str = "bank", **more: Any) -> Payment:
    """A payment that is checked, of somebody who said how to pay it."""
    payment = owed(offer, member, **more)
    payments.approve([payment], by=BY)
    if not payment.voucher:
        payments.say_how_to_pay(member, way=way, details=BANK if way == "bank" else None, by=BY)
    return payment


def spent(member: Member, pence: int = 350) -> Expense:
    expense = payments.claim(member, kind="travel", what="Bus", pence=pence, spent_on=clock.today(), by=BY)
    payments.approve_expense(expense, by=BY)
    return expense


def rows_of(batch: Batch) -> list[dict[str, str]]:
    content = payments.take_file(batch, by=BY).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_a_batch_claims_everything_that_can_be_paid_and_nothing_else(
    offer: Offer, make: Make, ada: Member
) -> None:
    payable(offer, ada)
    spent(ada)
    payable(offer, make("Vee"), kind=Choosing.VOUCHER)
    payments.approve([owed(offer, make("Unknown"))], by=BY)
    owed(offer, make("Unchecked"))
    payments.choose(offer, make("Nobody"), kind=Choosing.NONE, by=BY)
    batch = payments.make_batch(by=BY)
    assert (batch.count, batch.pence) == (3, 5500 + 350 + 5500)
    assert [member.called for member in ready.waiting_for_details()] == ["Unknown"]
    with pytest.raises(payments.CannotExport, match="Nothing is ready"):
        payments.make_batch(by=BY)


def test_the_file_says_who_is_paid_how_much_and_why(offer: Offer, make: Make, ada: Member) -> None:
    payable(offer, ada)
    spent(ada)
    payable(offer, make("Vee"), kind=Choosing.VOUCHER)
    first, voucher, expense = rows_of(payments.make_batch(by=BY))
    assert first["Pay to"] == "Ada Lovelace"
    assert (first["Sort code"], first["Account number"]) == ("01 23 45", "0123 4567")
    assert (first["Amount in pounds"], first["Earnings or expense"]) == ("55.00", "Earnings")
    assert (expense["Amount in pounds"], expense["Earnings or expense"]) == ("3.50", "Expense")
    assert (voucher["How"], voucher["Send to"], voucher["Account number"]) == (
        "As a voucher",
        "vee@example.org",
        "",
    )
    assert len({row["Reference"] for row in (first, voucher, expense)}) == 3


def test_a_name_that_is_a_formula_is_words_in_the_file(offer: Offer, make: Make) -> None:
    payable(offer, make("=1+1", email="x@example.org"), kind=Choosing.VOUCHER)
    assert rows_of(payments.make_batch(by=BY))[0]["Pay to"] == "'=1+1"


def test_confirming_deletes_bank_details_and_the_file_cannot_be_made_again(offer: Offer, ada: Member) -> None:
    payable(offer, ada)
    batch = payments.make_batch(by=BY)
    with pytest.raises(payments.CannotExport, match="Take the file first"):
        payments.confirm_batch(batch, by=BY)
    payments.take_file(batch, by=BY)
    assert PayTo.objects.count() == 1
    payments.confirm_batch(batch, by=BY)
    assert PayTo.objects.count() == 0
    with pytest.raises(payments.CannotExport, match="cannot be made again"):
        payments.take_file(batch, by=BY)
    with pytest.raises(payments.CannotExport, match="confirmed already"):
        payments.confirm_batch(batch, by=BY)


def test_details_stay_when_confirming_fails(offer: Offer, ada: Member) -> None:
    payable(offer, ada)
    batch = payments.make_batch(by=BY)
    payments.take_file(batch, by=BY)
    BatchLine.objects.update(pence=1)
    with pytest.raises(payments.CannotExport, match="do not add up"):
        payments.confirm_batch(batch, by=BY)
    assert PayTo.objects.count() == 1


def test_a_second_line_for_one_payment_is_refused_by_the_database(offer: Offer, ada: Member) -> None:
    payment = payable(offer, ada)
    batch = payments.make_batch(by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchLine.objects.create(batch=batch, payment=payment, pence=1, reference="x")


def test_paid_is_said_once_and_told_to_the_person(offer: Offer, ada: Member) -> None:
    payable(offer, ada)
    batch = payments.make_batch(by=BY)
    with pytest.raises(payments.CannotExport, match="Confirm first"):
        payments.mark_paid(batch, on=clock.today(), by=BY)
    payments.take_file(batch, by=BY)
    payments.confirm_batch(batch, by=BY)
    for wrong in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=1)):
        with pytest.raises(payments.CannotExport):
            payments.mark_paid(batch, on=wrong, by=BY)
    assert payments.mark_paid(batch, on=clock.today(), by=BY) == 1
    assert payments.mark_paid(batch, on=clock.today(), by=BY) == 0
    told = Message.objects.filter(subject="You have been paid")
    assert told.count() == 1
    assert "£55" in told[0].text


def test_money_that_came_back_is_owed_again_under_another_reference(offer: Offer, ada: Member) -> None:
    payment = payable(offer, ada)
    batch = payments.make_batch(by=BY)
    payments.take_file(batch, by=BY)
    payments.confirm_batch(batch, by=BY)
    line = batch.lines.get()
    payments.line_failed(line, because="The account is closed.", by=BY)
    assert payments.mark_paid(batch, on=clock.today(), by=BY) == 0
    assert Message.objects.filter(subject="Your money came back to us").count() == 1
    payments.say_how_to_pay(ada, way="cash", by=BY)
    again = payments.make_batch(by=BY)
    second = again.lines.get()
    assert (second.payment, second.reference != line.reference) == (payment, True)
    assert batch.pence == batch.lines.aggregate(total=Sum("pence"))["total"]
    with pytest.raises(payments.CannotExport, match="came back already"):
        payments.line_failed(line, because="again", by=BY)


def test_what_finance_has_can_no_longer_change(offer: Offer, ada: Member) -> None:
    payable(offer, ada)
    payments.make_batch(by=BY)
    with pytest.raises(payments.CannotChoose, match="Finance has"):
        payments.choose(offer, ada, kind=Choosing.NONE, by=BY)
    with pytest.raises(payments.CannotUndo, match="Finance has"):
        payments.no_longer_owed(ada, by=BY)
    assert Payment.objects.count() == 1


def test_nothing_on_record_names_an_account(offer: Offer, ada: Member) -> None:
    payable(offer, ada)
    batch = payments.make_batch(by=BY)
    payments.take_file(batch, by=BY)
    payments.confirm_batch(batch, by=BY)
    said = str(list(Event.objects.values_list("verb", "subject", "detail")))
    assert "payments.file_taken" in said
    for secret in ("01234567", "012345", "Lovelace", "0123 4567"):
        assert secret not in said
        assert secret not in str(list(Message.objects.values_list("text", flat=True)))


def test_bank_details_are_sealed_and_shown_by_their_last_digits_only(offer: Offer, ada: Member) -> None:
    payable(offer, ada)
    row = PayTo.objects.get()
    assert "01234567" not in row.sealed
    assert sealing.unseal(row.sealed) == BANK
    assert sealing.unseal(row.sealed[:-4] + "AAAA") is None
    page = signed_in(ada).get("/me/payments/").content.decode()
    assert "••••••67" in page
    assert "01234567" not in page


def test_details_are_forgotten_after_thirty_days(offer: Offer, ada: Member) -> None:
    payable(offer, ada)
    with clock.at(clock.now() + timedelta(days=29)):
        assert payments.forget_old_details(by=BY) == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert payments.forget_old_details(by=BY) == 1
    assert PayTo.objects.count() == 0


def test_details_are_not_kept_when_nothing_is_to_be_paid(ada: Member) -> None:
    with pytest.raises(payments.CannotKeepDetails, match="Nothing is waiting"):
        payments.say_how_to_pay(ada, way="bank", details=BANK, by=BY)


def test_only_finance_takes_the_file(offer: Offer, ada: Member, coordinator: Member, finance: Member) -> None:
    payable(offer, ada)
    batch = payments.make_batch(by=doing(coordinator))
    path = f"/payments/batches/{batch.pk}/file/"
    assert signed_in(coordinator).post(path).status_code == 403
    assert signed_in(ada).post(path).status_code == 403
    response = signed_in(finance).post(path)
    assert response.headers["Content-Disposition"] == f'attachment; filename="payments-{batch.pk}.csv"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"0123 4567" in response.content
    assert signed_in(finance).get(path).status_code == 405


@pytest.fixture
def many(our_centre: Centre, offer: Offer, make: Make) -> list[Payment]:
    return [payable(offer, make(f"M{number}"), way="cash") for number in range(12)]


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_one_moment_put_every_line_in_exactly_one_batch(
    many: list[Payment], tmp_path: Path
) -> None:
    for member in Member.objects.filter(called__in=["M0", "M1"]):
        spent(member)
    with on_disk(tmp_path):
        made, refused = all_at_once([lambda: payments.make_batch(by=BY)] * 4)
        assert len(made) >= 1
        assert len(made) + len(refused) == 4
        assert {str(one) for one in refused} <= {str(payments.NOTHING)}
        lines = list(BatchLine.objects.values_list("payment", "expense"))
        assert len(lines) == len(set(lines)) == 14
        for batch in Batch.objects.all():
            found = batch.lines.aggregate(total=Sum("pence"))["total"]
            assert (batch.pence, batch.count) == (found, batch.lines.count())


@pytest.mark.django_db(transaction=True)
def test_a_choice_at_the_moment_of_the_batch_is_before_it_or_refused(
    many: list[Payment], tmp_path: Path
) -> None:
    offer, member = many[0].took_part.offer, many[0].member

    def change() -> object:
        return payments.choose(offer, member, kind=Choosing.NONE, by=BY)

    with on_disk(tmp_path):
        _made, refused = all_at_once([lambda: payments.make_batch(by=BY), change])
        assert [one for one in refused if not isinstance(one, payments.CannotChoose)] == []
        sent = BatchLine.objects.filter(payment__member=member).count()
        declined = member.payment_choices.filter(ended_at=None, kind=Choosing.NONE).exists()
        assert (sent, declined) in ((1, False), (0, True))
