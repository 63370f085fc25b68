"""One of everything in `payments`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN`
lists routes to somebody's own thing (Marek's in the samples), which are missing for everybody else;
`NOT_FOR_EVERYBODY` maps routes behind which more is asked than a role to "missing" or "refused".
"""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors
from alongside.payments import actions as payments
from alongside.payments.models import Offer
from alongside.people.models import Member

BY = actors.SYSTEM


def build() -> None:
    """Make one of everything that the demonstration leaves out."""
    marek = Member.objects.get(called="Marek")
    payments.make_offer(about=marek, label="Reading group", pence=5500, unit="two_hours", by=BY)


def _offer() -> dict[str, Any]:
    return {"pk": Offer.objects.get(label="Reading group").pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {"me/payments/offers/": _offer}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
