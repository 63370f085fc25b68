"""Ballots on paper: how many went out and came back, and what stands on each."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from alongside.people.models import Member
from alongside.people.queries import members

from ..models import Ballot, BallotBatch, Conversation, Statement
from . import statements

MOST_FOUND = 8


def ballot_of(code: str) -> Ballot | None:
    """The ballot with this code."""
    rows = Ballot.objects.select_related(
        "batch", "member", "part", "batch__conversation__publication", "batch__conversation__closing"
    )
    return rows.filter(code=code).first()


def batches(conversation: Conversation) -> QuerySet[BallotBatch]:
    """What was printed for a conversation, newest first, with `out` and `keyed`. One query."""
    return BallotBatch.objects.filter(conversation=conversation).annotate(
        out=Count("ballots"), keyed=Count("ballots", filter=Q(ballots__keyed_at__isnull=False))
    )


def still_out() -> QuerySet[BallotBatch]:
    """Batches of which some ballots did not come back, and nobody said that they will not."""
    rows = BallotBatch.objects.filter(closed_at=None).select_related("conversation__closing")
    waiting = Count("ballots", filter=Q(ballots__keyed_at=None))
    return rows.annotate(waiting=waiting).filter(waiting__gt=0).order_by("pk")


def on_paper(batch: BallotBatch) -> list[statements.Shown]:
    """The statements of a batch in their order and its language, also those that were merged since."""
    rows = statements.with_wordings(Statement.objects.filter(pk__in=batch.statements)).in_bulk()
    return [statements.shown(rows[pk], batch.language) for pk in batch.statements if pk in rows]


def counted_as(batch: BallotBatch) -> dict[int, int]:
    """For each statement on paper, the one for which its vote counts today; what is not shown is left out."""
    rows = Statement.objects.filter(pk__in=batch.statements).select_related("merged_into")
    found = {row.pk: row.merged_into or row for row in rows}
    return {
        pk: row.pk
        for pk, row in found.items()
        if row.accepted_at and not row.withdrawn_at and not row.declined_at and not row.merged_into_id
    }


def find_people(typed: str) -> list[Member]:
    """Members whose reference or whole name was written on a ballot."""
    word = " ".join(typed.split())
    if not word:
        return []
    here = Member.objects.here()
    if exact := list(members.by_reference(word)):
        return exact
    return list(here.filter(Q(called__iexact=word) | Q(full_name__iexact=word))[:MOST_FOUND])
