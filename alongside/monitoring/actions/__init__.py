"""Every change in this room. Nothing here says on record who answered, or when: only blocks and tables are recorded."""

from .answering import (
    CannotAnswerError,
    answer,
    answer_as,
    answer_on_paper,
    erase_person,
    hand_out_paper,
    lift_objection,
    mark_asked,
    mark_asked_as,
    object_to_questions,
    withdraw,
)
from .baselines import choose_baseline, load_baselines
from .blocks import close_blocks
from .many import answer_many
from .publishing import NotAPublicationDateError, publish
from .question_sets import add_question, load_question_set

__all__ = [
    "CannotAnswerError",
    "NotAPublicationDateError",
    "add_question",
    "answer",
    "answer_as",
    "answer_many",
    "answer_on_paper",
    "choose_baseline",
    "close_blocks",
    "erase_person",
    "hand_out_paper",
    "lift_objection",
    "load_baselines",
    "load_question_set",
    "mark_asked",
    "mark_asked_as",
    "object_to_questions",
    "publish",
    "withdraw",
]
