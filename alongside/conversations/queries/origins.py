"""Conversations, statements and decisions as things that words of other rooms come from; see `foundation.sources`."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation import sources
from alongside.foundation.sources import Thing

from ..models import Conversation, Decision, Statement

CONVERSATION, STATEMENT, DECISION = "conversation", "statement", "decision"
MOST = 10


def register() -> None:
    """Called once, when the house starts."""
    sources.register(sources.Kind(CONVERSATION, _("Conversation"), find_conversations, read_conversations))
    sources.register(sources.Kind(STATEMENT, _("Statement"), find_statements, read_statements))
    sources.register(sources.Kind(DECISION, _("Decision"), find_decisions, read_decisions))


def find_conversations(words: str) -> list[Thing]:
    """Published conversations with these words in their question, newest first."""
    rows = Conversation.objects.published().filter(question__icontains=words)
    return [_conversation(row) for row in rows.order_by("-pk")[:MOST]]


def read_conversations(keys: Collection[str]) -> dict[str, Thing]:
    """Published conversations by key. One query."""
    rows = Conversation.objects.published().filter(pk__in=_numbers(keys))
    return {str(row.pk): _conversation(row) for row in rows}


def find_statements(words: str) -> list[Thing]:
    """Statements that everybody may read with these words in them, newest first."""
    rows = Statement.objects.accepted().filter(text__icontains=words)
    return [_statement(row) for row in rows.order_by("-pk")[:MOST]]


def read_statements(keys: Collection[str]) -> dict[str, Thing]:
    """Statements that everybody may read, by key. One query."""
    return {
        str(row.pk): _statement(row) for row in Statement.objects.accepted().filter(pk__in=_numbers(keys))
    }


def find_decisions(words: str) -> list[Thing]:
    """Decisions with these words in their question, newest first."""
    rows = Decision.objects.filter(question__icontains=words)
    return [_decision(row) for row in rows.order_by("-pk")[:MOST]]


def read_decisions(keys: Collection[str]) -> dict[str, Thing]:
    """Decisions by key. One query."""
    return {str(row.pk): _decision(row) for row in Decision.objects.filter(pk__in=_numbers(keys))}


def _numbers(keys: Collection[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdigit()]


def _conversation(row: Conversation) -> Thing:
    return Thing(
        CONVERSATION, str(row.pk), row.question, reverse("conversations:conversation", args=[row.pk])
    )


def _statement(row: Statement) -> Thing:
    return Thing(
        STATEMENT, str(row.pk), row.text, reverse("conversations:all_statements", args=[row.conversation_id])
    )


def _decision(row: Decision) -> Thing:
    return Thing(DECISION, str(row.pk), row.question, reverse("conversations:decision", args=[row.pk]))
