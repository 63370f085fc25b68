"""Printing ballots with codes, and keying in what came back: each ballot once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation import clock, draws, paper_codes
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.people.queries.listing import names_of_actors

from ..models import Ballot, BallotBatch, Conversation, PrintSize, Statement
from ..queries import ballots
from . import refusals, votes

MOST_AT_ONCE = 200
MOST_STATEMENTS = 20


class CannotPrint(Exception):
    """Nothing was printed; the message is a sentence for the page."""


class KeyedAlready(Exception):
    """This ballot was keyed in before; the message says by whom and when."""


def print_ballots(
    conversation: Conversation,
    *,
    statements: Sequence[Statement],
    language: str,
    by: Actor,
    blank: int = 0,
    members: Sequence[Member] = (),
    size: str = PrintSize.LARGE,
) -> BallotBatch:
    """Make ballots with codes: some without a name, and one for each of these members. Raises CannotPrint."""
    count = blank + len(members)
    if count < 1:
        raise CannotPrint(_("Say how many ballots you need, or choose for whom."))
    if count > MOST_AT_ONCE:
        raise CannotPrint(_("Print at most %(most)d ballots at once.") % {"most": MOST_AT_ONCE})
    if not 1 <= len(statements) <= MOST_STATEMENTS:
        raise CannotPrint(_("Choose from 1 to %(most)d statements.") % {"most": MOST_STATEMENTS})
    with transaction.atomic():
        batch = BallotBatch.objects.create(
            conversation=conversation, size=size, language=language, printed_by=by.key,
            statements=[row.pk for row in statements],
        )  # fmt: skip
        for member in [*members, *[None] * blank]:
            _new_ballot(batch, member)
        record("conversations.ballots_printed", batch, by=by, blank=blank, named=len(members))
        return batch


def _new_ballot(batch: BallotBatch, member: Member | None) -> Ballot:
    return draws.until_free(
        lambda code: Ballot.objects.create(batch=batch, member=member, code=code), paper_codes.new_code
    )


def close_ballots(batch: BallotBatch, *, by: Actor) -> None:
    """Say that the rest of these will not come back. A late one can still be keyed in."""
    with transaction.atomic():
        if BallotBatch.objects.filter(pk=batch.pk, closed_at=None).update(closed_at=clock.now()):
            record("conversations.ballots_closed", batch, by=by)


def key_in_ballot(
    ballot: Ballot,
    member: Member | None,
    *,
    votes_by_statement: Mapping[int, int],
    told: people.Told,
    by: Actor,
    communities: Collection[int] = (),
) -> Ballot:
    """Count what stands on a ballot, once. Without a member it counts for somebody without a name.

    A vote on a statement that was merged counts for the one that stayed. Raises KeyedAlready, CannotTakePart
    and `people.CannotRecord`.
    """
    batch = ballot.batch
    goes_to = ballots.counted_as(batch)
    kept = {goes_to[pk]: value for pk, value in votes_by_statement.items() if pk in goes_to}
    with transaction.atomic():
        mine = Ballot.objects.filter(pk=ballot.pk, keyed_at=None)
        if not mine.update(keyed_at=clock.now(), keyed_by=by.key):
            raise KeyedAlready(keyed_words(Ballot.objects.get(pk=ballot.pk)))
        refusals.check_open(batch.conversation, told.on)
        part = votes.taking_part(batch.conversation, member)
        if kept:
            votes.vote_on_several(batch.conversation, member, votes=kept, told=told, part=part, by=by)
        if communities:
            votes.declare(
                batch.conversation, member, communities=communities, told=told, part=part, by=by
            )  # fmt: skip
        Ballot.objects.filter(pk=ballot.pk).update(part=part)
        record("conversations.ballot_keyed_in", ballot, by=by, votes=len(kept))
    ballot.refresh_from_db()
    return ballot


def keyed_words(ballot: Ballot) -> str:
    """Who keyed a ballot in, and when, in a sentence."""
    who = names_of_actors([ballot.keyed_by])[ballot.keyed_by]
    moment = timezone.localtime(ballot.keyed_at) if ballot.keyed_at else None
    return _("Ballot %(code)s was keyed in on %(when)s by %(who)s. Put it aside.") % {
        "code": paper_codes.as_printed(ballot.code),
        "when": date_format(moment, "DATETIME_FORMAT") if moment else "",
        "who": who,
    }
