"""Costs are booked for people or paid back to them, apart from what they earn."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from alongside.foundation import actors, clock
from alongside.foundation.models import Message
from alongside.payments import actions as payments
from alongside.payments import pictures
from alongside.payments.models import Booking, Expense, Offer, Receipt
from alongside.payments.queries import theirs, till
from alongside.people.models import Member
from tests.payments.conftest import Make
from tests.payments.helpers import doing, owed, signed_in

BY = actors.SYSTEM
SECRET_PLACE = b"51.5074-0.1278"


def claimed(member: Member, receipt: bytes | None = None) -> Expense:
    return payments.claim(
        member, kind="travel", what="Bus", pence=350, spent_on=clock.today(), receipt=receipt, by=BY
    )


def photo(form: str = "JPEG", size: tuple[int, int] = (1800, 900)) -> bytes:
    """A photo that says where it was taken."""
    picture = Image.new("RGB", size, "red")
    exif: Any = picture.getexif()
    exif[0x010E] = SECRET_PLACE.decode()
    out = BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()


def test_what_a_member_asks_for_is_booked_and_they_hear_it_by_their_own_way(make: Make) -> None:
    bo = make("Bo", reach_by="phone", phone="020 7946 0123")
    booking = payments.ask_booking(bo, kind="travel", what="A taxi at nine", by=BY)
    payments.book(booking, supplier="Blue Cabs", pence=1200, details="It waits at the door.", by=BY)
    told = Message.objects.get(subject="We booked it for you")
    assert (told.channel, "Blue Cabs" in told.text, "at the door" in told.text) == ("call", True, True)
    with pytest.raises(payments.CannotClaim, match="already"):
        payments.withdraw_booking(booking, by=BY)


def test_a_claim_that_waits_never_reads_as_paid(ada: Member) -> None:
    claimed(ada)
    page = signed_in(ada).get("/me/payments/").content.decode()
    assert ("Being checked" in page, "Paid on" in page) == (True, False)


def test_a_booking_that_is_declined_says_why(ada: Member) -> None:
    booking = payments.ask_booking(ada, kind="care", what="Care on Friday", by=BY)
    with pytest.raises(payments.CannotClaim, match="Say why"):
        payments.decline_booking(booking, reason=" ", by=BY)
    payments.decline_booking(booking, reason="Nobody is free that day.", by=BY)
    assert "Nobody is free" in Message.objects.get(subject="We could not book it").text


def test_nobody_answers_their_own_claim(coordinator: Member, finance: Member) -> None:
    claim = claimed(coordinator)
    with pytest.raises(payments.CannotClaim, match="your own"):
        payments.approve_expense(claim, by=doing(coordinator))
    with pytest.raises(payments.CannotClaim, match="your own"):
        payments.decline_expense(claim, reason="x", by=doing(coordinator))
    payments.approve_expense(claim, by=doing(finance))
    with pytest.raises(payments.CannotClaim, match="answered"):
        payments.withdraw_expense(claim, by=doing(coordinator))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_drawn_anew_without_its_place(form: str) -> None:
    raw = photo(form)
    assert SECRET_PLACE in raw, "so the test can fail"
    kept = pictures.as_jpeg(BytesIO(raw))
    assert kept.startswith(b"\xff\xd8")
    assert SECRET_PLACE not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (1600, 800), {})


NOT_PICTURES = [
    b"", b"hello", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"PK\x03\x04", b"MZ", b"\x00" * 100,
    b"\xff\xd8\xff\xe0" + b"\x00" * 50, b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, b"GIF89a" + b"\xff" * 20,
    b"RIFF\x00\x00\x00\x00WEBPVP8 ", photo()[:200], b"BM" + b"\x00" * 60, b"II*\x00" + b"\xff" * 40,
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", photo("TIFF", (9, 9)), b"P6\n1 1\n255\n\x00\x00\x00",
]  # fmt: skip


@pytest.mark.parametrize("raw", NOT_PICTURES, ids=range(len(NOT_PICTURES)))
def test_a_file_that_is_no_picture_gets_a_sentence(raw: bytes) -> None:
    with pytest.raises(pictures.NotAPicture, match="photo"):
        pictures.as_jpeg(BytesIO(raw))


def test_a_picture_that_unfolds_into_too_many_pixels_is_refused() -> None:
    out = BytesIO()
    Image.new("1", (20000, 20000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(pictures.NotAPicture):
        pictures.as_jpeg(BytesIO(out.getvalue()))


def test_a_claim_with_a_file_that_is_no_picture_loses_nothing_that_was_typed(ada: Member) -> None:
    browser = signed_in(ada)
    day = clock.today()
    typed = {
        "kind": "travel", "what": "Bus from Brixton", "pence": "3.50", "spent_on_day": str(day.day),
        "spent_on_month": str(day.month), "spent_on_year": str(day.year),
    }  # fmt: skip
    wrong = browser.post(
        "/me/payments/claim/", typed | {"receipt": SimpleUploadedFile("photo.jpg", b"MZ not a photo")}
    )
    page = wrong.content.decode()
    assert "This is not a photo that we can open" in page
    assert "Bus from Brixton" in page
    assert 'value="3.50"' in page
    assert Expense.objects.count() == 0
    good = browser.post("/me/payments/claim/", typed | {"receipt": SimpleUploadedFile("x.bin", photo())})
    assert good.status_code == 302
    assert Receipt.objects.get().expense.pence == 350


def test_a_receipt_is_for_its_member_coordinators_and_finance(
    make: Make, ada: Member, coordinator: Member, finance: Member
) -> None:
    claim = claimed(ada, pictures.as_jpeg(BytesIO(photo())))
    path = f"/me/payments/claims/{claim.pk}/receipt/"
    for reader in (ada, coordinator, finance):
        response = signed_in(reader).get(path)
        assert response.headers["Content-Disposition"] == f'attachment; filename="receipt-{claim.pk}.jpg"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    for other in (make("Eve"), make("Aud", role="auditor"), make("Fay", role="facilitator")):
        assert signed_in(other).get(path).status_code == 404


def test_old_receipts_are_forgotten_once_nobody_needs_them(ada: Member) -> None:
    declined, waiting = claimed(ada, b"x"), claimed(ada, b"y")
    payments.decline_expense(declined, reason="Twice.", by=BY)
    assert payments.forget_old_receipts(by=BY) == 0
    with clock.at(clock.now() + timedelta(days=366)):
        assert payments.forget_old_receipts(by=BY) == 1
    assert [row.expense for row in Receipt.objects.all()] == [waiting]


def test_a_day_in_the_future_was_not_paid_yet(ada: Member) -> None:
    with pytest.raises(payments.CannotClaim, match="future"):
        payments.claim(ada, kind="travel", what="x", pence=1, spent_on=date(2999, 1, 1), by=BY)


def test_the_till_says_how_long_the_oldest_has_waited(ada: Member) -> None:
    with clock.at(clock.now() - timedelta(days=9)):
        claimed(ada)
        payments.ask_booking(ada, kind="data", what="Data", by=BY)
    claimed(ada)
    heaps = till.heaps()
    assert (heaps["claims"].count, heaps["claims"].days) == (2, 9)
    assert (heaps["bookings"].count, heaps["bookings"].days, bool(heaps["payments"])) == (1, 9, False)
    assert Booking.objects.to_make().count() == 1
    assert till.oldest_unpaid_days() == 9


def test_costs_and_earnings_are_added_up_apart(offer: Offer, ada: Member) -> None:
    payments.approve([owed(offer, ada)], by=BY)
    payments.approve_expense(claimed(ada), by=BY)
    payments.say_how_to_pay(ada, way="cash", by=BY)
    batch = payments.make_batch(by=BY)
    payments.take_file(batch, by=BY)
    payments.confirm_batch(batch, by=BY)
    assert theirs.totals(ada) == {"earned": 0, "costs": 0}
    payments.mark_paid(batch, on=clock.today(), by=BY)
    assert theirs.totals(ada) == {"earned": 5500, "costs": 350}
