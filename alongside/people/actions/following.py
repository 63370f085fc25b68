"""What has not gone yet follows a member to where they are reached now, and goes nowhere else."""

from typing import Any

from django.db import transaction

from alongside.foundation import outbox
from alongside.foundation.actors import Actor
from alongside.foundation.models import Channel, Message
from alongside.foundation.record import record

from .. import emails, signals
from ..models import Member


def follow_reach(member: Member, *, by: Actor) -> int:
    """A member is reached elsewhere, in another way, or not at all: so is what still waits for them. Gives how many.

    A letter or call that waits changes on the list of staff, an email before it leaves. Where nobody may be reached it
    is held, and goes once somebody may. Codes that prove an address stay with it.
    """
    with transaction.atomic():
        fresh = Member.objects.get(pk=member.pk)
        place = emails.place_of(fresh)
        if place is None or not place.to:
            moved = outbox.hold_for(fresh)
        else:
            outbox.release_for(fresh)
            waiting = list(outbox.unsent_to(fresh))
            moved = sum(
                outbox.readdress(one, changes) for one in waiting if (changes := _changes(one, fresh, place))
            )
        if moved:
            record("people.messages_follow", fresh, by=by, count=moved)
        signals.reach_changed.send(sender=Member, member=fresh, by=by)
        return moved


def _changes(message: Message, member: Member, place: emails.Place) -> dict[str, Any]:
    """What is to be changed in a message so that it goes to a place; nothing where it goes there already."""
    if (message.channel, message.to, message.to_name) == (place.channel, place.to, place.name):
        return {}
    found: dict[str, Any] = {"to": place.to, "to_name": place.name[:200], "channel": place.channel}
    found["text"] = emails.words_at(place, member, emails.as_written(message, member))
    if place.channel != Channel.EMAIL:
        found |= {"html": "", "headers": {}, "calendar": "", "forget": False}
    elif place.helped:
        found |= {"html": "", "headers": {}, "forget": False}
    return found
