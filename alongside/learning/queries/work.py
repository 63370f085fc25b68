"""Pieces of work of this room and of the rooms beneath it that have reports of their own; see `evidence`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from alongside.conversations.models import Conversation, Decision, Statement
from alongside.documents.models import Document, Version
from alongside.foundation.sources import Thing

from ..models import TrainingPackage
from .evidence import Name, Work
from .own_evidence import CONVERSATION, TEXT
from .training import KIND as TRAINING

MOST = 50


def conversations() -> Iterator[Thing]:
    """Published questions."""
    for row in Conversation.objects.published().order_by("-pk")[:MOST]:
        yield Thing(CONVERSATION, str(row.pk), row.question)


def of_conversation(key: str) -> frozenset[Name]:
    """A conversation, its statements and its decisions."""
    statements = Statement.objects.accepted().filter(conversation=int(key)).values_list("pk", flat=True)
    decisions = Decision.objects.filter(conversation=int(key)).values_list("pk", flat=True)
    return frozenset(
        {(CONVERSATION, key)}
        | {("statement", str(pk)) for pk in statements}
        | {("decision", str(pk)) for pk in decisions}
    )


def texts() -> Iterator[Thing]:
    """Texts that everybody may read."""
    for row in Document.objects.shown().order_by("-pk")[:MOST]:
        yield Thing(TEXT, str(row.pk), row.title)


def of_text(key: str) -> frozenset[Name]:
    """A text and its versions."""
    versions = Version.objects.filter(document=int(key)).values_list("pk", flat=True)
    return frozenset({(TEXT, key)} | {("version", str(pk)) for pk in versions})


def trainings() -> Iterator[Thing]:
    """Training that everybody may take."""
    for row in TrainingPackage.objects.shown().order_by("-pk")[:MOST]:
        yield Thing(TRAINING, str(row.pk), row.title)


def of_training(key: str) -> frozenset[Name]:
    """A training."""
    return frozenset({(TRAINING, key)})


OWN = [
    Work(CONVERSATION, _("A conversation"), conversations, of_conversation),
    Work(TEXT, _("A text written together"), texts, of_text),
    Work(TRAINING, _("A training"), trainings, of_training),
]
"""What this room registers."""
