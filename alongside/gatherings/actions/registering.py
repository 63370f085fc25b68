"""Registering: a place or the waiting list, exact under a rush.

Whoever changes who has a place locks the row of the session first, so that two people never get one place.
After each change nobody waits for whom there is a place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, draws, privacy
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.payments import actions as payments
from alongside.people import actions as people
from alongside.people.models import BringsKind, Member, Mode

from .. import emails
from ..models import Attendance, Registration, RolePlaces, Session, new_code
from ..queries import registrations
from . import reminders, standing
from .needs import placed_with_needs, share_needs
from .refusals import NotNow


class WasThere(NotNow):
    """Somebody who was there cannot cancel any more."""

    def __init__(self) -> None:
        super().__init__(_("They were there, so this cannot be cancelled. Undo the check-in first."))


class AlreadyRegistered(NotNow):
    """The member has a registration that stands: `registration`."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(_("You are registered already. Look at your sessions to change or cancel it."))
        self.registration = registration


def register(
    session: Session,
    member: Member,
    *,
    coming: str,
    by: Actor,
    how: str = Mode.WEB,
    brings: str = "",
    supporter_comes: bool = False,
    message: str = "",
    told: people.Told | None = None,
    choice: Mapping[str, Any] | None = None,
    needs: Mapping[str, Any] | None = None,
) -> Registration:
    """Register a member: with a place where there is one, else at the end of the waiting list; they are told.

    `told` says how they told us, where staff write it down; it has the same standing. `choice` (`kind`,
    `pence`) is what they chose of the offer, after the note on benefits. `needs` is what `share_needs` takes:
    the access needs that they ask us to prepare for. Raises AlreadyRegistered, and NotNow
    with a sentence when registration is shut or an answer does not fit the session.
    """
    with transaction.atomic():
        session = locked(session)
        _check(session, member, coming, brings)
        if told:
            _note(member, "registration", told, by)
        registration = with_code(
            session=session, member=member, coming=coming, how=told.mode if told else how, brings=brings,
            supporter_comes=supporter_comes, message=message.strip(),
            placed_at=clock.now() if _is_room(session, coming, brings, by) else None,
        )  # fmt: skip
        record("gatherings.registered", registration, by=by, session=session.pk, coming=str(coming),
               how=str(registration.how), placed=registration.is_placed)  # fmt: skip
        if choice:
            _choose(registration, choice, told, by)
        if needs:
            share_needs(registration, told=told, by=by, **needs)
        standing.tell(registration, by=by)
        return registration


def cancel_registration(registration: Registration, *, by: Actor, told: people.Told | None = None) -> None:
    """Somebody will not come. The first on the waiting list who fits gets the place, and is told once.

    Cancelling twice changes nothing. Raises WasThere for somebody who was there.
    """
    with transaction.atomic():
        session = locked(registration.session)
        registration.refresh_from_db()
        if registration.cancelled_at is not None:
            return
        if Attendance.objects.filter(registration=registration).exists():
            raise WasThere
        if told:
            _note(registration.member, "registration_cancelled", told, by)
        registration.cancelled_at = clock.now()
        registration.save(update_fields=["cancelled_at"])
        record("gatherings.registration_cancelled", registration, by=by, session=session.pk)
        reminders.take_back_reminders(registration, by=by)
        standing.take_back_all([registration], by=by)
        emails.registration_cancelled(registration, by=by)
        fill_places(session, by=by)


def change_coming(
    registration: Registration, *, coming: str, by: Actor, told: people.Told | None = None
) -> Registration:
    """Come in another way. Where that is full, they join the end of its waiting list; all else is kept.

    Raises NotNow when the registration or the session is over, or people do not meet in this way.
    """
    with transaction.atomic():
        session = locked(registration.session)
        registration.refresh_from_db()
        if registration.coming == coming:
            return registration
        _check_change(session, registration, coming)
        if told:
            _note(registration.member, "registration_changed", told, by)
        places = registrations.places_of(session)
        if registration.is_placed:
            places.take(registration.coming, registration.brings, -1)
        fits = places.fits(coming, registration.brings)
        registration.coming, registration.queued_at = coming, clock.now()
        registration.placed_at, registration.promoted_at = (clock.now() if fits else None), None
        registration.save(update_fields=["coming", "queued_at", "placed_at", "promoted_at"])
        record("gatherings.coming_changed", registration, by=by, coming=str(coming), placed=fits)
        placed_with_needs(registration, by=by)
        standing.tell(registration, by=by)
        fill_places(session, by=by)
        registration.refresh_from_db()
        return registration


def set_places_by_role(session: Session, *, places: Mapping[str, int | None], by: Actor) -> None:
    """Say how many places there are at most for people who bring one thing; None takes a limit away.

    Nobody loses a place. Raises NotNow for a cancelled session, ValueError for what nobody can bring.
    """
    if unknown := sorted(set(places) - set(BringsKind.values)):
        raise ValueError(f"Nobody can bring {', '.join(unknown)}.")
    with transaction.atomic():
        session = locked(session)
        if session.cancelled_at:
            raise NotNow(_("This session was cancelled."))
        RolePlaces.objects.filter(session=session, brings__in=places).delete()
        limits = {kind: limit for kind, limit in places.items() if limit is not None}
        RolePlaces.objects.bulk_create(
            RolePlaces(session=session, brings=kind, places=limit) for kind, limit in limits.items()
        )
        record("gatherings.places_by_role_set", session, by=by, places=limits)
        fill_places(session, by=by)


def fill_places(session: Session, *, by: Actor) -> list[Registration]:
    """Give every free place to the first on the waiting list who fits it, and tell each of them.

    To be called whenever a place came free or places were added. Nobody is called up once a session began.
    """
    with transaction.atomic():
        session = locked(session)
        if session.cancelled_at or session.announced_at is None or session.starts_at <= clock.now():
            return []
        places = registrations.places_of(session)
        promoted = []
        for waiting in Registration.objects.waiting().filter(session=session).select_related("member"):
            if places.fits(waiting.coming, waiting.brings):
                places.take(waiting.coming, waiting.brings)
                promoted.append(_promote(waiting, session, by))
            if all(places.left(mode) == 0 for mode in registrations.modes(session)):
                break
        return promoted


def erase_registrations(member: Member, by: Actor) -> None:
    """Somebody leaves: what is to come is cancelled, their words are blanked; that somebody came stays."""
    with transaction.atomic():
        for registration in registrations.coming_up(member).filter(session__starts_at__gt=clock.now()):
            cancel_registration(registration, by=by)
        for registration in Registration.objects.filter(member=member):
            privacy.erase(registration)


def with_code(**facts: Any) -> Registration:
    """A registration with these facts, and a code that nobody has yet."""
    return draws.until_free(lambda code: Registration.objects.create(code=code, **facts), new_code)


def locked(session: Session) -> Session:
    """The row of a session, held until the end of the transaction. Rows that point to it can still be added."""
    held = Session.objects.select_for_update(no_key=True, of=("self",)).select_related("series", "offer")
    return held.get(pk=session.pk)


def _check(session: Session, member: Member, coming: str, brings: str) -> None:
    if held := registrations.of_member(session, member):
        raise AlreadyRegistered(held)
    if reason := registrations.why_not(session, member):
        raise NotNow(reason)
    if coming not in registrations.modes(session):
        raise NotNow(_("Choose one of the ways in which people meet in this session."))
    if brings and brings not in BringsKind.values:
        raise NotNow(_("Choose what you bring from the list."))


def _check_change(session: Session, registration: Registration, coming: str) -> None:
    if registration.cancelled_at is not None:
        raise NotNow(_("This registration was cancelled. Register again."))
    if session.cancelled_at is not None or session.starts_at <= clock.now():
        raise NotNow(_("This session was cancelled, or it has begun. Nothing can be changed any more."))
    if coming not in registrations.modes(session):
        raise NotNow(_("Choose one of the ways in which people meet in this session."))


def _is_room(session: Session, coming: str, brings: str, by: Actor) -> bool:
    """Whether a newcomer has a place. Whoever waited for it comes first."""
    if not registrations.places_of(session).fits(coming, brings):
        return False
    if not Registration.objects.waiting().filter(session=session).exists():
        return True
    fill_places(session, by=by)
    return registrations.places_of(session).fits(coming, brings)


def _choose(
    registration: Registration, choice: Mapping[str, Any], told: people.Told | None, by: Actor
) -> None:
    if registration.session.offer is None:
        return
    try:
        payments.choose(
            registration.session.offer, registration.member, by=by, how=registration.how, told=told, **choice
        )
    except payments.CannotChoose as refusal:
        raise NotNow(str(refusal)) from refusal


def _promote(registration: Registration, session: Session, by: Actor) -> Registration:
    registration.session = session
    registration.placed_at = registration.promoted_at = clock.now()
    registration.save(update_fields=["placed_at", "promoted_at"])
    record("gatherings.promoted", registration, by=by, session=session.pk)
    placed_with_needs(registration, by=by)
    standing.take_back(registration, by=by)
    emails.promoted(registration, by=by)
    return registration


def _note(member: Member, what: str, told: people.Told, by: Actor) -> None:
    people.record_for(
        member, what=what, mode=told.mode, on=told.on, note=told.note,
        read_back_and_agreed=told.read_back_and_agreed, by=by,
    )  # fmt: skip
