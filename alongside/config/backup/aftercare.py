"""After a restore: who left since leaves again, nobody is written to twice, everybody signs in anew."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from alongside.foundation import actors, outbox, witness
from alongside.foundation.record import record
from alongside.outreach.actions import issues
from alongside.people import actions as people
from alongside.people.models import Member

from . import erased
from .notes import Note

BY = actors.SYSTEM


def look_after(note: Note, left: dict[str, datetime]) -> tuple[int, list[str], int]:
    """Gives how many were erased again, the references of those that were not, and how many emails were set aside."""
    with transaction.atomic(), transaction.atomic(using="monitoring"):
        again, not_erased = _erase_again(set(left))
        emails = outbox.set_aside_after_restore(by=BY)
        issues.unschedule_after_restore(by=BY)
        people.sign_everybody_out(by=BY)
        record("config.restored", None, by=BY, backup=note.name, erased_again=again)
    cache.clear()
    witness.place().unlink(missing_ok=True)  # it has seen the end of another record
    witness.note()
    return again, not_erased, emails


def _erase_again(codes: set[str]) -> tuple[int, list[str]]:
    """Everybody on the list who is here leaves, through the action, as they did then."""
    again, not_erased = 0, []
    for member in Member.objects.filter(leaving=None).iterator():
        if erased.code(member.reference) not in codes:
            continue
        try:
            people.leave(member, by=BY)
            again += 1
        except people.CannotLeave:
            not_erased.append(member.reference)
    return again, not_erased
