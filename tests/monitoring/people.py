"""Invented people who answer, for the tests of this room."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from django.test import RequestFactory

from alongside.foundation import actors, clock
from alongside.monitoring import actions
from alongside.people.models import Account

BY = actors.SYSTEM
FEBRUARY = date(2020, 2, 3)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Noon of a day."""
    with clock.at(datetime.combine(day, time(12), UTC)):
        yield


def answers(number: int = 0) -> dict[str, str]:
    """One person's answers; they differ from person to person."""
    return {
        "disability_identify": "yes" if number % 5 < 2 else "no",
        "age": ["25_to_34", "35_to_55", "65_and_over"][number % 3],
        "ethnicity": ["white_british", "black_african", "asian_indian"][number % 3],
    }


def crowd(how_many: int, *, start: int = 0, source: str = "") -> None:
    """So many people answer, one after the other."""
    for number in range(start, start + how_many):
        actions.answer_as(f"crowd:{number}", answers(number), source=source)


def request_of(account: Account) -> Any:
    """A request by somebody who is signed in."""
    request = RequestFactory().get("/")
    request.user = account
    return request


def questions_are_here() -> None:
    """What a new centre starts with."""
    actions.load_question_set(by=BY)
    actions.load_baselines(by=BY)
    actions.choose_baseline("london", by=BY)
