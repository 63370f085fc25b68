"""Why something was not written down."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from alongside.people.queries import members

from ..models import Conversation


class CannotTakePart(Exception):
    """Nothing was written down; the message is a sentence for the page."""


class CannotChange(Exception):
    """The conversation stays as it is; the message is a sentence for the page."""


def check_person(member: Member) -> None:
    """Somebody who is here and may be asked. Raises CannotTakePart."""
    if member.has_left:
        raise CannotTakePart(_("This person has left."))
    if not members.may_be_reached(member):
        raise CannotTakePart(str(members.GUARDIAN_FIRST))


def check_open(conversation: Conversation, on: date | None = None) -> None:
    """Open today; or on the day on which somebody told us, also when it is keyed in later.

    Raises CannotTakePart.
    """
    if not conversation.is_published:
        raise CannotTakePart(_("This conversation is not published yet."))
    day = on or clock.today()
    if day < conversation.opens_on:
        raise CannotTakePart(_("On that day this conversation was not open yet. Look at the day again."))
    if day > conversation.closes_on:
        raise CannotTakePart(_("This conversation is closed. Tell us directly instead."))
    closing = getattr(conversation, "closing", None)
    if closing is not None and (on is None or on > conversation.last_day):
        raise CannotTakePart(_("This conversation is closed. Tell us directly instead."))


def written_down(member: Member | None, what: str, told: people.Told | None, by: Actor) -> Recording | None:
    """The recording of what somebody told us other than on the web; None on the web, and for no name.

    Raises `people.CannotRecord`.
    """
    if told is None or member is None:
        return None
    return people.record_for(
        member, what=what, mode=told.mode, on=told.on, note=told.note,
        read_back_and_agreed=told.read_back_and_agreed, by=by,
    )  # fmt: skip
