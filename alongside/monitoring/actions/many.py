"""Many answers at once, for a centre of thousands that is made for a measurement: the same rows as `answer_as`.

A test makes the same centre both ways and compares every table, so that these cannot come to differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from alongside.methods import disclosure

from .. import keys, questions
from ..models import QuestionSet, Turn, WaitingAnswers, random_key, this_month
from . import answering, blocks
from .transactions import both


def answer_many(given: Sequence[tuple[str, answering.Given]]) -> None:
    """Keep the first answers of many people, by the source of each token; every twenty are added up.

    Raises ValidationError for unknown answers, CannotAnswerError where there are no questions yet, and IntegrityError
    for somebody who was asked before.
    """
    asked_set = answering.current_set()
    asked = questions.read_set(asked_set.questions)
    rest = list(given)
    while rest:
        with both():
            room = max(1, disclosure.BLOCK_SIZE - WaitingAnswers.objects.count())
            _keep([(source, questions.clean(asked, told)) for source, told in rest[:room]], asked_set)
            blocks.close_blocks()
        rest = rest[room:]


def _keep(given: list[tuple[str, dict[str, object]]], asked_set: QuestionSet) -> None:
    month = this_month()
    turns = [
        Turn(id=key, token=keys.turn_token(source), asked_month=month, answered_month=month)
        for key, (source, _told) in zip(_unused_keys(len(given)), given, strict=True)
    ]
    Turn.objects.bulk_create(turns)
    WaitingAnswers.objects.bulk_create(
        WaitingAnswers(
            token=keys.answers_token(source), question_set=asked_set,
            sealed=keys.seal({"answers": told, "source": "", "turn": turn.token}),
        )
        for (source, told), turn in zip(given, turns, strict=True)
    )  # fmt: skip


def _unused_keys(count: int) -> set[int]:
    """Keys that no turn has yet: in a large centre one is drawn twice at times."""
    drawn: set[int] = set()
    while len(drawn) < count:
        drawn |= {random_key() for _missing in range(count - len(drawn))}
        drawn -= set(Turn.objects.filter(pk__in=drawn).values_list("pk", flat=True))
    return drawn
