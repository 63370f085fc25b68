"""What people do with a place: say yes, say no, give it back; and that they took part."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.payments import actions as payments
from alongside.people import actions as hall

from .. import emails, signals
from ..models import EndedHow, Place
from ..queries import listing
from . import filling
from .days import since_when
from .locking import held, written_down

Told = hall.Told


class CannotAnswer(Exception):
    """The answer was not written down; the message is a sentence for the page."""


def accept_place(place: Place, *, by: Actor, told: Told | None = None) -> Place:
    """Somebody says yes. Saying it twice changes nothing. Raises CannotAnswer when the place is gone."""
    with transaction.atomic():
        row = _fresh(place)
        if row.accepted_at and row.ended_at is None:
            return row
        if row.ended_at:
            raise CannotAnswer(_("This place is no longer kept for you. Ask us what else there is."))
        if told:
            hall.check_not_before(told, *since_when(row.interest))
        written_down(row.interest.member, "place_accepted", told, by)
        row.accepted_at = clock.now()
        row.save(update_fields=["accepted_at"])
        record("opportunities.place_accepted", row, by=by, opportunity=row.opportunity_id)
        emails.place_accepted(row, by=by)
        signals.place_accepted.send(
            sender=Place, opportunity=row.opportunity, member=row.interest.member, place=row, by=by
        )
        filling.settle(held(row.opportunity), by=by)
        return row


def decline_place(place: Place, *, by: Actor, told: Told | None = None) -> None:
    """Somebody says no to a place that was offered; whoever comes next is asked. Twice changes nothing."""
    _end(place, EndedHow.DECLINED, "place_declined", by, told, must=lambda row: row.accepted_at is None)


def drop_out(place: Place, *, by: Actor, told: Told | None = None) -> None:
    """Somebody gives an accepted place back; whoever comes next is asked. Twice changes nothing."""
    _end(
        place, EndedHow.DROPPED_OUT, "place_given_back", by, told,
        must=lambda row: row.accepted_at is not None and row.took_part_on is None,
    )  # fmt: skip


def mark_no_answer(place: Place, *, by: Actor) -> None:
    """The day to answer by is over: the place goes to whoever comes next. Raises CannotAnswer before."""
    if not place.is_overdue:
        raise CannotAnswer(_("They still have time to answer."))
    _end(place, EndedHow.NO_ANSWER, "", by, None, must=lambda row: row.accepted_at is None)


def note_took_part(place: Place, *, on: date, by: Actor) -> None:
    """They did it: what was offered is owed. Noting it twice changes nothing. Raises CannotAnswer."""
    with transaction.atomic():
        row = _fresh(place)
        if row.took_part_on:
            return
        if row.accepted_at is None or row.ended_at:
            raise CannotAnswer(_("Only somebody who holds a place can have taken part."))
        if on > clock.today():
            raise CannotAnswer(_("The day cannot be in the future."))
        row.took_part_on = on
        row.save(update_fields=["took_part_on"])
        record("opportunities.took_part", row, by=by, opportunity=row.opportunity_id)
        offer = listing.offer_of(row.opportunity)
        if offer is not None:
            payments.owe(offer, row.interest.member, because=row, by=by)


def _end(
    place: Place, how: EndedHow, what: str, by: Actor, told: Told | None, must: Callable[[Place], bool]
) -> None:  # fmt: skip
    with transaction.atomic():
        row = _fresh(place)
        if row.ended_at:
            return
        if not must(row):
            raise CannotAnswer(_("This cannot be done with the place as it is now. Read the page again."))
        if told:
            hall.check_not_before(told, *since_when(row.interest))
        written_down(row.interest.member, what, told, by)
        end(row, how, by=by)
        if how == EndedHow.NO_ANSWER:
            emails.place_lapsed(row, by=by)
        else:
            emails.place_ended(row, by=by)
        filling.fill(held(row.opportunity), by=by)


def end(place: Place, how: EndedHow, *, by: Actor) -> None:
    """Write down that a place ended, and announce it where it had been accepted."""
    place.ended_at, place.ended_how = clock.now(), how
    place.save(update_fields=["ended_at", "ended_how"])
    record("opportunities.place_ended", place, by=by, opportunity=place.opportunity_id, how=str(how))
    if place.accepted_at:
        signals.place_given_up.send(
            sender=Place, opportunity=place.opportunity, member=place.interest.member, place=place, by=by
        )


def _fresh(place: Place) -> Place:
    """The place as it is now, while nobody else changes who has one."""
    held(place.opportunity)
    return Place.objects.select_related("interest__member", "opportunity").get(pk=place.pk)
