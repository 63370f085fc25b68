"""Whatever a member can do online, staff can write down for somebody without email."""

import re
from typing import Any

import pytest

from alongside.foundation import actors, clock
from alongside.payments import actions as payments
from alongside.payments.models import (
    Booking,
    Choice,
    Expense,
    Offer,
    PayTo,
)
from alongside.people.models import Member, Recording
from tests.payments.conftest import Make
from tests.payments.helpers import BANK, day, doing, shown_token, signed_in, told

BY = actors.SYSTEM


# What a member can do online, and the page on which staff write the same down. Each gives what it counts.
MATRIX: dict[str, tuple[str, str, dict[str, str], Any]] = {
    "choose": (
        "/me/payments/offers/{offer}/", "offers/{offer}/", {"kind": "part", "part": "20", "note_was_read_out": "on"},
        lambda: Choice.objects.filter(kind="part", pence=2000, ended_at=None).count(),
    ),
    "take a choice back": (
        "/me/payments/offers/{offer}/withdraw/", "offers/{offer}/withdraw/", {},
        lambda: Choice.objects.exclude(ended_at=None).count(),
    ),
    "ask us to book": (
        "/me/payments/book/", "book/", {"kind": "travel", "what": "A taxi at nine"},
        lambda: Booking.objects.filter(what="A taxi at nine").count(),
    ),
    "take a booking back": (
        "/me/payments/bookings/{booking}/withdraw/", "bookings/{booking}/withdraw/", {},
        lambda: Booking.objects.exclude(withdrawn_at=None).count(),
    ),
    "claim": (
        "/me/payments/claim/", "claim/", {"kind": "travel", "what": "Tram", "pence": "2.40"} | day("spent_on"),
        lambda: Expense.objects.filter(what="Tram", pence=240).count(),
    ),
    "take a claim back": (
        "/me/payments/claims/{claim}/withdraw/", "claims/{claim}/withdraw/", {},
        lambda: Expense.objects.exclude(withdrawn_at=None).count(),
    ),
    "say how to be paid": ("/me/payments/how/", "how/", BANK, lambda: PayTo.objects.filter(way="bank").count()),
    "have it deleted": (
        "/me/payments/how/forget/", "how/forget/", {}, lambda: 1 - PayTo.objects.count(),
    ),
}  # fmt: skip


def _ready(member: Member, offer: Offer, what: str) -> dict[str, Any]:
    """Something of each kind that can be changed."""
    payments.choose(offer, member, kind="full", by=BY)
    payments.owe(offer, member, because=member, by=BY)
    if what == "have it deleted":
        payments.say_how_to_pay(member, way="cash", by=BY)
    booking = payments.ask_booking(member, kind="data", what="Data", by=BY)
    claim = payments.claim(member, kind="data", what="Data", pence=100, spent_on=clock.today(), by=BY)
    return {"offer": offer.pk, "booking": booking.pk, "claim": claim.pk}


@pytest.mark.parametrize("what", MATRIX)
def test_everything_online_can_be_written_down_for_somebody_without_email(
    what: str, offer: Offer, make: Make, coordinator: Member
) -> None:
    _online, written, form, counted = MATRIX[what]
    grace = make("Grace", reach_by="post", address="1 High Street")
    keys = _ready(grace, offer, what)
    assert counted() == 0
    browser, path = signed_in(coordinator), f"/payments/for/{grace.reference}/{written.format(**keys)}"
    half = browser.post(path, form | {"mode": "phone"} | day("on"))
    assert "Read it back and tick the box" in half.content.decode()
    assert counted() == 0
    assert browser.post(path, form | told()).status_code == 302
    assert counted() == 1
    row = Recording.objects.filter(member=grace).latest("pk")
    assert (row.mode, row.read_back_and_agreed, row.written_by) == ("phone", True, doing(coordinator).key)


@pytest.mark.parametrize("what", MATRIX)
def test_and_it_is_really_what_a_member_can_do_online(what: str, offer: Offer, ada: Member) -> None:
    online, _written, form, counted = MATRIX[what]
    keys = _ready(ada, offer, what)
    browser, path = signed_in(ada), online.format(**keys)
    if "shown" in (page := browser.get(path).content.decode()) and what == "choose":
        form = form | {"shown": shown_token(page)}
    assert browser.post(path, form).status_code == 302
    assert counted() == 1


def test_the_matrix_knows_every_member_page_that_changes_something() -> None:
    from alongside.payments.urls import mine_urls

    known = {re.sub(r"\{\w+\}", "<int:pk>", online).lstrip("/") for online, _w, _f, _c in MATRIX.values()}
    looks_only = {
        "me/payments/", "me/payments/<int:pk>/", "me/payments/offers/<int:pk>/letter/",
        "me/payments/claims/<int:pk>/receipt/",
    }  # fmt: skip
    assert {str(pattern.pattern) for pattern in mine_urls} == known | looks_only
