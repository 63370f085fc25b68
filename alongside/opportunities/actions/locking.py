"""One at a time: whoever changes who has a place holds the row of the opportunity."""

from alongside.foundation.actors import Actor
from alongside.people import actions as people
from alongside.people.models import Member, Recording

from ..models import Opportunity


def held(opportunity: Opportunity) -> Opportunity:
    """The opportunity as it is now, kept from everybody else until the transaction ends."""
    rows = Opportunity.objects.with_states().select_for_update(of=("self",))
    return rows.get(pk=opportunity.pk)


def written_down(member: Member, what: str, told: people.Told | None, by: Actor) -> Recording | None:
    """The recording of what somebody told us by phone, by post or in person; None on the web.

    Raises `people.CannotRecord`.
    """
    if told is None:
        return None
    return people.record_for(
        member, what=what, mode=told.mode, on=told.on, note=told.note,
        read_back_and_agreed=told.read_back_and_agreed, by=by,
    )  # fmt: skip
