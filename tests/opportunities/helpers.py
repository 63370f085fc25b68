"""What several files of tests about opportunities need."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock, kept
from alongside.foundation.models import Message
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Interest, Opportunity, Value
from alongside.people import actions as people
from alongside.people.models import Member

BY = actors.SYSTEM
WORDS: dict[str, Any] = {
    "title": "Read our leaflet", "activity": "We wrote a leaflet.", "involved": "You read it.",
    "difference": "The next edition changes.", "support": "Call Cora.", "skills": "None.", "minutes": 10,
    "where": "home", "language": "English",
}  # fmt: skip


def later(days: int) -> AbstractContextManager[None]:
    """So many days from now."""
    return clock.at(clock.now() + timedelta(days=days))


def told(on: date | None = None, mode: str = "phone") -> people.Told:
    """Told by phone today, read back and agreed."""
    return people.Told(mode, on or clock.today(), True)


def told_form(mode: str = "phone", on: date | None = None) -> dict[str, Any]:
    """The part of a staff form that says how they told us."""
    day = on or clock.today()
    return {
        "mode": mode, "on_day": day.day, "on_month": day.month, "on_year": day.year,
        "read_back_and_agreed": "on", "note": "",
    }  # fmt: skip


def like(opportunity: Opportunity, *members: Member, **more: Any) -> list[Interest]:
    """These members would like to, in this order."""
    return [opportunities.express_interest(opportunity, one, by=BY, **more) for one in members]


def closed(opportunity: Opportunity) -> Opportunity:
    """Close it before its last day."""
    opportunities.close(opportunity, because="Enough.", by=BY)
    return Opportunity.objects.with_states().get(pk=opportunity.pk)


def fresh(opportunity: Opportunity) -> Opportunity:
    """As it is now."""
    return Opportunity.objects.with_states().get(pk=opportunity.pk)


def holders(opportunity: Opportunity) -> list[str]:
    """Who holds a place, by name."""
    rows = opportunity.places_given.held().select_related("interest__member")
    return sorted(row.interest.member.called for row in rows)


def messages_to(member: Member) -> list[Message]:
    """What was written to a member about opportunities, oldest first."""
    address = {"email": member.email, "phone": member.phone, "post": member.address}[member.reach_by]
    found = Message.objects.filter(to=address, about__startswith="opportunities.")
    return list(found.order_by("created_at", "pk"))


def crowd(make: Callable[..., Member], count: int) -> list[Member]:
    """So many members."""
    return [make(f"Person{number}") for number in range(count)]


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes once it was seen before, when no part of it is kept."""
    client.get(url)
    kept.forget_parts()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def names(members: Iterable[Member]) -> list[str]:
    """By name."""
    return [member.called for member in members]


AGES = [("Under 25", 1, 2), ("25 or over", 1, 3)]
CALLED_OUT = "17 4 31"


def saying(notice: Opportunity, label: str) -> dict[int, int | None]:
    """The answer to the one question."""
    value = Value.objects.select_related("category").get(category__opportunity=notice, label=label)
    return {value.category_id: value.pk}


def volunteer(notice: Opportunity, members: Sequence[Member], young: int) -> None:
    """So many of these are under 25."""
    for number, member in enumerate(members):
        label = "Under 25" if number < young else "25 or over"
        opportunities.express_interest(notice, member, answers=saying(notice, label), by=BY)
