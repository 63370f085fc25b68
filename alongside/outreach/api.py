"""What tools of staff may do in this room, with a token: write down what a channel showed."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _

from alongside.foundation import api, doors

from . import models
from .actions import reach as outreach

staff = api.Router(tags=[_("For tools of staff, with a token")])
MOST = 2_000_000_000


class NewReading(api.Schema):
    """What a channel showed."""

    measure: Literal["followers", "reach", "impressions", "engagements", "recipients", "attendees"] = (
        api.Field(description="What was counted. Unlike measures are never added.")
    )
    value: int = api.Field(ge=0, le=MOST, description="The number that the channel showed.")
    since: date = api.Field(description="The first day that it is for.")
    until: date | None = api.Field(None, description="The last day that it is for; left out for one day.")
    definition: api.Words = api.Field(
        min_length=1, max_length=500, description="What it counts, in a sentence."
    )
    source_note: api.Words = api.Field("", max_length=500, description="Where it was read.")


class Reading(api.Schema):
    """A reading that is on record."""

    id: int = api.Field(description="The number of the reading; it stays.")
    value: int = api.Field(description="The number that is on record.")


@api.staff(
    staff, "POST", "staff/channels/{int:id}/readings", Reading, name="readings",
    summary=_("Write down a reading of a channel"), scope="readings:write", roles=doors.COORDINATORS,
)  # fmt: skip
def readings(request: HttpRequest, id: api.Id, reading: NewReading) -> dict[str, Any]:
    """Write down what a channel showed. One for the same days takes the place of the one before, which stays."""
    channel = models.ReachChannel.objects.filter(pk=id).first()
    if channel is None:
        raise Http404
    made = outreach.add_reading(channel, by=api.actor_of(request), **reading.dict())
    return {"id": made.pk, "value": made.value}
