"""A member's own calendar address: made, made anew, and ended."""

import secrets

from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from ..models import CalendarFeed
from ..queries import calendar


def new_calendar_address(member: Member, *, by: Actor) -> str:
    """Make an address and end the one before. Gives its secret, which is kept nowhere: show it once."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        _end(member)
        feed = CalendarFeed.objects.create(member=member, token_hash=calendar.hash_of(token))
        record("gatherings.calendar_address_made", feed, by=by, member=member.pk)
    return token


def end_calendar_address(member: Member, *, by: Actor) -> bool:
    """End a member's address: whoever has it reads nothing any more. False when there was none."""
    with transaction.atomic():
        ended = _end(member)
        if ended:
            record("gatherings.calendar_address_ended", member, by=by)
        return ended


def _end(member: Member) -> bool:
    standing = CalendarFeed.objects.filter(member=member, ended_at=None)
    return bool(standing.update(ended_at=clock.now()))
