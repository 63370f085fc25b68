"""Many ballots at once, for a centre of thousands that is made for a measurement: the same rows as `vote_on_several`.

A test makes the same centre both ways and compares every table, so that these cannot come to differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member, Mode

from ..models import Conversation, Part, Statement, Value, Vote
from . import refusals

AT_ONCE = 500
Ballot = tuple[Member, Mapping[int, int]]


def vote_many(conversation: Conversation, ballots: Iterable[Ballot], *, by: Actor) -> None:
    """Keep the first votes, by statement, of members who have not voted here yet.

    Raises CannotTakePart, ValidationError for a vote that is none, and IntegrityError for somebody who has a part
    already. To be called within `record.gathered`, or each of them waits for the record.
    """
    refusals.check_open(conversation)
    given = list(ballots)
    known = Statement.objects.accepted().filter(conversation=conversation).in_bulk()
    for member, votes in given:
        _judge(member, votes, known)
    with transaction.atomic():
        parts = [Part(conversation=conversation, member=member) for member, _votes in given]
        Part.objects.bulk_create(parts, batch_size=AT_ONCE)
        moment = clock.now()
        Vote.objects.bulk_create(
            (
                Vote(part=part, statement_id=pk, value=value, how=Mode.WEB, changed_at=moment)
                for part, (_member, votes) in zip(parts, given, strict=True)
                for pk, value in votes.items()
            ),
            batch_size=AT_ONCE,
        )
        for _member, votes in given:
            record("conversations.voted", conversation, by=by, statements=sorted(votes), how=str(Mode.WEB))


def _judge(member: Member, votes: Mapping[int, int], known: Mapping[int, Statement]) -> None:
    refusals.check_person(member)
    if not set(votes.values()) <= set(Value.values):
        raise ValidationError(_("Choose agree, disagree or pass."))
    if not votes.keys() <= known.keys():
        raise refusals.CannotTakePart(_("This statement is not shown any more. Go on to the next one."))
