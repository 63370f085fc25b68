"""What tools of staff may ask of this room, with a token: what is ready to be paid, without bank details."""

from collections.abc import Iterable
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from alongside.foundation import api

from . import models, rules
from .queries import finance

staff = api.Router(tags=[_("For tools of staff, with a token")])


class Due(api.Schema):
    """A payment that is checked, in no batch yet, and can be paid."""

    id: int = api.Field(description="The number of the payment; it stays.")
    member: str = api.Field(description="The reference of the member.")
    pence: int = api.Field(description="How much, in pence.")
    way: Literal["money", "voucher"] = api.Field(description="Whether they chose money or a voucher.")
    what_for: str = api.Field(description="What it is for, in words that name nobody.")


@api.staff(
    staff, "GET", "staff/payments/ready", api.Page[Due], name="payments_ready",
    summary=_("What is ready to be paid"), scope="payments:read", roles=rules.TILL,
)  # fmt: skip
def payments_ready(
    request: HttpRequest, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Payments that the next batch would hold, the newest first. Bank details leave the house in the file alone."""
    rows = finance.payments_ready().select_related("member", "took_part__offer")
    return api.page(request, rows, _as_data, after=after, limit=limit)


def _as_data(rows: list[models.Payment]) -> Iterable[dict[str, Any]]:
    for row in rows:
        yield {
            "id": row.pk, "member": row.member.reference, "pence": row.pence,
            "way": "voucher" if row.voucher else "money", "what_for": row.took_part.offer.label,
        }  # fmt: skip
