"""What machines may ask of this room: what people can offer to do today."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from alongside.foundation import api, doors
from alongside.foundation.letters import absolute

from . import models
from .queries import listing

router = api.Router(tags=[_("Opportunities")])
staff = api.Router(tags=[_("For tools of staff, with a token")])


class Opportunity(api.Schema):
    """Something that people can offer to do today."""

    id: int = api.Field(description="The number under which this house keeps it; it stays.")
    title: str = api.Field(description="What it is called.")
    strand: str = api.Field(description="The strand of the story: learning, projects, movement, or empty.")
    activity: str = api.Field(description="What people do.")
    involved: str = api.Field(description="What is involved.")
    difference: str = api.Field(description="What difference it makes.")
    support: str = api.Field(description="The support that people get.")
    skills: str = api.Field(description="What people need to know or be able to do.")
    minutes: int = api.Field(description="The time that it takes one person in all, in minutes.")
    where: Literal["online", "in_person", "either", "home"] = api.Field(description="Where it happens.")
    place: str = api.Field(description="The place in words; may be empty.")
    language: str = api.Field(description="The language that it happens in, in words.")
    closes_on: date = api.Field(description="The last day on which people can say that they would like to.")
    places: int | None = api.Field(
        description="How many places there are; null where everybody can take part."
    )
    method: Literal["first_come", "agreed", "lottery"] = api.Field(description="How places are filled.")
    payment_pence: int | None = api.Field(
        description="What is paid, in pence, as its first line says it; null without payment."
    )
    url: str = api.Field(description="Its page, where people say that they would like to.")


@api.public(
    router, "opportunities", api.Page[Opportunity], name="opportunities",
    summary=_("What people can offer to do today, the newest first"),
)  # fmt: skip
def opportunities(
    request: HttpRequest, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Opportunities in which people can say today that they would like to. A closed one is not among them."""
    return api.page(request, listing.open_now(), _as_data, after=after, limit=limit)


def _as_data(rows: list[models.Opportunity]) -> Iterable[dict[str, Any]]:
    offers = listing.offers_of(rows)
    for row in rows:
        offer = offers.get(row.pk)
        yield {
            "id": row.pk, "title": row.title, "strand": row.strand, "activity": row.activity,
            "involved": row.involved, "difference": row.difference, "support": row.support, "skills": row.skills,
            "minutes": row.minutes, "where": row.where, "place": row.place_words, "language": row.language,
            "closes_on": row.closes_on, "places": row.places, "method": row.method,
            "payment_pence": offer.pence if offer and offer.pence else None,
            "url": absolute(reverse("opportunities:opportunity", args=[row.pk])),
        }  # fmt: skip


class Interest(api.Schema):
    """Somebody would like to."""

    id: int = api.Field(description="The number of the interest; it stays.")
    member: str = api.Field(description="The reference of the member.")
    called: str = api.Field(description="What they are called.")
    told_on: date = api.Field(description="The day on which they told us.")
    has_place: bool = api.Field(description="Whether a place was offered to them.")


@api.staff(
    staff, "GET", "staff/opportunities/{int:id}/interests", api.Page[Interest], name="interests",
    summary=_("Who would like to take an opportunity"), scope="opportunities:read", roles=doors.COORDINATORS,
)  # fmt: skip
def interests(
    request: HttpRequest, id: api.Id, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Everybody who would like to, the newest first, without what they answered and without ways to reach them."""
    found = models.Opportunity.objects.published().filter(pk=id).first()
    if found is None:
        raise Http404
    rows = found.interests.standing().filter(member__leaving=None).select_related("member", "place")
    return api.page(request, rows, _of_interests, after=after, limit=limit)


def _of_interests(rows: list[models.Interest]) -> Iterable[dict[str, Any]]:
    for row in rows:
        yield {
            "id": row.pk, "member": row.member.reference, "called": row.member.called, "told_on": row.told_on,
            "has_place": hasattr(row, "place"),
        }  # fmt: skip
