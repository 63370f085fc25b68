"""Who was there: checked in from the list, by code, by themselves in the room, or from paper afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.payments import actions as payments
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from ..models import Attendance, CheckedIn, Registration, RoomCode, Session
from ..queries import registrations
from .refusals import NotNow
from .registering import locked, with_code

Text = str | Promise


@dataclass
class Keyed:
    """What came of a list that was keyed in. `wrong` names each word that is nobody here, and why.

    `twice` has those who stand on the list more than once: they count once.
    """

    checked_in: list[Registration] = field(default_factory=list)
    already: list[Registration] = field(default_factory=list)
    twice: list[Registration] = field(default_factory=list)
    wrong: list[tuple[str, Text]] = field(default_factory=list)


def check_in(registration: Registration, *, coming: str, how: str, by: Actor) -> Attendance:
    """Somebody is here. From now on their payment is owed, where there is an offer. Twice changes nothing.

    Who was on the waiting list and is here has a place. Raises NotNow before the day, for a cancelled session
    or registration, and for a way in which people do not meet.
    """
    with transaction.atomic():
        session = locked(registration.session)
        registration.refresh_from_db()
        registration.session = session
        if there := Attendance.objects.filter(registration=registration).first():
            return there
        _check(session, registration, coming)
        if registration.placed_at is None:
            registration.placed_at = clock.now()
            registration.save(update_fields=["placed_at"])
        attendance = Attendance.objects.create(
            registration=registration, coming=coming, how=how, marked_by=by.key
        )
        record("gatherings.checked_in", registration, by=by, session=session.pk, how=str(how),
               coming=str(coming), attendance=attendance.pk)  # fmt: skip
        if session.offer:
            payments.owe(session.offer, registration.member, because=attendance, by=by)
        return attendance


def undo_check_in(attendance: Attendance, *, by: Actor) -> None:
    """It was a mistake: they were not here, and nothing is owed. Raises what `payments.no_longer_owed` does."""
    with transaction.atomic():
        locked(attendance.registration.session)
        found = Attendance.objects.filter(pk=attendance.pk).first()
        if found is None:
            return
        payments.no_longer_owed(found, by=by)
        record("gatherings.check_in_undone", found.registration, by=by, attendance=found.pk)
        found.delete()


def walk_in(
    session: Session,
    member: Member,
    *,
    coming: str,
    by: Actor,
    brings: str = "",
    supporter_comes: bool = False,
) -> Attendance:
    """Somebody came without a registration, and was let in: both are written down in one step.

    Whoever is in the room decides if there is a chair, so no number stops them here.
    """
    with transaction.atomic():
        session = locked(session)
        registration = registrations.of_member(session, member) or _let_in(
            session, member, by, coming=coming, brings=brings, supporter_comes=supporter_comes
        )
        return check_in(registration, coming=coming, how=CheckedIn.LIST, by=by)


def key_in(session: Session, *, references: Iterable[str], coming: str, by: Actor) -> Keyed:
    """Check in everybody on a paper list, by the reference or the code of each. Wrong ones are named, not lost."""
    result = Keyed()
    with transaction.atomic():
        for word in (word.upper() for word in references):
            _key_in_one(result, session, word, coming, by)
    return result


def check_in_in_the_room(member: Member, *, code: str, by: Actor) -> Attendance:
    """A member types the code that is shown in the room. Raises NotNow when it is not today's, or not theirs."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    room = RoomCode.objects.filter(code=plain).select_related("session").first()
    if room is None or room.session.day != clock.today():
        raise NotNow(_("This is not a code of a session today. Look at the code in the room again."))
    registration = registrations.of_member(room.session, member)
    if registration is None or not registration.is_placed:
        raise NotNow(_("You have no place in this session yet. Ask somebody at the door."))
    return check_in(registration, coming=registration.coming, how=CheckedIn.SELF, by=by)


def show_room_code(session: Session, *, by: Actor) -> RoomCode:
    """Make the code that is shown in the room; the one that is there already, where there is one."""
    with transaction.atomic():
        room, made = RoomCode.objects.get_or_create(session=session)
        if made:
            record("gatherings.room_code_made", session, by=by)
        return room


def _check(session: Session, registration: Registration, coming: str) -> None:
    if session.cancelled_at is not None:
        raise NotNow(_("This session was cancelled, so nobody can be checked in."))
    if registration.cancelled_at is not None:
        raise NotNow(_("They cancelled. If they came after all, write them down as somebody who just came."))
    if clock.today() < session.day:
        raise NotNow(_("The session has not come yet. People are checked in from its day on."))
    if coming not in registrations.modes(session):
        raise NotNow(_("Choose one of the ways in which people met in this session."))


def _let_in(
    session: Session, member: Member, by: Actor, *, coming: str, brings: str, supporter_comes: bool
) -> Registration:
    people.record_for(
        member, what="registration", mode=Mode.IN_PERSON, on=clock.today(), read_back_and_agreed=True, by=by
    )
    registration = with_code(
        session=session, member=member, coming=coming, how=Mode.IN_PERSON, brings=brings,
        supporter_comes=supporter_comes, placed_at=clock.now(),
    )  # fmt: skip
    record("gatherings.walked_in", registration, by=by, session=session.pk, coming=str(coming))
    return registration


def _key_in_one(result: Keyed, session: Session, word: str, coming: str, by: Actor) -> None:
    registration = registrations.on_the_list(session, word)
    if registration is None:
        if word not in dict(result.wrong):
            result.wrong.append((word, registrations.why_not_on_the_list(session, word)))
        return
    if registration in result.checked_in or registration in result.already:
        if registration not in result.twice:
            result.twice.append(registration)
        return
    if Attendance.objects.filter(registration=registration).exists():
        result.already.append(registration)
        return
    chosen = coming if coming in registrations.modes(session) else registration.coming
    check_in(registration, coming=chosen, how=CheckedIn.PAPER, by=by)
    result.checked_in.append(registration)
