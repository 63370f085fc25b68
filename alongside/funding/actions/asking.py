"""What a round asks and is judged by. Once it is open, people rely on it, and only the help for a question changes."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alongside.conversations.models import Conversation
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Criterion, Question, QuestionKind, Round, SelfCheck
from . import wording
from .refusals import CannotChange

Row = TypeVar("Row", Criterion, Question, SelfCheck)
MOST_WEIGHT, MOST_SCORE, MOST_WORDS = 10, 100, 3000


def add_criterion(
    one_round: Round,
    *,
    name: str,
    means: str,
    by: Actor,
    weight: int = 1,
    most: int = 5,
    conversation: Conversation | None = None,
) -> Criterion:
    """Say what bids are judged by, and in which conversation that was made. Raises CannotChange, ValidationError."""
    fields = _criterion(name, means, weight, most, conversation)
    return _added(one_round, Criterion, fields, "criterion", by)


def change_criterion(
    criterion: Criterion,
    *,
    name: str,
    means: str,
    by: Actor,
    weight: int = 1,
    most: int = 5,
    conversation: Conversation | None = None,
) -> Criterion:
    """Say a criterion in other words. Raises CannotChange once people could read it, and ValidationError."""
    return _changed(criterion, _criterion(name, means, weight, most, conversation), "criterion", by)


def _criterion(
    name: str, means: str, weight: int, most: int, conversation: Conversation | None
) -> dict[str, Any]:  # fmt: skip
    if not 1 <= weight <= MOST_WEIGHT:
        raise ValidationError({"weight": _("Write how often it counts, from 1 to 10.")})
    if not 1 <= most <= MOST_SCORE:
        raise ValidationError({"most": _("Write the highest score, from 1 to 100.")})
    if conversation is not None and not conversation.is_published:
        raise ValidationError(
            {"conversation": _("Publish the conversation first, so that people can read it.")}
        )
    return {
        "name": wording.line(name, "name", missing=_("Write a name for it."), most=120),
        "means": wording.plain(means, "means", missing=_("Write what it means."), most=1000),
        "weight": weight, "most": most, "conversation": conversation,
    }  # fmt: skip


def add_question(
    one_round: Round,
    *,
    text: str,
    by: Actor,
    help: str = "",
    kind: str = QuestionKind.WORDS,
    most_words: int | None = None,
    required: bool = True,
) -> Question:
    """Ask something in the form of a round. Raises CannotChange once it is open, and ValidationError."""
    fields = _question(text, help, kind, most_words, required)
    return _added(one_round, Question, fields, "question", by)


def change_question(
    question: Question,
    *,
    text: str,
    by: Actor,
    help: str = "",
    kind: str = QuestionKind.WORDS,
    most_words: int | None = None,
    required: bool = True,
) -> Question:
    """Ask it in other words. Once the round is open only `help` changes. Raises CannotChange and ValidationError."""
    fields = _question(text, help, kind, most_words, required)
    return _changed(question, fields, "question", by, while_open=frozenset({"help"}))


def _question(text: str, help: str, kind: str, most_words: int | None, required: bool) -> dict[str, Any]:
    if most_words is not None and not 10 <= most_words <= MOST_WORDS:
        raise ValidationError({"most_words": _("Write a number of words from 10 to 3,000.")})
    kind = wording.chosen(kind, QuestionKind, "kind", _("Choose what an answer looks like."))
    return {
        "text": wording.line(text, "text", missing=_("Write the question."), most=300),
        "help": wording.line(help, "help", most=600), "kind": kind, "required": bool(required),
        "most_words": most_words if kind == QuestionKind.WORDS else None,
    }  # fmt: skip


def add_self_check(one_round: Round, *, text: str, told: str, by: Actor, fits: bool = True) -> SelfCheck:
    """Let people find out for themselves whether the round is for them. Raises CannotChange, ValidationError."""
    return _added(one_round, SelfCheck, _self_check(text, told, fits), "self_check", by)


def change_self_check(check: SelfCheck, *, text: str, told: str, by: Actor, fits: bool = True) -> SelfCheck:
    """Say a self-check in other words. Raises CannotChange once the round is open, and ValidationError."""
    return _changed(check, _self_check(text, told, fits), "self_check", by)


def _self_check(text: str, told: str, fits: bool) -> dict[str, Any]:
    missing = _("Write what people are told whose answer does not fit, and what they can do.")
    return {
        "text": wording.line(text, "text", missing=_("Write the question."), most=200),
        "told": wording.line(told, "told", missing=missing, most=400), "fits": bool(fits),
    }  # fmt: skip


def remove_criterion(criterion: Criterion, *, by: Actor) -> None:
    """Judge by one thing less. Raises CannotChange once the round is open."""
    _removed(criterion, "criterion", by)


def remove_question(question: Question, *, by: Actor) -> None:
    """Ask one question less. Raises CannotChange once the round is open."""
    _removed(question, "question", by)


def remove_self_check(check: SelfCheck, *, by: Actor) -> None:
    """One self-check less. Raises CannotChange once the round is open."""
    _removed(check, "self_check", by)


def _draft(round_id: int) -> Round:
    row = Round.objects.select_for_update().get(pk=round_id)
    if row.opened_at:
        raise CannotChange(_("The round is open, and people rely on this. It stays as it is."))
    return row


def _added(one_round: Round, table: type[Row], fields: dict[str, Any], what: str, by: Actor) -> Row:
    with transaction.atomic():
        held = _draft(one_round.pk)
        rows = table._default_manager.filter(round=held)
        position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
        made: Row = table._default_manager.create(round=held, position=position, **fields)
        record(f"funding.{what}_added", made, by=by, round=held.pk)
        return made


def _changed(
    row: Row, fields: dict[str, Any], what: str, by: Actor, while_open: frozenset[str] = frozenset()
) -> Row:  # fmt: skip
    with transaction.atomic():
        changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
        if not set(changed) <= while_open:
            _draft(row.round_id)
        for name in changed:
            setattr(row, name, fields[name])
        if changed:
            row.save(update_fields=changed)
            record(f"funding.{what}_changed", row, by=by, fields=changed)
        return row


def _removed(row: Criterion | Question | SelfCheck, what: str, by: Actor) -> None:
    with transaction.atomic():
        held = _draft(row.round_id)
        record(f"funding.{what}_removed", row, by=by, round=held.pk)
        row.delete()
