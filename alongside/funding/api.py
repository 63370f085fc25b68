"""What machines may ask of this room: awards, as they were published last, past the gate of the 360Giving file."""

import json
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from alongside.foundation import api

from .queries import publishing

router = api.Router(tags=[_("Awards")])


class Award(api.Schema):
    """An award that was published. Of an award to one person only the month is known, and no name."""

    id: str = api.Field(description="Its identifier in the 360Giving file; it stays.")
    title: str = api.Field(description="What it is called.")
    description: str = api.Field(description="What it is for.")
    currency: str = api.Field(description="The currency (ISO 4217).")
    amount_applied_for: float = api.Field(description="What was asked for, in whole units of the currency.")
    amount_awarded: float = api.Field(description="What was agreed, in whole units of the currency.")
    amount_paid: float = api.Field(description="What was paid so far, in whole units of the currency.")
    awarded_on: date = api.Field(description="The day of the award; the first of the month for one person.")
    programme: str = api.Field(description="The programme and round that it comes from.")
    recipient_id: str = api.Field(description="The identifier of who got it.")
    recipient: str = api.Field(description="Who got it; “Individual Recipient” for one person.")
    recipient_is_a_person: bool = api.Field(description="Whether one person got it.")
    url: str = api.Field(description="Where it stands.")


@api.public(
    router, "awards", api.Page[Award], name="awards", summary=_("Awards, as they were published last")
)
def awards(request: HttpRequest, after: api.AfterText = "", limit: api.Limit = api.LIMIT) -> dict[str, Any]:
    """Every award of the file that was published last, in the order of their ids; none before one was published.

    The whole file, in the 360Giving Data Standard, is at /open-data/360giving.json.
    """
    published = publishing.latest()
    grants = json.loads(published.content)["grants"] if published else []
    found, onward = api.page_of_list(
        request, grants, lambda grant: str(grant["id"]), after=after, limit=limit
    )
    return {"items": [_as_data(grant) for grant in found], "next": onward}


def _as_data(grant: dict[str, Any]) -> dict[str, Any]:
    person = grant.get("recipientIndividual")
    recipient = person or grant["recipientOrganization"][0]
    return {
        "id": grant["id"], "title": grant["title"], "description": grant["description"],
        "currency": grant["currency"], "amount_applied_for": grant["amountAppliedFor"],
        "amount_awarded": grant["amountAwarded"], "amount_paid": grant["amountDisbursed"],
        "awarded_on": grant["awardDate"], "programme": grant["grantProgramme"][0]["title"],
        "recipient_id": recipient["id"], "recipient": recipient["name"],
        "recipient_is_a_person": person is not None, "url": grant["dataSource"],
    }  # fmt: skip
