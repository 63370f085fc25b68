"""One of everything in `payments`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN`
lists routes to somebody's own thing (Marek's in the samples), which are missing for everybody else;
`NOT_FOR_EVERYBODY` maps routes behind which more is asked than a role to "missing" or "refused".
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image

from alongside.foundation import actors, clock
from alongside.payments import actions as payments
from alongside.payments import sealing
from alongside.payments.models import Batch, BatchLine, Booking, Expense, Offer, RateCard, TakingPart
from alongside.people.models import Member

BY = actors.SYSTEM
BANK = sealing.BankDetails("Marek Example", "000000", "00000042")
TODAY = clock.today


def build() -> None:
    """Make one of everything that the demonstration leaves out."""
    marek, lin = (Member.objects.get(called=name) for name in ("Marek", "Lin"))
    first = payments.make_offer(about=lin, label="A chat about access", pence=2750, unit="hour", by=BY)
    _paid_for(first, lin)
    payments.confirm_batch(_taken(payments.make_batch(by=BY)), by=BY)
    offer = payments.make_offer(about=marek, label="Reading group", pence=5500, unit="two_hours", by=BY)
    _paid_for(offer, marek)
    payments.claim(
        marek, kind="travel", what="Bus and back", pence=350, spent_on=TODAY(), receipt=photo(), by=BY
    )
    payments.ask_booking(marek, kind="travel", what="A taxi from home", needed_on=TODAY(), by=BY)
    payments.make_batch(by=BY)
    payments.claim(lin, kind="data", what="Data for a month", pence=1000, spent_on=TODAY(), by=BY)
    payments.add_example_cards(by=BY)


def _paid_for(offer: Offer, member: Member) -> None:
    payments.choose(offer, member, kind="full", by=BY)
    payment = payments.owe(offer, member, because=member, by=BY)
    assert payment is not None
    payments.approve([payment], by=BY)
    payments.say_how_to_pay(member, way="bank", details=BANK, by=BY)


def _taken(batch: Batch) -> Batch:
    payments.take_file(batch, by=BY)
    return batch


def photo(colour: str = "white") -> bytes:
    """A small JPEG."""
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


def _marek() -> dict[str, Any]:
    return {"reference": Member.objects.get(called="Marek").reference}


def _offer() -> dict[str, Any]:
    return {"pk": Offer.objects.get(label="Reading group").pk}


def _took_part() -> dict[str, Any]:
    return {"pk": TakingPart.objects.get(member__called="Marek").pk}


def _claim() -> dict[str, Any]:
    return {"pk": Expense.objects.get(member__called="Marek").pk}


def _booking() -> dict[str, Any]:
    return {"pk": Booking.objects.get().pk}


def _line() -> dict[str, Any]:
    return {"pk": BatchLine.objects.get(batch__confirmed_at__isnull=False).pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "me/payments/<int:pk>/": _took_part,
    "me/payments/offers/": _offer,
    "me/payments/bookings/": _booking,
    "me/payments/claims/": _claim,
    "payments/bookings/": _booking,
    "payments/claims/": _claim,
    "payments/batches/": lambda: {"pk": Batch.objects.get(confirmed_at=None).pk},
    "payments/batches/<int:pk>/paid/": lambda: {"pk": Batch.objects.exclude(confirmed_at=None).get().pk},
    "payments/lines/": _line,
    "payments/rates/": lambda: {"pk": RateCard.objects.filter(confirmed_at=None)[0].pk},
    "payments/for/": _marek,
    "payments/for/<str:reference>/offers/": lambda: _marek() | _offer(),
    "payments/for/<str:reference>/bookings/": lambda: _marek() | _booking(),
    "payments/for/<str:reference>/claims/": lambda: _marek() | _claim(),
}
OWN: list[str] = [
    "me/payments/<int:pk>/",
    "me/payments/bookings/<int:pk>/withdraw/",
    "me/payments/claims/<int:pk>/withdraw/",
]
NOT_FOR_EVERYBODY: dict[str, str] = {
    # Marek's own, coordinators' and finance's.
    "me/payments/claims/<int:pk>/receipt/": "missing",
}
