"""Questions that more than one caller asks. Only counts and published tables leave this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.methods import disclosure

from . import keys, questions
from .models import BaselineChoice, HeldTable, QuestionSet, Snapshot, Turn, WaitingAnswers

if TYPE_CHECKING:
    from django.db.models import QuerySet

BLOCK_SIZE = disclosure.BLOCK_SIZE
ELSEWHERE = "elsewhere"
AREAS: dict[str, str | Promise] = {
    "london": _("London"),
    "england_and_wales": _("England and Wales"),
    ELSEWHERE: _("Somewhere else: no comparison yet"),
}
StateCode = Literal["not_asked", "waiting", "counted", "objected", "may_answer_again"]


@dataclass(frozen=True)
class State:
    """Where one person stands. `kept` are their own waiting answers, opened for them alone."""

    code: StateCode
    since: date | None = None
    kept: dict[str, Any] | None = None


def areas() -> list[tuple[str, str | Promise]]:
    """The areas that figures may stand beside: code and name."""
    return list(AREAS.items())


def current_set() -> QuestionSet | None:
    """The questions in force: the newest version."""
    return QuestionSet.objects.order_by("-version").first()


def asks() -> tuple[questions.Ask, ...]:
    """The questions in force, read."""
    found = current_set()
    return questions.read_set(found.questions) if found else ()


def my_state(request: HttpRequest) -> State:
    """Where whoever is signed in stands. Nobody else's state can be asked for."""
    return state_of(keys.person_here(request))


def state_of(token_source: str) -> State:
    """Where a person stands, from what their token is made of."""
    turn = Turn.objects.filter(token=keys.turn_token(token_source)).first()
    row = WaitingAnswers.objects.filter(token=keys.answers_token(token_source)).first()
    if turn and turn.objected_month:
        return State("objected", turn.objected_month)
    if row:
        return State("waiting", row.month, keys.unseal(row.sealed)["answers"])
    if turn and turn.counted_month:
        again = has_retired(turn.counted_month)
        return State("may_answer_again" if again else "counted", turn.counted_month)
    return State("not_asked")


def has_retired(counted_month: date) -> bool:
    """Whether a block closed in that month is out of every coming window."""
    today = clock.today()
    months = (today.year - counted_month.year) * 12 + today.month - counted_month.month
    return months > disclosure.WINDOW_MONTHS


def waiting() -> int:
    """How many people's answers wait; always fewer than a block."""
    return WaitingAnswers.objects.count()


def next_publication() -> date:
    """When the next tables may come out."""
    return disclosure.next_publication_date(clock.today())


def latest() -> Snapshot | None:
    """What was published last."""
    return snapshots().first()


def snapshots() -> QuerySet[Snapshot]:
    """Everything that was ever published, newest first."""
    return Snapshot.objects.order_by("-on", "-pk")


def held_lately() -> QuerySet[HeldTable]:
    """Tables that did not come out on the last publication date."""
    last = HeldTable.objects.order_by("-on").values_list("on", flat=True).first()
    return HeldTable.objects.filter(on=last) if last else HeldTable.objects.none()


def baseline_choices() -> QuerySet[BaselineChoice]:
    """Every area that was declared, newest first."""
    return BaselineChoice.objects.order_by("-declared_on", "-pk")


def chosen_area(day: date) -> str:
    """The area declared by a day; `ELSEWHERE` when none was."""
    declared = BaselineChoice.objects.filter(declared_on__lte=day).order_by("-declared_on", "-pk")
    return declared.values_list("area", flat=True).first() or ELSEWHERE


def question_in(snapshot: Snapshot, question: str) -> dict[str, Any] | None:
    """One question as a snapshot published it."""
    return next((item for item in snapshot.data["questions"] if item["id"] == question), None)


def lead_table(question: dict[str, Any]) -> dict[str, Any] | None:
    """The table that leads: groups before single answers."""
    return next(iter(question["tables"]), None)
