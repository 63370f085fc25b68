"""Versions of the questions. A version never changes; a new question makes a new version."""

from collections.abc import Mapping
from typing import Any

from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import queries, questions
from ..first_questions import QUESTIONS
from ..models import QuestionSet
from .transactions import both


def load_question_set(*, by: Actor) -> QuestionSet:
    """The first version of the questions, for a new centre. Where there are questions already, nothing changes."""
    return queries.current_set() or _new_version(QUESTIONS, by=by)


def add_question(question: Mapping[str, Any], *, by: Actor) -> QuestionSet:
    """A new version with one more question at its end.

    Raises ValueError, saying what to declare, when its answers cannot be counted safely.
    """
    current = queries.current_set()
    before = list(current.questions) if current else []
    return _new_version([*before, dict(question)], by=by)


def _new_version(asked: list[dict[str, Any]], *, by: Actor) -> QuestionSet:
    questions.read_set(asked)
    with both():
        last = queries.current_set()
        made = QuestionSet.objects.create(version=last.version + 1 if last else 1, questions=asked)
        record("monitoring.questions_declared", made, by=by, version=made.version)
        return made
