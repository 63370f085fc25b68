"""Finding conversations."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from alongside.people.models import Member

from ..models import Conversation


def open_now() -> QuerySet[Conversation]:
    """Where people can take part today, those that close first first."""
    return Conversation.objects.open_now().with_states().order_by("closes_on", "pk")


def not_open() -> QuerySet[Conversation]:
    """Published ones in which nobody can take part today, newest first."""
    published = Conversation.objects.published().with_states()
    return published.exclude(pk__in=Conversation.objects.open_now()).order_by("-closes_on", "-pk")


STANDING = Q(statements__withdrawn_at=None, statements__declined_at=None, statements__merged_into=None)


def for_staff() -> QuerySet[Conversation]:
    """Every conversation, drafts too, newest first, with `said`, how many statements stand."""
    said = Count("statements", filter=STANDING, distinct=True)
    return Conversation.objects.with_states().annotate(said=said).order_by("-pk")


def not_joined(member: Member) -> QuerySet[Conversation]:
    """Open conversations in which a member takes no part yet, and there is something to vote on."""
    rows = Conversation.objects.open_now().exclude(parts__member=member)
    return rows.filter(STANDING, statements__accepted_at__isnull=False).distinct().order_by("closes_on", "pk")
