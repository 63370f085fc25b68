"""Where somebody is signed in: written down, and ended."""

from django.contrib.sessions.models import Session
from django.db import transaction

from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails
from ..models import Account, Member, SignedIn
from ..queries import sessions


def note_session(account: Account, *, key: str, user_agent: str) -> SignedIn:
    """Write down whose a session is, and on what kind of device. Its key is that of the session."""
    row, _new = SignedIn.objects.update_or_create(
        session_id=key, defaults={"account": account, "device": sessions.device_of(user_agent)}
    )
    return row


def end_session(place: SignedIn, *, by: Actor) -> None:
    """End one session of somebody's own. Ending it twice changes nothing."""
    with transaction.atomic():
        ended, _each = Session.objects.filter(pk=place.session_id).delete()
        if ended:
            record("people.session_ended", place.account, by=by)


def end_other_sessions(account: Account, *, but: str | None, by: Actor) -> int:
    """End every session of an account but the one with the key `but`. Gives how many."""
    with transaction.atomic():
        keys = [row.session_id for row in sessions.of_account(account.pk) if row.session_id != but]
        Session.objects.filter(pk__in=keys).delete()
        if keys:
            record("people.other_sessions_ended", account, by=by, count=len(keys))
    return len(keys)


def end_sessions_of(member: Member, *, by: Actor) -> int:
    """End every session of somebody else, and tell them. Gives how many there were."""
    if member.account is None:
        return 0
    with transaction.atomic():
        keys = sessions.keys_of(member.account.pk)
        Session.objects.filter(pk__in=keys).delete()
        record("people.sessions_ended", member, by=by, count=len(keys))
        emails.tell_of_ended_sessions(member, by=by)
    return len(keys)
