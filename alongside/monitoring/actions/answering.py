"""Answering, changing, withdrawing, objecting. None of it is recorded by person or by moment."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from alongside.foundation import draws
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import keys, queries, questions
from ..models import PaperHandout, QuestionSet, Turn, WaitingAnswers, random_key, this_month
from . import blocks
from .transactions import both

Given = Mapping[str, Any]


class CannotAnswerError(Exception):
    """Nothing was kept. The message is a sentence that says why."""


def answer(request: HttpRequest, given: Given) -> None:
    """Keep the answers of whoever is signed in, or change them while they wait."""
    answer_as(keys.person_here(request), given)


def answer_as(token_source: str, given: Given, *, source: str = "") -> None:
    """Keep one person's answers under a token; a second time changes them while they wait.

    `token_source` is the key of an account as text; `source` names an event or partner that people came with.
    Raises CannotAnswerError after an objection or when the person is counted already, ValidationError for unknown
    answers. When twenty wait, they are added up and deleted.
    """
    asked_set = current_set()
    kept = questions.clean(questions.read_set(asked_set.questions), given)
    with both():
        turn = _turn(token_source)
        _check(turn)
        turn.asked_month = turn.answered_month = this_month()
        turn.counted_month = None
        turn.save()
        sealed = keys.seal({"answers": kept, "source": source, "turn": turn.token})
        WaitingAnswers.objects.update_or_create(
            token=keys.answers_token(token_source), defaults={"question_set": asked_set, "sealed": sealed}
        )
        blocks.close_blocks()


def answer_on_paper(given: Given, *, by: Actor, source: str = "") -> None:
    """Key in a form that came on paper without a name. It cannot be changed afterwards: nobody knows whose it is."""
    asked_set = current_set()
    kept = questions.clean(questions.read_set(asked_set.questions), given)
    with both():
        sealed = keys.seal({"answers": kept, "source": source, "turn": ""})
        WaitingAnswers.objects.create(question_set=asked_set, sealed=sealed)
        record("monitoring.paper_form_keyed_in", None, by=by)
        blocks.close_blocks()


def hand_out_paper(forms: int, *, by: Actor) -> None:
    """So many paper forms were handed out; they count as asked. Raises ValueError for none."""
    if forms < 1:
        raise ValueError("Say how many forms were handed out.")
    with both():
        PaperHandout.objects.create(forms=forms)
        record("monitoring.paper_forms_handed_out", None, by=by, forms=forms)


def withdraw(request: HttpRequest) -> bool:
    """Take one's own answers back while they wait; False when none wait any more."""
    with both():
        return _withdraw(keys.person_here(request))


def object_to_questions(request: HttpRequest) -> None:
    """Never ask this person again; waiting answers are deleted at once."""
    with both():
        source = keys.person_here(request)
        _withdraw(source)
        turn = _turn(source)
        turn.objected_month = turn.objected_month or this_month()
        turn.save()


def lift_objection(request: HttpRequest) -> None:
    """The person changed their mind and may be asked again."""
    with both():
        Turn.objects.filter(token=keys.turn_token(keys.person_here(request))).update(objected_month=None)


def mark_asked(request: HttpRequest) -> None:
    """The person was shown the questions; they count as asked."""
    mark_asked_as(keys.person_here(request))


def mark_asked_as(token_source: str) -> None:
    """The same under a token's source."""
    with both():
        turn = _turn(token_source)
        turn.asked_month = this_month()
        turn.save()


def erase_person(token_source: str) -> None:
    """The person leaves: waiting answers and their turn are deleted. Sums of twenty stay, they are nobody's."""
    with both():
        _withdraw(token_source)
        Turn.objects.filter(token=keys.turn_token(token_source)).delete()


def _withdraw(token_source: str) -> bool:
    deleted, _rows = WaitingAnswers.objects.filter(token=keys.answers_token(token_source)).delete()
    if deleted:
        Turn.objects.filter(token=keys.turn_token(token_source)).update(answered_month=None)
    return bool(deleted)


def _turn(token_source: str) -> Turn:
    token, turns = keys.turn_token(token_source), Turn.objects.select_for_update()
    return draws.until_free(lambda key: turns.get_or_create(token=token, defaults={"id": key})[0], random_key)


def _check(turn: Turn) -> None:
    if turn.objected_month:
        raise CannotAnswerError(_("You asked us not to ask. Allow the questions again first."))
    if turn.counted_month and not queries.has_retired(turn.counted_month):
        raise CannotAnswerError(_("Your answers are counted already. We ask again when that count is old."))


def current_set() -> QuestionSet:
    """The questions in force. Raises CannotAnswerError where there are none yet."""
    found = queries.current_set()
    if found is None:
        raise CannotAnswerError(_("There are no questions yet."))
    return found
