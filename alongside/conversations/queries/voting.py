"""Which statement somebody sees next, and how they voted."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count, QuerySet

from alongside.methods import opinionmap
from alongside.people.models import Member

from ..models import Conversation, Declaration, Part, Statement, Vote
from . import statements


def a_screen() -> int:
    """How many statements are offered at once; then the page asks "more?"."""
    return opinionmap.A_SCREEN


def part_of(conversation: Conversation, member: Member | None) -> Part | None:
    """The part that a member takes in a conversation."""
    if member is None:
        return None
    return Part.objects.filter(conversation=conversation, member=member).select_related("member").first()


def declared_by(part: Part | None) -> list[int]:
    """The communities that somebody declared."""
    if part is None:
        return []
    return list(Declaration.objects.filter(part=part).values_list("community", flat=True))


def tallies(conversation: Conversation) -> list[opinionmap.Tally]:
    """How often each accepted statement was voted on, in all and by each declared community. Three queries."""
    accepted = Statement.objects.accepted().filter(conversation=conversation).values_list("pk", flat=True)
    votes = Vote.objects.filter(statement__conversation=conversation)
    seen = dict(votes.order_by().values_list("statement").annotate(n=Count("pk")))
    inside: dict[int, dict[str, int]] = defaultdict(dict)
    rows = votes.order_by().exclude(part__declarations=None)
    for statement, community, count in rows.values_list(
        "statement", "part__declarations__community"
    ).annotate(n=Count("pk")):
        inside[statement][str(community)] = count
    return [opinionmap.Tally(pk, seen.get(pk, 0), inside[pk]) for pk in accepted]


def next_for(conversation: Conversation, member: Member, most: int | None = None) -> list[int]:
    """The statements that a member sees next, the most due first: see `methods.opinionmap.routing`."""
    part = part_of(conversation, member)
    already = set(Vote.objects.filter(part=part).values_list("statement", flat=True)) if part else set()
    return list(
        opinionmap.next_statements(
            tallies(conversation), seen=already, communities=[str(pk) for pk in declared_by(part)],
            seed=f"{conversation.seed}|{member.pk}", most=most or a_screen(),
        )
    )  # fmt: skip


def left_for(conversation: Conversation, member: Member) -> int:
    """How many statements a member has not voted on."""
    accepted = Statement.objects.accepted().filter(conversation=conversation)
    return accepted.exclude(votes__part__member=member).count()


def votes_of(part: Part) -> QuerySet[Vote]:
    """How somebody voted, newest first, with the statements."""
    rows = Vote.objects.filter(part=part, statement__in=Statement.objects.standing())
    return (
        rows.select_related("statement")
        .prefetch_related("statement__wordings")
        .order_by("-changed_at", "-pk")
    )


def vote_of(part: Part | None, statement: Statement) -> Vote | None:
    """How somebody voted on one statement."""
    return Vote.objects.filter(part=part, statement=statement).first() if part else None


def statement_of(conversation: Conversation, pk: int) -> Statement | None:
    """An accepted statement of a conversation, with its wordings."""
    return statements.public_rows(conversation).filter(pk=pk).first()
